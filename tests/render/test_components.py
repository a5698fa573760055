"""Each component's examples are checked by its class, rendered, and judged as HTML by html-validate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.model import BLOCKS, kind_of
from builder.model.blocks.block import Block
from builder.model.course import Course
from builder.preview.components import examples
from builder.render.pages import PageRenderer
from tests.render.examples import page_of
from tests.render.html import assert_valid_html

COMPONENTS = Path(__file__).resolve().parents[2] / "scorm_templates" / "components"
EXAMPLES = {name: blocks[-1] for name, blocks in examples()}


def rendered(block: Block, course: Course) -> str:
    course, module, page = page_of(block, course)
    return str(PageRenderer(course, module).render(page).html)


def test_every_kind_of_block_has_a_folder_with_a_template_and_an_example() -> None:
    kinds = {kind_of(block) for block in BLOCKS}
    assert {path.parent.name for path in COMPONENTS.glob("*/template.html.j2")} == kinds
    assert {name.split(":")[0] for name in EXAMPLES} == kinds


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_renders_inside_its_page(name: str, course: Course) -> None:
    html = rendered(EXAMPLES[name], course)
    assert html.count("<section") == html.count("</section>")
    assert f"block--{name.split(':')[0]}" in html
    assert "{{" not in html
    assert "style=" not in html  # the strict CSP refuses style attributes


def test_a_figure_with_a_dark_version_holds_both_pictures_with_the_same_words(course: Course) -> None:
    html = rendered(EXAMPLES["figure: a picture with a dark version"], course)
    images = re.findall(r'<img class="([^"]*)" src="([^"]*)" alt="([^"]*)"', html)
    assert [(name, source) for name, source, _ in images] == [
        ("figure__image figure__image--light", "media/cover.svg"),
        ("figure__image figure__image--dark", "media/cover-dark.svg"),
    ]
    assert len({words for _, _, words in images}) == 1
    assert html.count('loading="lazy"') == 2  # so that the one without a box is never asked for


def test_a_figure_without_a_dark_version_is_shown_in_any_colours(course: Course) -> None:
    html = rendered(EXAMPLES["figure: a decorative picture"], course)
    assert html.count("<img") == 1
    assert "figure__image--" not in html


def test_somebody_else_s_validator_finds_every_example_to_be_correct_html(course: Course, tmp_path: Path) -> None:
    for number, (name, block) in enumerate(EXAMPLES.items()):
        head = f"<!doctype html>\n<html lang='en-GB'><head><title>{name}</title></head>"
        document = f"{head}<body><main>\n{rendered(block, course)}\n</main></body></html>"
        (tmp_path / f"{number:02d}.html").write_text(document, encoding="utf-8")
    assert_valid_html(tmp_path)
