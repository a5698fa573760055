"""What saved state has no room for is refused before anything is written."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.build import build
from builder.unmade import judge_buildable
from tests.test_build import SMALL, codes

PAGE = "---\nid: M2-{n}\ntitle: Page {n}\nminutes: 1\noutcomes: [M2.o1]\n---\n\nText.\n"
QUESTION_IN_BANK = """- id: M1-Q{n}
  kind: choice
  principle: P1
  outcome: M1.o1
  page: M1-01
  critical: true
  stem: Whom do you tell in case {n}?
  options:
    - text: My lead, {n}.
      right: true
      feedback: Yes.
    - text: Nobody, {n}.
      feedback: Somebody has to know.
  rationale: The one thing to know.
"""
QUESTION = """
::: choice
id: M2-{n}-q
stem: Which?
options:
  - text: This.
    right: true
    feedback: Yes.
  - text: That.
    feedback: No.
:::
"""


def test_a_module_whose_progress_would_be_too_long_is_refused_at_its_source(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(SMALL, course)
    for number in range(2, 191):
        (course / "two" / f"{number:03}.md").write_text((PAGE + QUESTION).replace("{n}", str(number)))
    module = course / "two" / "module.yaml"
    module.write_text(module.read_text().replace("minutes: 1", "minutes: 190"))
    report = build(course, formats=[], modules=[], output=tmp_path / "dist")
    assert (codes(report), report.packages, report.exit_code) == ({"state-too-long"}, (), 1)
    assert judge_buildable(course).problems == report.problems
    assert report.problems[0].where.path.endswith("two/module.yaml")


def test_a_check_with_more_questions_than_progress_can_count_is_refused_at_its_source(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(SMALL, course)
    bank = "".join(QUESTION_IN_BANK.replace("{n}", str(number)) for number in range(3, 80))
    (course / "one" / "questions" / "more.yaml").write_text(bank)
    module = course / "one" / "module.yaml"
    module.write_text(module.read_text().replace("draw: 2", "draw: 50\n  critical: 20"))
    report = build(course, formats=[], modules=[], output=tmp_path / "dist")
    assert (codes(report), report.packages, report.exit_code) == ({"state-uncountable"}, (), 1)
    assert judge_buildable(course).problems == report.problems
    assert report.problems[0].where.path.endswith("one/module.yaml")
    assert not (tmp_path / "dist").exists()
