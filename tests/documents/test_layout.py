"""A flowchart as a picture: everything is there, nothing is in the way of anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.documents.layout import Sheet, draw
from builder.documents.picture import Picture, Text
from builder.documents.routes import Routes, Side, Way, short_lines
from builder.documents.sheets import A4, SCREEN
from builder.model.documents import Flowchart
from tests.documents.geometry import corners, crosses, holds, overlap, stretches
from tests.documents.pages import chart_of


def words_of(texts: tuple[Text, ...]) -> str:
    return " ".join(text.text for text in texts)


def assert_nothing_is_in_the_way(picture: Picture) -> None:
    boxes = {box.node.id: box for box in picture.boxes}
    for one, other in combinations(picture.boxes, 2):
        assert not overlap(one.area, other.area), (one.node.id, other.node.id)
    for box in picture.boxes:
        for text in box.texts:
            assert all(holds(box, corner) for corner in corners(text.area)), (box.node.id, text.text)
    labels = [(path.arrow, text) for path in picture.paths for text in path.texts]
    for (arrow, text), (_, other) in combinations(labels, 2):
        assert not overlap(text.area, other.area), (arrow.label, other.text)
    for _, text in labels:
        for box in picture.boxes:
            assert not any(holds(box, corner, spare=-0.01) for corner in corners(text.area)), (text.text, box.node.id)
    for path in picture.paths:
        for stretch in stretches(path):
            crossed = [name for name, box in boxes.items() if crosses(stretch, box)]
            assert crossed == [], (path.arrow.from_, path.arrow.to)
        assert holds(boxes[path.arrow.from_], path.points[0])
        assert holds(boxes[path.arrow.to], path.points[-1])
    for area in [box.area for box in picture.boxes] + [text.area for _, text in labels]:
        assert area.x >= 0 and area.y >= -0.01
        assert area.right <= picture.width + 0.01 and area.bottom <= picture.height + 0.01


def test_the_flowchart_of_a_course_has_nothing_in_the_way(picture: Picture) -> None:
    assert_nothing_is_in_the_way(picture)


def test_every_node_and_every_arrow_is_drawn_once_with_its_words(picture: Picture, chart: Flowchart) -> None:
    assert sorted(box.node.id for box in picture.boxes) == sorted(node.id for node in chart.nodes)
    assert [(path.arrow.from_, path.arrow.to) for path in picture.paths] == [(a.from_, a.to) for a in chart.arrows]
    for box in picture.boxes:
        shown = words_of(box.texts).replace("\N{NO-BREAK SPACE}", " ").replace(" · ", " ")
        assert shown == f"{box.node.label} {box.node.who} {box.node.when}"
    for path in picture.paths:
        assert words_of(path.texts) == path.arrow.label


def test_the_main_flow_runs_down_the_middle(picture: Picture, chart: Flowchart) -> None:
    boxes = {box.node.id: box for box in picture.boxes}
    middles = [boxes[name].area.middle for (stack, *others) in chart.layout if not others for name in stack]
    assert len({round(middle.x, 3) for middle in middles}) == 1
    assert picture.width * 0.4 < middles[0].x < picture.width * 0.6
    tops = [boxes[name].area.y for row in chart.layout for name in row[0]]
    assert tops == sorted(tops)


def test_what_happens_alongside_is_a_band_on_the_left_from_top_to_bottom(picture: Picture, chart: Flowchart) -> None:
    boxes = {box.node.id: box.area for box in picture.boxes}
    band = [boxes[node.id] for node in chart.alongside]
    others = [area for name, area in boxes.items() if name not in {node.id for node in chart.alongside}]
    assert max(area.right for area in band) < min(area.x for area in others)
    assert min(area.y for area in band) == 0
    assert max(area.bottom for area in band) == pytest.approx(picture.height)


def test_a_fork_leaves_a_decision_at_its_corner_with_a_label_on_each_line(picture: Picture) -> None:
    boxes = {box.node.id: box.area for box in picture.boxes}
    for path in picture.paths:
        if path.arrow.from_ in ("D1", "D2", "D3"):
            assert path.texts, "a way out of a decision says in which case it is taken"
            area = boxes[path.arrow.from_]
            vertices = [(area.middle.x, area.bottom), (area.x, area.middle.y), (area.right, area.middle.y)]
            assert any(path.points[0] == pytest.approx(vertex) for vertex in vertices)


def test_an_arrow_ends_in_a_head_that_points_the_way_it_goes(picture: Picture) -> None:
    for path in picture.paths:
        tip, *base = path.head
        before = path.points[-2]
        for corner in base:
            assert (tip.x - corner.x) * (tip.x - before.x) + (tip.y - corner.y) * (tip.y - before.y) > 0
        assert path.line[-1] != path.points[-1]


def test_the_paper_has_room_for_the_picture(chart: Flowchart) -> None:
    # A4 is 842 points high; the margins take 30, the title 25, the two lines at the foot 27.
    assert draw(chart, A4).height <= 842 - 30 - 25 - 27
    assert A4.letters.size >= 12


def test_a_chart_without_anything_alongside_uses_the_whole_width() -> None:
    picture = draw(chart_of(["A", "B"], [("A", "B", "")]), SCREEN)
    assert [box.area.x for box in picture.boxes] == [0, 0]
    assert all(box.area.width == SCREEN.width for box in picture.boxes)


def test_the_way_of_an_arrow_depends_on_where_its_nodes_stand() -> None:
    chart = chart_of(
        ["A", "B | C", "D E | F", "G"],
        [("A", "B", ""), ("B", "C", ""), ("B", "D", ""), ("D", "E", ""), ("B", "G", ""), ("C", "G", ""),
         ("E", "G", ""), ("C", "D", ""), ("G", "A", ""), ("D", "C", "")],
    )  # fmt: skip
    ways = [Routes(chart).way(arrow) for arrow in chart.arrows]
    assert ways == [
        Way.DOWN, Way.ACROSS, Way.DOWN, Way.DOWN, Way.LEFT_LANE, Way.RIGHT_LANE,
        Way.DOWN, Way.DOWN, Way.RIGHT_LANE, None,
    ]  # fmt: skip
    assert Routes(chart).places["F"].side is Side.RIGHT


def test_a_long_label_stands_in_short_lines() -> None:
    assert short_lines("Yes") == ("Yes",)
    assert short_lines("learning found") == ("learning", "found")
    assert short_lines("No: act on what is known") == ("No: act", "on what", "is known")
    assert short_lines("") == ()


@st.composite
def charts(draw_from: st.DrawFn) -> Flowchart:
    """Rows of one or two stacks, and every kind of arrow that can be drawn between their nodes."""
    sizes = draw_from(st.lists(st.sampled_from([(1,), (1, 1), (2, 1), (1, 3)]), min_size=1, max_size=5))
    rows, names = [], []
    for number, stacks in enumerate(sizes):
        own = [
            [f"N{number}{letter}{place}" for place in range(count)] for letter, count in zip("ab", stacks, strict=False)
        ]
        rows.append(" | ".join(" ".join(stack) for stack in own))
        names += [name for stack in own for name in stack]
    if len(names) < 2:
        rows.append("Z")
        names.append("Z")
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(["", "Yes", "No: not this time"]))
    wanted = [arrow for arrow in draw_from(st.lists(pair, min_size=1, max_size=8)) if arrow[0] != arrow[1]]
    wanted = list({(start, end): (start, end, label) for start, end, label in wanted}.values()) or [(*names[:2], "")]
    decisions = " ".join(draw_from(st.lists(st.sampled_from(names), max_size=3)))
    chart = chart_of(rows, wanted, decisions=decisions)
    routes = Routes(chart)
    drawable = tuple(arrow for arrow in chart.arrows if routes.way(arrow))
    return chart.model_copy(update={"arrows": drawable})


@settings(max_examples=60, deadline=None)
@example(chart_of(["N0a0 | N0b0 N0b1 N0b2"], [("N0a0", "N0b0", ""), ("N0b0", "N0b2", "Yes")]), SCREEN)
@given(charts(), st.sampled_from([A4, SCREEN]))
def test_no_box_of_any_chart_lies_on_another_and_every_arrow_reaches_its_box(chart: Flowchart, sheet: Sheet) -> None:
    picture = draw(chart, sheet)
    boxes = {box.node.id: box for box in picture.boxes}
    for one, other in combinations(picture.boxes, 2):
        assert not overlap(one.area, other.area)
    for path in picture.paths:
        assert holds(boxes[path.arrow.from_], path.points[0])
        assert holds(boxes[path.arrow.to], path.points[-1])
        others = [box for name, box in boxes.items() if name not in (path.arrow.from_, path.arrow.to)]
        assert not any(crosses(stretch, box) for stretch in stretches(path) for box in others)
