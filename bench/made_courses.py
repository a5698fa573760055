"""Makes what a benchmark builds in numbers: a plain course of any number of modules, and editions of a course."""

from __future__ import annotations

from pathlib import Path

PAGES, QUESTIONS = 12, 10
_COURSE = """\
id: plain
title: A plain course
short_title: Plain
description: As many modules as a benchmark wants.
iri: https://example.org/courses/plain
version: "1"
language: en-GB
pass_mark: 80
modules: [{modules}]
"""
_MODULE = """\
id: M{number}
title: Module {number}
outcomes: [{{ id: M{number}.o1, text: Say what module {number} is about. }}]
check: {{ draw: 8 }}
"""
_PAGE = """\
---
id: M{number}-{page:02}
title: Page {page} of module {number}
---

## What stands on page {page}

Words of module {number}, page {page}: as many as a page has that somebody reads in a minute, and none that is hard.
They go on for a **second** line, and for a third one, in which there is nothing that a reader would have to keep.

- one thing of {number} to remember
- another thing of {page}, and a third

::: choice
id: M{number}-{page:02}-q
stem: Which page of module {number} is this?
options:
  - {{ text: Page {page}., right: true, feedback: Yes. It says so above. }}
  - {{ text: The one behind it., feedback: That is still to come. }}
:::
"""
_QUESTION = """\
- id: M{number}-Q{question}
  kind: choice
  outcome: M{number}.o1
  page: M{number}-01
  stem: What is question {question} of module {number} about?
  options:
    - {{ text: Module {number}., right: true, feedback: Yes. It is its question. }}
    - {{ text: Another module., feedback: It is about its own. }}
    - {{ text: No module at all., feedback: Every question is about one. }}
"""
_EDITION = """\
name: Partnership {number}
pass_mark: {mark}
certificate: {{ issuer: Partnership {number}, refresh_months: 24 }}
contacts:
"""
_CONTACT = '  {id}: {{ value: "https://p{number}.example/{id}", checked_on: 2026-11-20 }}\n'


def write_course(target: Path, *, modules: int) -> None:
    """Write to *target* a course of so many *modules*, each of 12 pages with a question, and 10 questions to check."""
    names = [f"module-{number}" for number in range(1, modules + 1)]
    target.mkdir(parents=True)
    (target / "course.yaml").write_text(_COURSE.format(modules=", ".join(names)), encoding="utf-8")
    for number, name in enumerate(names, start=1):
        (target / name / "questions").mkdir(parents=True)
        files = {
            "module.yaml": _MODULE.format(number=number),
            **{f"{page:02}.md": _PAGE.format(number=number, page=page) for page in range(1, PAGES + 1)},
            f"{PAGES + 1}.md": f"---\nid: M{number}-check\ntitle: Check\n---\n\n::: check\n:::\n",
            "questions/all.yaml": "".join(
                _QUESTION.format(number=number, question=question) for question in range(1, QUESTIONS + 1)
            ),
        }
        for file, text in files.items():
            (target / name / file).write_text(text, encoding="utf-8")


def write_editions(target: Path, *, contacts: list[str], count: int) -> None:
    """Write to *target* so many editions, each with all *contacts* of a course filled in."""
    for number in range(1, count + 1):
        folder = target / f"partnership-{number}"
        folder.mkdir(parents=True)
        filled = "".join(_CONTACT.format(id=id_, number=number) for id_ in contacts)
        head = _EDITION.format(number=number, mark=80 + number % 20)
        (folder / "edition.yaml").write_text(head + filled, encoding="utf-8")
