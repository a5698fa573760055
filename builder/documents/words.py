"""Flowcharts in words: with their facts filled in, and as a description for people who do not see the picture."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.documents import Flowchart, FlowStep

#: Replaces the tokens in a text by the words of the facts.
Fill = Callable[[str], str]


def filled(chart: Flowchart, fill: Fill) -> Flowchart:
    """Return *chart* with every token replaced."""
    nodes = [
        node.model_copy(update={"label": fill(node.label), "who": fill(node.who), "when": fill(node.when)})
        for node in chart.nodes
    ]
    steps = [step.model_copy(update={"title": fill(step.title), "text": fill(step.text)}) for step in chart.steps]
    words = {name: fill(getattr(chart, name)) for name in ("title", "guidance", "note")}
    return chart.model_copy(update={**words, "nodes": tuple(nodes), "steps": tuple(steps)})


def in_full(chart: Flowchart) -> str:
    """Return the whole process in one text, for where nothing else says it."""
    steps = [f"{number}. {_sentence(step)}" for number, step in enumerate(chart.in_order, 1)]
    return " ".join([*steps, *map(_sentence, chart.throughout)])


def _sentence(step: FlowStep) -> str:
    return f"{step.title} {step.text}".strip()
