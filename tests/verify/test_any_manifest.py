"""A standard may write its manifest as it likes: here a made-up one, whose manifest is lines of ``key=value``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from builder.archive import PackageFile
from builder.build import build
from builder.diagnostics import Diagnostic
from builder.formats import FORMATS, Format
from builder.model.course import Course, Module
from builder.verify import inspect
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.verifier import Verifier
from tests.verify.conftest import Files

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = "course.au"
Zipped = Callable[[Files], Path]


def recognises(package: Package) -> bool:
    return package.read(MANIFEST).startswith(b"[AU]")


def judge(package: Package) -> Iterator[Diagnostic]:
    lines = package.read(MANIFEST).decode().splitlines()
    launch = dict(line.split("=", 1) for line in lines if "=" in line)["file_name"]
    if launch not in package.files:
        yield manifests.missing_package_file(package.where(MANIFEST, 2), launch, package.spelt_otherwise(launch))


def manifest(course: Course, module: Module, content: Sequence[PackageFile]) -> list[PackageFile]:
    return [PackageFile(MANIFEST, f"[AU]\nfile_name={content[0].path}\ntitle={module.title}\n".encode())]


@pytest.fixture(autouse=True)
def lines(monkeypatch: pytest.MonkeyPatch) -> Format:
    """The made-up format, in the list of formats, and with its verifier where verifiers are looked for."""
    made_up = Format("lines", "Lines", MANIFEST, manifest)
    for part in ("builder.verify", "builder.verify.standard"):
        monkeypatch.setattr(sys.modules[part], "FORMATS", {**FORMATS, "lines": made_up})
    monkeypatch.setitem(sys.modules, "builder.verify.lines", SimpleNamespace(VERIFIER=Verifier(recognises, judge)))
    return made_up


@pytest.fixture
def sound(scorm12: Files) -> Files:
    content = {name: text for name, text in scorm12.items() if not name.endswith((".xsd", "imsmanifest.xml"))}
    return {MANIFEST: b"[AU]\nfile_name=index.html\n", **content}


def test_a_manifest_that_is_no_xml_is_recognised_and_judged(sound: Files, zipped: Zipped) -> None:
    verdict = inspect(zipped(sound), shown="x.zip")
    assert (verdict.standard, verdict.problems) == ("lines", ())
    sound[MANIFEST] = b"[AU]\nfile_name=start.html\n"
    (problem,) = inspect(zipped(sound), shown="x.zip").problems
    assert (problem.code, str(problem.where)) == ("missing-package-file", f"x.zip!{MANIFEST}:2:1")


def test_one_that_its_verifier_does_not_know_is_of_no_standard(sound: Files, zipped: Zipped) -> None:
    sound[MANIFEST] = b"[Course]\n"
    assert [problem.code for problem in inspect(zipped(sound), shown="x.zip").problems] == ["unknown-standard"]


def test_it_counts_as_a_manifest_wherever_manifests_are_named(sound: Files, zipped: Zipped) -> None:
    text = sound.pop(MANIFEST)
    (missing,) = inspect(zipped(sound), shown="x.zip").problems
    assert missing.message == f"has no imsmanifest.xml, tincan.xml, cmi5.xml or {MANIFEST}"
    (misplaced,) = inspect(zipped({**sound, f"inside/{MANIFEST}": text}), shown="x.zip").problems
    assert misplaced.message == f"must be {MANIFEST} at the top of the zip"
    several, *_ = inspect(zipped({**sound, MANIFEST: text, "tincan.xml": b"<tincan/>"}), shown="x.zip").problems
    assert several.code == "several-manifests"


def test_a_build_packs_it_and_judges_it(lines: Format, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("builder.build.FORMATS", {"lines": lines})
    # A format has a bundle of the player of its own; no learner comes to this one.
    monkeypatch.setattr("builder.formats.format.asset", lambda path: b"")
    report = build(ROOT / "tests" / "small_course", formats=["lines"], modules=[], output=tmp_path)
    assert report.exit_code == 0, report.problems
    assert {path.name for path in tmp_path.glob("*.zip")} == {"small-one-lines.zip", "small-two-lines.zip"}
    assert {inspect(path, shown=path.name).standard for path in tmp_path.glob("*.zip")} == {"lines"}
