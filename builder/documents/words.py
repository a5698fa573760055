"""Flowcharts in words, for people who do not see the picture."""

from __future__ import annotations

from builder.model.documents import Flowchart, FlowStep


def in_full(chart: Flowchart) -> str:
    """Return the whole process in one text, for where nothing else says it."""
    steps = [f"{number}. {_sentence(step)}" for number, step in enumerate(chart.in_order, 1)]
    return " ".join([*steps, *map(_sentence, chart.throughout)])


def _sentence(step: FlowStep) -> str:
    return f"{step.title} {step.text}".strip()
