"""Courses with documents, of which only the making shows whether paper holds them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.corpus.courses import FRONT, PAGE, Input

LOCAL = "- id: a\n  label: A\n  value: A name\n"


def documents() -> Iterator[Input]:
    """What only its making shows of a course: documents that paper does not hold, states that an LMS does not."""
    offering = FRONT + "::: downloads\ndocuments: [{}.pdf]\n:::\n"
    card = "id: card\ntitle: {}\nurgent_title: Now?\nurgent: {}\ncontacts_title: Contacts\ncontacts: [a]\n"
    module = "two/module.yaml"
    for name, urgent, code in (
        ("short", "Call 999.", ""),
        ("long", "Call 999. " * 400, "document-too-long"),
        ("\N{BLACK TELEPHONE}\N{VARIATION SELECTOR-16}\N{BELL}", "Call 999.", "document-letter"),
        ("\N{CJK UNIFIED IDEOGRAPH-4E2D}", "Call 999.", "document-letter"),
        ("\N{GREEK SMALL LETTER ALPHA}\N{CYRILLIC SMALL LETTER ZHE}", "Call 999.", ""),
    ):
        laid = {PAGE: offering.format("card"), "local.yaml": LOCAL, "cards/card.yaml": card.format(name, urgent)}
        yield Input(f"card {name!a} {len(urgent)}", laid, code, module if code else "")
    for count, words, code in (
        (4, "A step", ""),
        (60, "A step", "document-too-long"),
        (4, "\N{BELL}", "document-letter"),
    ):
        nodes = "".join(
            f"  - {{id: N{n}, kind: {'start' if n == 1 else 'end' if n == count else 'action'}, label: {words} {n}, "
            "who: Anyone, when: Now}\n"
            for n in range(1, count + 1)
        )
        arrows = "".join(f"  - {{from: N{n}, to: N{n + 1}}}\n" for n in range(1, count))
        phases = f"  - {{title: All, nodes: [{', '.join(f'N{n}' for n in range(1, count + 1))}]}}\n"
        chart = f"id: way\ntitle: A way\nguidance: A\nnote: A\nnodes:\n{nodes}arrows:\n{arrows}phases:\n{phases}"
        laid = {PAGE: offering.format("way"), "flowcharts/way.yaml": chart}
        yield Input(f"flowchart {count} {words!a}", laid, code, module if code else "")
