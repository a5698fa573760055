"""The assets are made in a process of their own, here in a small copy of the repository, by an npm that is a script."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALL = [
    "ci --ignore-scripts",
    "run build:player",
    "run build:blocks",
    "run build:preview",
    "run build:theme",
    "pack p@1",
]
INSIDE = "package/lib/schemas/definitionFiles/scorm12edition"
FAKE_NPM = """#!/bin/sh
echo "$@" >> calls
case "$1" in
  ci) [ -e offline ] && { echo "getaddrinfo ENOTFOUND" >&2; exit 1; }; mkdir -p node_modules && echo {} > node_modules/.package-lock.json ;;
  run) made="scorm_templates/generated/${2#build:}"; mkdir -p "$made" && echo made > "$made/made.txt" ;;
  pack) cp schemas.tgz "$5/" ;;
esac
"""  # noqa: E501 - a script


class Clone:
    """A small copy of the repository, in which ``tools.assets`` can be run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.programs = root / "programs"
        shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("package.json", "package-lock.json", "tsconfig.json", "player/src/start.ts"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("{}")
        self.pin(self.pack({"adlcp_rootv1p2.xsd": b"schema\r\n"}))
        self.program("node", "#!/bin/sh\necho v20.20.0\n")
        self.program("npm", FAKE_NPM)

    def program(self, name: str, script: str) -> None:
        """Put a program on the PATH of ``make_assets``."""
        self.programs.mkdir(exist_ok=True)
        (self.programs / name).write_text(script)
        (self.programs / name).chmod(0o755)

    def pack(self, files: dict[str, bytes]) -> bytes:
        """Put *files* into the tarball that npm will fetch, beside what is not to be taken; return its bytes."""
        with tarfile.open(self.root / "schemas.tgz", "w:gz") as archive:
            for name, content in {**files, "../../evil.xsd": b"", "deeper/more.xsd": b""}.items():
                entry = tarfile.TarInfo(f"{INSIDE}/{name}")
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        return (self.root / "schemas.tgz").read_bytes()

    def pin(self, tarball: bytes) -> None:
        """Pin *tarball* as the one that may be unpacked."""
        digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
        lock = {"package": "p", "version": "1", "integrity": f"sha512-{digest}", "sets": {"scorm12": INSIDE}}
        (self.root / "tools" / "schemas.lock.json").write_text(json.dumps(lock))

    def make_assets(self) -> subprocess.CompletedProcess[str]:
        """Run ``tools.assets`` with the programs of this clone alone on PATH."""
        environment = {**os.environ, "PATH": f"{self.programs}{os.pathsep}/usr/bin{os.pathsep}/bin"}
        command = [sys.executable, "-m", "tools.assets"]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)

    @property
    def calls(self) -> list[str]:
        """The npm commands that were run so far, by their first two words."""
        path = self.root / "calls"
        return [" ".join(line.split()[:2]) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_everything_is_made_once_and_not_again(clone: Clone) -> None:
    assert clone.make_assets().returncode == 0
    assert clone.calls == ALL
    again = clone.make_assets()
    assert (again.returncode, again.stdout, clone.calls) == (0, "", ALL)


def test_a_changed_source_is_built_again_and_nothing_else_is(clone: Clone) -> None:
    clone.make_assets()
    (clone.root / "player/src/start.ts").write_text("changed")
    clone.make_assets()
    assert clone.calls == [*ALL, "run build:player", "run build:blocks", "run build:preview", "run build:theme"]


def test_a_lost_or_changed_output_is_made_again(clone: Clone) -> None:
    clone.make_assets()
    (clone.root / "scorm_templates/generated/player/made.txt").write_text("changed by hand")
    shutil.rmtree(clone.root / "scorm_templates/generated/schemas")
    clone.make_assets()
    assert clone.calls == [
        *ALL,
        "run build:player",
        "run build:blocks",
        "run build:preview",
        "run build:theme",
        "pack p@1",
    ]


def test_the_schemas_are_taken_byte_for_byte_and_nothing_beside_them(clone: Clone) -> None:
    clone.make_assets()
    schemas = clone.root / "scorm_templates/generated/schemas"
    assert [p.relative_to(schemas).as_posix() for p in schemas.rglob("*.*")] == ["scorm12/adlcp_rootv1p2.xsd"]
    assert (schemas / "scorm12/adlcp_rootv1p2.xsd").read_bytes() == b"schema\r\n"
    assert not list(clone.root.rglob("evil.xsd"))


def test_a_tarball_other_than_the_pinned_one_is_not_unpacked(clone: Clone) -> None:
    clone.pack({"adlcp_rootv1p2.xsd": b"another schema"})
    done = clone.make_assets()
    assert done.returncode == 1
    assert "not the one that schemas.lock.json pins" in done.stderr
    assert not (clone.root / "scorm_templates/generated/schemas").exists()


def test_without_a_network_the_message_says_so_and_the_next_run_goes_on(clone: Clone) -> None:
    (clone.root / "offline").touch()
    done = clone.make_assets()
    assert done.returncode == 1
    assert "ENOTFOUND" in done.stderr and "needs the network once" in done.stderr
    assert "Traceback" not in done.stderr
    (clone.root / "offline").unlink()
    assert clone.make_assets().returncode == 0


def test_a_node_that_is_too_old_is_not_used(clone: Clone) -> None:
    clone.program("node", "#!/bin/sh\necho v18.1.0\n")
    done = clone.make_assets()
    assert clone.calls == []
    # Where the Node of PyPI is installed it steps in, and knows nothing of the packages of this clone.
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_the_schemas_are_those_that_their_publishers_published(published_schemas: Path) -> None:
    made = ROOT / "scorm_templates" / "generated" / "schemas"
    ours = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    assert {path.parts[0] for path in ours} == {"scorm12", "scorm2004-3rd", "scorm2004-4th"}
    assert [path for path in ours if (made / path).read_bytes() != (published_schemas / path).read_bytes()] == []
