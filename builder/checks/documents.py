"""Rules for flowcharts, cards, and the documents that pages offer to download."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.parts import told_once, unknown_names, unmet
from builder.diagnostics import Diagnostic, error
from builder.model.blocks.files import Downloads
from builder.model.course import Course, blocks_of
from builder.model.documents import Flowchart, FlowNode
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

    Why: the link would lead nowhere. Documents are made from flowcharts and from cards, as PDF.

    Example: `documents: [serious-incident.doc]`

    Instead: use the `id` of a flowchart or card with `.pdf` behind it, such as `serious-incident.pdf`. A file of your
    own goes into `media/`, and under `items:`.
    """
    # That a flowchart is not there is told where it is shown.
    told = {*course.documents, *(f"{use.text}.pdf" for use in unmet(course, "flowchart"))}
    uses = [use for use in course.pointers.get("document", ()) if use.text not in told]
    places = ((use.text, course.place_of(use)) for use in uses)
    yield from told_once("unknown-document", places, what="document", known=course.documents)


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


def card_number(course: Course) -> Iterator[Diagnostic]:
    """A card names somebody to ring who has no number in `support.yaml`.

    Why: a name without a number helps nobody who has only the card.

    Example: `numbers: [icon]` where the entry `icon` has an address and no `number`.

    Instead: name somebody who can be rung.
    """
    without = {contact.id for contact in course.support if not contact.number}
    for card in course.cards:
        for number, name in enumerate(card.numbers):
            if name in without:
                where = course.place(card, "numbers", number)
                yield error("card-number", where, f"{name!r} has no number to ring", "name somebody who can be rung")


def flowchart_node(course: Course) -> Iterator[Diagnostic]:
    """An arrow, a phase or a clock of a flowchart names a node that is not there.

    Why: there is nothing to show, or to lead to.

    Example: `{from: N1, to: N13}` where the last node is `N12`.

    Instead: use an `id` from `nodes:` of the same file.
    """
    for chart in course.flowcharts:
        lost = [entry for entry in walk_part(chart, Ref) if entry.text not in chart.by_id]
        # Where a node has the id of another, its own is missing.
        if len(chart.by_id) == len(chart.nodes):
            places = ((entry.text, course.place_of(entry)) for entry in lost)
            yield from told_once("flowchart-node", places, what="node", known=chart.by_id)


def flowchart_phases(course: Course) -> Iterator[Diagnostic]:
    """The phases of a flowchart do not place each of its nodes once.

    Why: a node without a place would be missing, and one with two would have two numbers. Nodes of the kind `alongside`
    belong to the whole flow, and to no phase.

    Example: `N4` is in `nodes:`, and in the `nodes:` of no phase.

    Instead: write each node into one phase, in the order in which people read.
    """
    for chart in course.flowcharts:
        places = chart.times_placed
        for node in chart.nodes:
            wanted = 0 if node.kind == "alongside" else 1
            if places[node.id] != wanted:
                times = {0: "no phase", 1: "a phase"}.get(places[node.id], f"{places[node.id]} places")
                hint = "a node alongside has no phase" if wanted == 0 else "write it into one phase"
                yield error("flowchart-phases", node.where, f"the node {node.id!r} stands in {times}", hint)


def flowchart_arrow(course: Course) -> Iterator[Diagnostic]:
    """An arrow of a flowchart that leads from a node to itself, or to or from a node alongside.

    Why: a step that leads to itself never ends, and a node alongside belongs to the whole flow and not to one step.

    Example: `{from: N3, to: P1}` where `P1` is of the kind `alongside`.

    Instead: take the arrow out, or lead it to the step that comes next.
    """
    for chart in course.flowcharts:
        alongside = {node.id for node in chart.alongside}
        for arrow in chart.arrows:
            if arrow.from_ == arrow.to or alongside & {arrow.from_, arrow.to}:
                message = f"no arrow can lead from {arrow.from_!r} to {arrow.to!r}"
                yield error("flowchart-arrow", arrow.where, message, "lead it to the step that comes next")


def flowchart_way_out(course: Course) -> Iterator[Diagnostic]:
    """A step of a flowchart from which no way leads on, or to which none leads.

    Why: whoever stands at that step does not know what to do. A decision has at least two ways out, and each says by
    its label in which case it is taken; an `end` needs none, and nothing has to lead to a `start`.

    Example: `D3` asks a question, and has one arrow: `{from: D3, to: N8, label: "Yes"}`.

    Instead: write the arrow that is missing, or the label that says in which case it is taken.
    """
    for chart in course.flowcharts:
        nodes = {node.id for node in chart.nodes}
        if any(arrow.from_ not in nodes or arrow.to not in nodes for arrow in chart.arrows):
            # That is said by its own rule, and which way is meant nobody knows yet.
            continue
        for node in chart.nodes:
            if problem := _lost(chart, node):
                yield error("flowchart-way-out", node.where, *problem)


def _lost(chart: Flowchart, node: FlowNode) -> tuple[str, str] | None:
    """Return what is missing between *node* and the others, and what would cure it."""
    ways = [arrow for arrow in chart.arrows if arrow.from_ == node.id]
    if node.kind == "alongside":
        return None
    if node.kind == "decision" and (len(ways) < 2 or not all(arrow.label for arrow in ways)):
        message = f"the decision {node.id!r} has no way out for every answer"
        return message, "give it an arrow with a label for each answer"
    if node.kind != "end" and not ways:
        return f"no arrow leads on from the node {node.id!r}", "lead one to the step that comes next"
    if node.kind != "start" and all(arrow.to != node.id for arrow in chart.arrows):
        return f"no arrow leads to the node {node.id!r}", "lead one to it, or make it a start"
    return None
