"""One set of nodes: in the picture, in its file, in words and in the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree, html

from builder.cldr import cldr_of
from builder.model.course import Course
from builder.model.documents import Flowchart
from builder.model.tokens import filled_within
from builder.render.documents import filled_flowchart, flowchart_svg
from builder.render.facts import Facts
from builder.render.pages import PageRenderer
from builder.words import Words, original
from tests.documents.reading import reader, words

ENGLISH = Words("en", original(), cldr_of(("en",)))
SVG = "{http://www.w3.org/2000/svg}"


def text_of(element: etree._Element) -> str:
    """Return the lines of a drawn node as one text."""
    lines = [str(line.text) for line in element.iter(f"{SVG}text")]
    return " ".join(lines).replace("\N{NO-BREAK SPACE}", " ").replace(" · ", " ")


def nodes_in(svg: etree._Element) -> dict[str, str]:
    """Return what each node says in a picture, by its id."""
    return {str(group.get("data-node")): text_of(group) for group in svg.iter(f"{SVG}g") if group.get("data-node")}


def test_picture_file_words_and_pdf_hold_the_same_nodes_as_the_data(
    course: Course, chart: Flowchart, documents: Mapping[str, bytes]
) -> None:
    said = {node.id: f"{node.label} {node.who} {node.when}" for node in chart.nodes}
    assert len(said) == 17
    assert nodes_in(etree.fromstring(flowchart_svg(chart, ENGLISH, prefix="h-x"))) == said
    assert nodes_in(etree.fromstring(documents["serious-incident.svg"])) == said
    assert {name for step in chart.steps for name in step.nodes} == said.keys()
    sheet = words(reader(documents["serious-incident.pdf"]), 0)
    assert all(" ".join(node.label.split()) in sheet for node in chart.nodes)


def test_each_node_is_told_by_one_step_and_the_steps_go_on_as_the_nodes_do(chart: Flowchart) -> None:
    told = [name for step in chart.steps for name in step.nodes]
    assert len(told) == len(set(told))
    assert [step.nodes for step in chart.throughout] == [("P1", "P2")]
    assert len(chart.in_order) == 10


def test_the_page_says_every_step_beside_the_picture(course: Course, chart: Flowchart) -> None:
    module = course.contents[0]
    (page,) = (page for page in module.pages if page.id == "SPR-06")
    tree = html.fragment_fromstring(str(PageRenderer(course, module).render(page).html))
    items = [item.text_content() for item in tree.iterfind(".//ol[@class='flowchart__steps']/li")]
    assert items == [f"{step.title} {step.text}" for step in chart.in_order]
    (beside,) = tree.find_class("flowchart__throughout")
    assert beside.text_content() == f"{chart.throughout[0].title} {chart.throughout[0].text}"


def test_the_picture_has_a_name_and_a_description_of_its_own(chart: Flowchart) -> None:
    svg = etree.fromstring(flowchart_svg(chart, ENGLISH, prefix="h-x"))
    assert svg.get("role") == "img"
    title, description = (svg.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert title is not None and description is not None
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert title.text == chart.title
    assert str(description.text).startswith("A flowchart of 17 boxes.")
    assert str(description.text).endswith("The same is said in words below.")
    assert list(svg)[:2] == [title, description]


def test_the_file_can_stand_alone(documents: Mapping[str, bytes], chart: Flowchart) -> None:
    svg = etree.fromstring(documents["serious-incident.svg"])
    assert svg.get("lang") == "en-GB"
    shown = " ".join(str(text.text) for text in svg.iter(f"{SVG}text"))
    assert shown.startswith(chart.title)
    assert "Main guidance: The Roof Apiary Handbook. Facts checked 21 November 2026." in shown
    assert chart.note in shown
    description = str(svg.findtext(f"{SVG}desc"))
    assert all(f"{step.title} {step.text}" in description for step in chart.steps)
    x, y, width, height = map(float, str(svg.get("viewBox")).split())
    ground = svg.find(f"{SVG}rect")
    assert ground is not None
    assert [float(str(ground.get(name))) for name in ("x", "y", "width", "height")] == [x, y, width, height]


def test_the_picture_brings_no_style_no_script_and_no_address(documents: Mapping[str, bytes]) -> None:
    text = documents["serious-incident.svg"].decode()
    assert re.findall(r"<(?:style|script|image|use|foreignObject|a)\b|\bon\w+=|style=|url\(", text) == []
    assert set(re.findall(r"https?://[^\"']+", text)) == {"http://www.w3.org/2000/svg"}


def test_no_token_is_left_even_where_a_rule_has_looked_at_the_chart_before(course: Course) -> None:
    (chart,) = course.flowcharts
    assert any("{{" in node.when for node in chart.by_id.values())
    done = filled_within(chart, Facts(course).fill)
    assert not any("{{" in node.when for node in done.by_id.values())
    svg = str(flowchart_svg(filled_flowchart(course, chart.id, Facts(course).fill), ENGLISH, prefix="h-x"))
    assert "{{" not in svg
    assert "Within 9 dry days" in svg


def test_a_changed_fact_changes_the_picture_and_the_words(course: Course) -> None:
    guidance = tuple(
        fact.model_copy(update={"forms": {**fact.forms, "days": "Within 7 dry days"}})
        if fact.key == "inspection"
        else fact
        for fact in course.guidance
    )
    facts = Facts(course.model_copy(update={"guidance": guidance}))
    chart = filled_flowchart(course, "serious-incident", facts.fill)
    assert chart.by_id["N6"].when == "Within 7 dry days"
    assert any(step.text.endswith("Within 7 dry days.") for step in chart.steps)
    assert "9 dry days" not in str(flowchart_svg(chart, ENGLISH, prefix="h-x"))
