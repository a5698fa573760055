"""Modules and charts that tests make up."""

from __future__ import annotations

from builder.model.blocks.files import Downloads
from builder.model.course import Module
from builder.model.documents import FlowArrow, Flowchart, FlowNode, FlowStep


def offering(module: Module, *names: str) -> Module:
    """Return *module* with one page, which offers the documents *names* and nothing else."""
    page = module.pages[0].model_copy(update={"blocks": (Downloads(documents=names),)})
    return module.model_copy(update={"pages": (page,)})


def chart_of(rows: list[str], arrows: list[tuple[str, str, str]], *, decisions: str = "") -> Flowchart:
    """Return a flowchart with *rows*; its nodes are those in the rows, and *decisions* among them are diamonds."""
    names = [name for row in rows for name in row.replace("|", " ").split()]
    nodes = tuple(
        FlowNode(
            id=name,
            kind="decision" if name in decisions.split() else "action",
            label=f"What happens at {name}, told in some more words than one line of a narrow box has room for.",
            who="Somebody",
            when="Soon",
        )
        for name in names
    )
    return Flowchart(
        id="made-up",
        title="A made-up process",
        nodes=nodes,
        arrows=tuple(FlowArrow(**{"from": start, "to": end, "label": label}) for start, end, label in arrows),
        rows=tuple(rows),
        steps=(FlowStep(nodes=tuple(names), title="All of it."),),
        guidance="None",
        note="Ask.",
    )
