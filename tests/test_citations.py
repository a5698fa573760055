"""Reasons can be read: whatever a comment cites stands in this repository, and each fact is there for someone.

A citation of a document is ``docs/NAME.md`` or ``docs/NAME.md#anchor``, from the root, in any language; in Markdown
it is a link. An anchor is the heading in small letters, with hyphens for blanks and without punctuation, as on GitHub.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FACTS = "docs/facts.md"
SELF = "tests/test_citations.py"
#: What people write; courses and locked versions are data.
CODE = ("builder", "player", "scorm_templates", "tools", "tests", "bench", "Makefile", "pyproject.toml", "*.js", "*.ts")
CITATION = re.compile(r"\bdocs/[\w/.-]*?\.md(?:#[\w-]+)?")
FENCED = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s:]+|#[\w-]+)\)")
#: Not the courses.
DOCUMENTS = (":(glob)*.md", ":(glob)docs/**/*.md", "dist/*.md")
#: Words that send a reader to a page which only whoever wrote them has.
ELSEWHERE = re.compile(
    r"reference/[a-z-]+\.md\b|\bdesign\.md|\bdesign (?:decisions?|section) \d|\(decisions? \d|\bthreats? T\d|"
    r"\blms-facts\b|\bdecisions/\d{3}(?!\d*-)",
    re.IGNORECASE,
)


@cache
def tracked(*patterns: str) -> tuple[str, ...]:
    """Return the files that the repository has, or will have with the next commit, under *patterns*."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return tuple(sorted(name for name in set(listed) if name and (ROOT / name).is_file()))


@cache
def text_of(name: str) -> str:
    """Return a file of the repository, as text."""
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


@cache
def anchors(name: str) -> frozenset[str]:
    """Return the anchors of a document: one for each heading outside examples."""
    titles = re.findall(r"^#{1,6} +(.+?) *$", FENCED.sub("", text_of(name)), re.MULTILINE)
    return frozenset(map(anchor_of, titles))


def anchor_of(title: str) -> str:
    """Return the anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def code() -> list[str]:
    """Return the files in which people write code, but for this one, which holds examples of what is wrong."""
    return [name for name in tracked(*CODE) if name != SELF]


def citations() -> Iterator[tuple[str, str]]:
    """Yield every citation in code, and every link from one document to another, with the file in which it stands."""
    for name in code():
        yield from ((name, found) for found in CITATION.findall(text_of(name)))
    for name in tracked(*DOCUMENTS):
        for target in LINK.findall(QUOTED.sub("", FENCED.sub("", text_of(name)))):
            file, _, anchor = target.partition("#")
            path = (ROOT / name).parent / file if file else ROOT / name
            if path.suffix == ".md" and path.resolve().is_relative_to(ROOT):
                cited = path.resolve().relative_to(ROOT).as_posix()
                yield name, f"{cited}#{anchor}" if anchor else cited


def leads_somewhere(citation: str) -> bool:
    """Say whether a reader who follows *citation* arrives."""
    name, _, anchor = citation.partition("#")
    return (ROOT / name).is_file() and (not anchor or anchor in anchors(name))


def test_every_citation_leads_to_a_file_and_a_heading_of_this_repository() -> None:
    lost = sorted({(name, found) for name, found in citations() if not leads_somewhere(found)})
    assert lost == [], f"{len(lost)} citations lead nowhere"


def test_no_reason_stands_outside_the_repository() -> None:
    files = [*code(), *tracked(*DOCUMENTS)]
    assert [(name, found.group()) for name in files for found in ELSEWHERE.finditer(text_of(name))] == []


def test_every_fact_is_cited_and_has_a_source() -> None:
    cited = {found.partition("#")[2] for name, found in citations() if found.startswith(f"{FACTS}#") and name != FACTS}
    facts = re.split(r"^### ", text_of(FACTS), flags=re.MULTILINE)[1:]
    titles = {fact.partition("\n")[0]: fact for fact in facts}
    assert [title for title, fact in titles.items() if "\nSource: " not in fact] == []
    assert len(anchors(FACTS)) > len(titles), "two facts have one anchor"
    assert [title for title in titles if anchor_of(title) not in cited] == [], "nothing cites these"


@pytest.mark.parametrize(
    "words",
    [
        "Source: Reference/standards.md 1.1",
        "(Design decision 8)",
        "design.md section 6",
        "threats T5 and T13",
        "Design section 6: one request",
        "(decision 10)",
        "see docs/decisions/005.",
    ],
)
def test_a_citation_that_only_its_writer_can_follow_is_found(words: str) -> None:
    assert ELSEWHERE.search(words)


@pytest.mark.parametrize(
    "words", ["docs/decisions/005-first-page-bytes.md", "a dangling Reference/media.md5", "threat"]
)
def test_a_citation_that_can_be_followed_is_left_alone(words: str) -> None:
    assert not ELSEWHERE.search(words)
