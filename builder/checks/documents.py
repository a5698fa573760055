"""Rules for flowcharts, cards, and the documents that pages offer to download."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.parts import Written, unknown, unknown_names
from builder.diagnostics import Diagnostic, error
from builder.model.blocks.files import Downloads
from builder.model.course import Course, blocks_of
from builder.model.documents import Flowchart
from builder.model.kinds import Ref
from builder.model.walk import walk_part

#: Folders of ``media/`` that the build fills itself.
_OWN_FOLDERS = ("animation/", "documents/")


def unknown_flowchart(course: Course) -> Iterator[Diagnostic]:
    """A flowchart that is not in `flowcharts/`.

    Why: the page would have a hole in it.

    Example: `::: flowchart incident` where the file says `id: serious-incident`.

    Instead: use the `id` that stands inside the flowchart's file.
    """
    yield from unknown_names(course, "flowchart", "flowchart")


def unknown_document(course: Course) -> Iterator[Diagnostic]:
    """A download of a document that nothing makes.

    Why: the link would lead nowhere. Documents are made from flowcharts (`.pdf` and `.svg`) and from cards (`.pdf`).

    Example: `documents: [serious-incident.doc]`

    Instead: use the `id` of a flowchart or card with one of its endings, such as `serious-incident.pdf`. A file of your
    own goes into `media/`, and under `items:`.
    """
    for use in course.pointers.get("document", ()):
        if use.text not in course.documents:
            where = course.place_of(use)
            yield unknown("unknown-document", where, what="document", name=use.text, known=course.documents)


def empty_downloads(course: Course) -> Iterator[Diagnostic]:
    """A block of downloads that offers nothing.

    Why: learners would see a heading with nothing below it.

    Example: `::: downloads` and `:::` with nothing between.

    Instead: name documents under `documents:`, or files of `media/` under `items:`.
    """
    for _, _, block in blocks_of(course):
        if isinstance(block, Downloads) and not block.items and not block.documents:
            hint = "name documents under documents:, or files of media/ under items:"
            yield error("empty-downloads", block.where, "there is nothing to download here", hint)


def reserved_media(course: Course) -> Iterator[Diagnostic]:
    """A file in a folder of `media/` that the build fills itself.

    Why: the build puts pictures of animations into `animation/` and documents into `documents/`, and one of the two
    files would overwrite the other.

    Example: `media/documents/leaflet.pdf`

    Instead: put it into `media/` itself, or into a folder of another name.
    """
    for module in course.contents:
        for file in module.media:
            if file.path.casefold().startswith(_OWN_FOLDERS):
                folder = file.path.split("/")[0]
                hint = "put it into media/ itself, or into a folder of another name"
                yield error("reserved-media", file.where, f"the build fills the folder {folder}/ itself", hint)


def unknown_contact(course: Course) -> Iterator[Diagnostic]:
    """A card names a contact that is not in `local.yaml`.

    Why: there is no label to print.

    Example: `contacts: [frontdoor]` where the id is `front_door`.

    Instead: use an `id` of `local.yaml`.
    """
    yield from unknown_names(course, "contact", "local contact")


def flowchart_node(course: Course) -> Iterator[Diagnostic]:
    """An arrow, a row or a step of a flowchart names a node that is not there.

    Why: there is nothing to draw, or to say.

    Example: `{from: N1, to: N13}` where the last node is `N12`.

    Instead: use an `id` from `nodes:` of the same file.
    """
    for chart in course.flowcharts:
        for use in _names(chart):
            if use.text not in chart.by_id:
                yield unknown("flowchart-node", use.where(course), what="node", name=use.text, known=chart.by_id)


def _names(chart: Flowchart) -> Iterator[Written]:
    for number, stacks in enumerate(chart.layout):
        for stack in stacks:
            yield from (Written(name, chart, ("rows", number)) for name in stack)
    yield from (Written(entry.text, entry.part, entry.keys) for entry in walk_part(chart, Ref))


def flowchart_rows(course: Course) -> Iterator[Diagnostic]:
    """The rows of a flowchart do not place each of its nodes once.

    Why: a node without a place would be missing from the picture, and one with two would be drawn twice. Nodes of the
    kind `alongside` stand in the band on the left, and in no row.

    Example: `rows: [N1, N2 N1]`; a row `N1 | N2 | N3`, with three stacks.

    Instead: write each node into one row. A row is one stack, or two with `|` between them: `N9 N10 | N7 D3`.
    """
    for chart in course.flowcharts:
        for number, stacks in enumerate(chart.layout):
            if len(stacks) > 2 or not all(stacks):
                message, hint = (
                    "a row is one stack of nodes, or two with | between them",
                    "write it as in: N9 N10 | N7 D3",
                )
                yield error("flowchart-rows", course.place(chart, "rows", number), message, hint)
        places = chart.times_placed
        for node in chart.nodes:
            wanted = 0 if node.kind == "alongside" else 1
            if places[node.id] != wanted:
                times = {0: "no row", 1: "a row"}.get(places[node.id], f"{places[node.id]} places")
                hint = "a node alongside has no row" if wanted == 0 else "write it into one row"
                yield error("flowchart-rows", node.where, f"the node {node.id!r} stands in {times}", hint)


def flowchart_words(course: Course) -> Iterator[Diagnostic]:
    """A node of a flowchart that no step puts into words.

    Why: the steps are what people read who do not see the picture, and everybody on a narrow screen. What is only in
    the picture is not there for them (WCAG 2.2, 1.1.1).

    Example: `N4` is in `nodes:`, and in the `nodes:` of no step.

    Instead: say it in a step, and name the node there.
    """
    for chart in course.flowcharts:
        told = {name for step in chart.steps for name in step.nodes}
        for node in chart.nodes:
            if node.id not in told:
                message = f"no step says what the node {node.id!r} says"
                yield error("flowchart-words", node.where, message, "say it in a step, and name the node there")
