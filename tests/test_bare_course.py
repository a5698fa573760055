"""A course that says nothing it need not say: no principles, facts, outcomes, licence, audience or support."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from builder.build import BuiltPackage, build
from builder.checks.calendar import Occasion
from builder.formats import FORMATS
from builder.judge import judge
from builder.review import write_review

COURSE = {
    "course.yaml": """
id: bare
title: Ladders
short_title: Ladders
description: How to stand on one.
iri: https://example.org/courses/ladders
version: 1.0.0
language: en-GB
pass_mark: 80
modules: [only]
""",
    "scenarios/one.yaml": """
id: S1
name: Bo
title: Bo and the ladder
before: Bo climbs.
learning: Hold it.
decisions:
  - id: S1-A
    levels: [M1]
    stem: What now?
    options:
      - {text: Hold it., verdict: best, feedback: Yes.}
      - {text: Wave., verdict: unsafe, feedback: It falls.}
""",
    "flowcharts/way.yaml": """
id: way
title: The way up
nodes:
  - {id: N1, kind: start, label: Look, who: You, when: First}
  - {id: N2, kind: end, label: Climb, who: You, when: Then}
arrows: [{from: N1, to: N2}]
phases: [{title: Up, nodes: [N1, N2]}]
""",
    "only/module.yaml": """
id: M1
title: Up
minutes: 2
check: {draw: 2}
""",
    "only/01-start.md": """---
id: M1-01
title: Start
minutes: 1
---

Look up.

::: scenario S1
show: [before]
:::

::: decision S1-A
:::

::: scenario S1
show: [learning]
:::

::: flowchart way
:::

::: downloads
documents: [way.pdf]
:::
""",
    "only/02-check.md": """---
id: M1-02
title: Check
minutes: 1
---

::: check
:::
""",
    "only/questions/bank.yaml": """
- id: Q1
  kind: choice
  stem: Where do you stand?
  options:
    - {text: On it., right: true, feedback: Yes.}
    - {text: Under it., feedback: It may fall.}
- id: Q2
  kind: order
  stem: What comes first?
  items: [{text: Look., feedback: Always.}, {text: Climb., feedback: Then.}]
""",
}
#: What is left of a sentence whose middle is missing, and parts that hold nothing.
HOLLOW = re.compile(
    r"\bNone\b|guidance set\s*[.;]|Guidance set\s*\.|[Ll]icence of the text:\s*\.|Words:\s*\.|Main guidance:\s*\.|"
    r"Before it:\s*\d|reading age\s*\.|, leads\b|\s,|\.\s*\.(?!\.)|:\s*\.|;\s*\.",
)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bare")
    for name, text in COURSE.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text.lstrip("\n"), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def packages(course: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltPackage, ...]:
    report = build(course, formats=[], modules=[], output=tmp_path_factory.mktemp("dist"))
    assert report.problems == ()
    return report.packages


def hollow_parts(page: str) -> list[str]:
    """Return the sentences of *page* that lost a part, and the elements for reading that hold nothing."""
    tree = html.document_fromstring(page)
    for script in tree.xpath("//script | //style | //pre"):
        script.drop_tree()
    found = [text for text in (" ".join(t.split()) for t in tree.itertext()) if HOLLOW.search(text)]
    readable = "self::p or self::h1 or self::h2 or self::h3 or self::ul or self::ol or self::dl or self::blockquote"
    empty = tree.xpath(f"//*[{readable}][not(normalize-space())][not(@hidden)][not(ancestor::*[@hidden])][not(@role)]")
    return [*found, *(html.tostring(element, encoding="unicode") for element in empty)]


def test_a_bare_course_has_no_problem_even_before_a_release(course: Path) -> None:
    assert judge(course, Occasion(date(2026, 11, 21), "release")).problems == ()


def test_a_bare_course_is_packed_in_every_format_and_every_manifest_is_valid(
    packages: tuple[BuiltPackage, ...],
) -> None:
    names = {package.path.name for package in packages}
    assert {f"bare-only-{name}.zip" for name in FORMATS} <= names


def test_no_page_of_a_bare_course_has_a_sentence_or_a_part_with_nothing_in_it(
    packages: tuple[BuiltPackage, ...],
) -> None:
    for package in packages:
        with zipfile.ZipFile(package.path) as read:
            pages = {name: read.read(name).decode() for name in read.namelist() if name.endswith((".html", ".txt"))}
        assert any(name.endswith("questions.html") for name in pages), "the check is there"
        for name, text in pages.items():
            page = text if name.endswith(".html") else f"<p>{text or '-'}</p>"
            assert hollow_parts(page) == [], f"{package.path.name}: {name}"


def test_reviewers_of_a_bare_course_get_no_sentence_with_nothing_in_it(course: Path, tmp_path: Path) -> None:
    read = judge(course).course
    assert read
    write_review(read, output=tmp_path, since=None, today=date(2026, 11, 21))
    assert hollow_parts((tmp_path / "review.html").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["<p>Version 1; guidance set .</p>", "<h2> </h2>", "<p></p>", "<p>Words: .</p>"])
def test_a_hollow_part_would_be_found(text: str) -> None:
    assert hollow_parts(f"<body><p>Text.</p>{text}</body>")
