"""The steps of a flowchart: read from the first to the last, they say everything that its arrows say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.documents.flow import Step, phases_of
from builder.model.documents import FlowArrow, Flowchart, FlowClock, FlowNode, FlowPhase, StepKind


@st.composite
def charts(draw: st.DrawFn) -> Flowchart:
    """A flowchart of some phases, with arrows between any two of its nodes."""
    kinds: list[StepKind] = draw(
        st.lists(st.sampled_from(("start", "action", "decision", "end")), min_size=2, max_size=9)
    )
    names = draw(st.permutations([f"N{number}" for number in range(len(kinds))]))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    arrows = draw(st.lists(pairs, min_size=1, max_size=20, unique=True))
    cut = draw(st.integers(min_value=1, max_value=len(names) - 1))
    clocks = draw(st.lists(st.lists(st.sampled_from(names), min_size=1, unique=True), max_size=3))
    return Flowchart(
        id="made-up",
        title="A made-up process",
        nodes=tuple(
            FlowNode(id=name, kind=kind, label=f"What happens at {name}.", who="Somebody", when="Soon")
            for name, kind in zip(sorted(names), kinds, strict=True)
        ),
        arrows=tuple(
            FlowArrow(**{"from": start, "to": end, "label": draw(st.sampled_from(("", "Yes", "No")))})
            for start, end in arrows
        ),
        phases=(
            FlowPhase(title="First", nodes=tuple(names[:cut])),
            FlowPhase(title="Then", nodes=tuple(names[cut:])),
        ),
        clocks=tuple(FlowClock(title="Do it.", time="Within a day.", nodes=tuple(nodes)) for nodes in clocks),
    )


def steps_of(chart: Flowchart) -> list[Step]:
    return [step for phase in phases_of(chart) for step in phase.steps]


@given(charts())
def test_steps_are_numbered_as_they_are_read(chart: Flowchart) -> None:
    steps = steps_of(chart)
    assert [step.number for step in steps] == list(range(1, len(chart.nodes) + 1))
    assert [step.node.id for step in steps] == [name for phase in chart.phases for name in phase.nodes]


@given(charts())
def test_each_arrow_is_told_where_it_begins_unless_it_leads_to_the_next_step(chart: Flowchart) -> None:
    steps = steps_of(chart)
    by_number = {step.number: step for step in steps}
    told = {(step.node.id, way.node, way.label) for step in steps for way in step.ways}
    drawn = {(by_number[step.number - 1].node.id, step.node.id, "") for step in steps if step.follows}
    arrows = {(arrow.from_, arrow.to, arrow.label) for arrow in chart.arrows}
    assert told <= arrows <= told | drawn
    assert all(by_number[way.number].node.id == way.node for step in steps for way in step.ways)


@given(charts())
def test_a_decision_tells_every_way_out_of_it(chart: Flowchart) -> None:
    for step in steps_of(chart):
        if step.node.kind == "decision":
            out = {(arrow.to, arrow.label) for arrow in chart.arrows if arrow.from_ == step.node.id}
            assert {(way.node, way.label) for way in step.ways} == out


@given(charts())
def test_a_step_to_which_the_one_before_does_not_lead_tells_where_it_comes_from(chart: Flowchart) -> None:
    for step in steps_of(chart):
        into = {arrow.from_ for arrow in chart.arrows if arrow.to == step.node.id}
        assert {way.node for way in step.comes_from} == (set() if step.follows else into)


@given(charts())
def test_a_clock_is_told_at_each_of_its_steps_and_at_no_other(chart: Flowchart) -> None:
    for step in steps_of(chart):
        assert step.clocks == tuple(n for n, clock in enumerate(chart.clocks, 1) if step.node.id in clock.nodes)
