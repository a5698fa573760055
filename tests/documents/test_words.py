"""One set of nodes, on the page and on paper."""

from __future__ import annotations

from lxml import html

from builder.documents.flow import phases_of
from builder.model.course import Course
from builder.model.documents import Flowchart
from builder.model.tokens import filled_within
from builder.render.documents import filled_flowchart
from builder.render.facts import Facts
from builder.render.pages import PageRenderer

PAGE = "SPR-06"


def rendered(course: Course) -> html.HtmlElement:
    """Return the page that shows the flowchart."""
    module = course.contents[0]
    (page,) = (page for page in module.pages if page.id == PAGE)
    return html.fragment_fromstring(str(PageRenderer(course, module).render(page).html))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_says_every_node_in_words_in_the_order_of_the_phases(course: Course, chart: Flowchart) -> None:
    page = rendered(course)
    shown = [words_of(step) for step in page.find_class("flowchart__step")]
    nodes = [chart.by_id[name] for phase in chart.phases for name in phase.nodes] + list(chart.alongside)
    assert len(shown) == len(nodes) == 17
    for words, node in zip(shown, nodes, strict=True):
        for said in (node.label, f"Who {node.who}", f"When {node.when}", node.more):
            assert " ".join(said.split()) in words
    assert [words_of(title) for title in page.find_class("flowchart__heading")] == [
        "2 clocks run", *(phase.title for phase in chart.phases), "Alongside all of this",
    ]  # fmt: skip


def test_every_way_is_a_link_to_the_step_that_it_names(course: Course, chart: Flowchart) -> None:
    page = rendered(course)
    steps = page.xpath("//ol[contains(@class, 'flowchart__steps')]/li")
    by_id = {step.get("id"): step for step in steps}
    assert len(by_id) == len(steps)
    told = [step for phase in phases_of(chart) for step in phase.steps]
    for element, step in zip(steps, told, strict=True):
        links = element.xpath(".//ul[@class='flowchart__ways']//a")
        assert [words_of(link) for link in links] == [f"{way.label} To step {way.number}".strip() for way in step.ways]
        for link, way in zip(links, step.ways, strict=True):
            target = by_id[link.get("href").removeprefix("#")]
            assert words_of(target.find_class("flowchart__number")[0]) == f"Step {way.number}"


def test_the_clocks_stand_above_the_steps_and_at_each_step_where_they_run(course: Course, chart: Flowchart) -> None:
    page = rendered(course)
    (above,) = page.find_class("flowchart__clocks")
    for number, clock in enumerate(chart.clocks, 1):
        assert f"Clock {number} {clock.title} {clock.time}" in words_of(above)
    steps = page.xpath("//ol[contains(@class, 'flowchart__steps')]/li")
    names = [name for phase in chart.phases for name in phase.nodes]
    for step, name in zip(steps, names, strict=True):
        shown = [words_of(clock) for clock in step.find_class("flowchart__clock")]
        assert shown == [f"Clock {number}" for number, clock in enumerate(chart.clocks, 1) if name in clock.nodes]


def test_no_token_is_left_even_where_a_rule_has_looked_at_the_chart_before(course: Course) -> None:
    (chart,) = course.flowcharts
    assert any("{{" in node.when for node in chart.by_id.values())
    done = filled_within(chart, Facts(course).fill)
    assert not any("{{" in node.when for node in done.by_id.values())
    shown = words_of(rendered(course))
    assert "{{" not in shown
    assert "Within 9 dry days" in shown


def test_a_changed_fact_changes_the_steps_and_the_clocks(course: Course) -> None:
    guidance = tuple(
        fact.model_copy(update={"forms": {**fact.forms, "days": "Within 7 dry days"}})
        if fact.key == "inspection"
        else fact
        for fact in course.guidance
    )
    changed = course.model_copy(update={"guidance": guidance})
    chart = filled_flowchart(changed, "serious-incident", Facts(changed).fill)
    assert chart.by_id["N6"].when == "Within 7 dry days"
    assert chart.clocks[0].time == "Within 7 dry days."
    assert "9 dry days" not in words_of(rendered(changed).find_class("block--flowchart")[0])
