"""Every rule has a sample: the smallest course that breaks it, and what an author is told about it.

A sample is ``samples/_base``, a sound course, with the sample's own files laid over it. ``expected.txt`` is what
``coursepack check`` prints.
"""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.checks import CHECKS_BY_EXTENT
from builder.checks.calendar import CALENDAR_CHECKS, Occasion, SignOffStage
from builder.checks.editions import EDITION_CALENDAR_CHECKS, EDITION_CHECKS
from builder.diagnostics import Diagnostic
from builder.house import HOUSE_CHECKS_BY_EXTENT
from builder.house.release import RELEASE_CHECKS
from builder.judge import judge
from builder.printing import print_problems
from builder.rules import SECTIONS, rules
from builder.source import problems as source
from builder.verify import problems as verify
from tools.rules import TARGET, rules_page

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir() and folder.name != "_base")
#: Rules that have tests of their own instead: a zip that breaks one is made by the test.
WITH_OWN_TESTS = {"Building", "Packages", "Comparing packages", "New editions", "Reports", "Releases"}
COURSE_CODES = {code for code, rule in rules().items() if rule.section not in WITH_OWN_TESTS}
#: Made by a test instead: a sample of a megabyte would be no small sample, and `check` lays nothing out.
WITHOUT_SAMPLE = {"document-letter", "document-too-long", "file-too-large", "recording-size", "session-too-long"}


def code_of(sample: str) -> str:
    """Return the rule that a sample is about: the longest code with which its name starts."""
    return max((code for code in COURSE_CODES if f"{sample}-".startswith(f"{code}-")), key=len)


def lay_out(sample: str, target: Path) -> None:
    """Make the course of *sample* in the folder *target*."""
    for layer in (SAMPLES / "_base", SAMPLES / sample):
        ignore = shutil.ignore_patterns("expected.txt")
        shutil.copytree(layer, target, symlinks=True, dirs_exist_ok=True, ignore=ignore)


def check(folder: Path, sample: str = "") -> tuple[Diagnostic, ...]:
    """Return every problem of the course in *folder*, as on the day on which the base's facts were checked."""
    stage: SignOffStage = "release" if sample.endswith("-at-release") else "draft"
    return judge(folder, Occasion(date(2026, 11, 21), stage)).problems


def printed(problems: tuple[Diagnostic, ...]) -> str:
    """Return what an author sees."""
    out = io.StringIO()
    print_problems(problems, "text", out)
    return out.getvalue()


def test_the_base_of_all_samples_is_sound(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    assert check(tmp_path) == ()


@pytest.mark.parametrize("sample", NAMES)
def test_a_sample_breaks_its_rule_and_no_other(
    sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_goldens: bool
) -> None:
    lay_out(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    problems = check(Path(), sample)
    expected = SAMPLES / sample / "expected.txt"
    if update_goldens:
        expected.write_text(printed(problems), encoding="utf-8", newline="\n")
    assert printed(problems) == expected.read_text(encoding="utf-8")
    assert {problem.code for problem in problems} == {code_of(sample)}
    assert all(problem.hint for problem in problems)


def test_no_file_of_problems_is_left_out_of_the_documentation() -> None:
    folders = (Path(source.__file__).parent, Path(verify.__file__).parent)
    there = {file.stem for folder in folders for file in folder.glob("*.py") if file.stem != "__init__"}
    listed = {
        module.rpartition(".")[2] for modules in SECTIONS.values() for module in modules if ".problems." in module
    }
    assert listed == there


def test_every_rule_has_a_sample() -> None:
    assert COURSE_CODES - {code_of(sample) for sample in NAMES} == WITHOUT_SAMPLE


def test_every_check_is_a_documented_rule() -> None:
    listed = [*CHECKS_BY_EXTENT.values(), *HOUSE_CHECKS_BY_EXTENT.values(), CALENDAR_CHECKS, RELEASE_CHECKS]
    listed += [EDITION_CHECKS, EDITION_CALENDAR_CHECKS]
    names = [check.__name__.replace("_", "-") for checks in listed for check in checks]
    assert sorted(names) == sorted(set(names)), "a check is listed twice"
    assert set(names) <= rules().keys()


@pytest.mark.parametrize("code", sorted(rules()))
def test_a_rule_says_what_why_how_it_looks_and_what_to_do(code: str) -> None:
    text = rules()[code].text
    parts = [text.index(f"\n\n{word}:") for word in ("Why", "Example", "Instead")]
    assert parts == sorted(parts)
    assert rules()[code].title.endswith(".")


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == rules_page(), "run: python -m tools.rules"
