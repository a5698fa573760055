"""Drawings: what only draws comes through whole, and nothing else comes through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic
from builder.model.drawing import Shape
from builder.source.svg import ALLOWED, MAX_DEPTH, NAMESPACE, read_svg

HEAD = f'<svg xmlns="{NAMESPACE}" viewBox="0 0 640 360">'
#: Ways that SVG is known to run script, load, navigate or move (the OWASP and DOMPurify lists of SVG vectors).
HOSTILE = (
    "<script>alert(1)</script>",
    '<script href="https://evil.example/a.js"/>',
    '<g onload="alert(1)"/>',
    '<g ONCLICK="alert(1)"/>',
    '<a href="javascript:alert(1)"><circle r="9"/></a>',
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='https://evil.example'/></foreignObject>",
    "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    '<image href="https://evil.example/pixel.png"/>',
    '<use href="https://evil.example/a.svg#b"/>',
    '<use href="data:image/svg+xml;base64,PHN2Zz4=#x"/>',
    '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://evil.example/a.svg#b"/>',
    '<rect fill="url(https://evil.example/a.svg#b)"/>',
    "<rect fill=\"url('https://evil.example/a.svg#b')\"/>",
    '<rect fill="url(//evil.example/a#b)"/>',
    '<rect clip-path="url( https://evil.example/#b)"/>',
    '<rect opacity="URL(https://evil.example)"/>',
    '<rect style="background:url(https://evil.example)"/>',
    '<rect class="page"/>',
    "<style>@import 'https://evil.example/a.css';</style>",
    '<rect><set attributeName="href" to="javascript:alert(1)"/></rect>',
    '<rect><animate attributeName="fill" values="#000;#fff" dur="0.1s" repeatCount="indefinite"/></rect>',
    '<filter id="f"><feImage href="https://evil.example/a.png"/></filter>',
    '<g filter="url(#f)"/>',
    "<svg><script>alert(1)</script></svg>",
    '<g xml:base="https://evil.example/"/>',
    '<g tabindex="0" role="button"/>',
)


def read(text: str) -> tuple[Shape | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_svg(text, "a.svg", found.append), found


def parts(shape: Shape | str) -> Iterator[str]:
    """Yield every tag, attribute name and value of *shape*."""
    if isinstance(shape, Shape):
        yield from (shape.tag, *shape.attributes, *shape.attributes.values())
        for child in shape.children:
            yield from parts(child)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_could_run_load_or_leave_is_reported_and_left_out(hostile: str) -> None:
    root, found = read(f"{HEAD}{hostile}</svg>")
    assert found
    assert root is not None
    assert not {"script", "a", "image", "style", "set", "animate", "filter", "foreignObject"} & set(parts(root))
    assert not [part for part in parts(root) if "evil" in part or "alert" in part or part.lower().startswith("on")]


@pytest.mark.parametrize(
    "text", ["", "moon", "<svg/>", "<svg xmlns='http://www.w3.org/2000/svg'", f"{HEAD}&moon;</svg>"]
)
def test_what_is_no_picture_gives_none_and_one_problem(text: str) -> None:
    root, found = read(text)
    assert root is None
    assert [problem.code for problem in found] == ["drawing-not-svg"]


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    root, found = read(f"{bomb}{HEAD}<text>&b;</text></svg>")
    assert root is None
    assert "document type" in found[0].message


def test_groups_as_deep_as_nobody_draws_end_the_reading() -> None:
    deep = 10 * MAX_DEPTH
    root, found = read(f"{HEAD}{'<g>' * deep}{'</g>' * deep}</svg>")
    assert root is None
    assert [problem.code for problem in found] == ["drawing-not-svg"]


def test_what_only_draws_comes_through_as_it_stands() -> None:
    body = """
      <!-- a moon -->
      <defs><linearGradient id="dusk"><stop offset="0" stop-color="#1f2c50"/></linearGradient></defs>
      <g id="moon" opacity="0.5"><path d="M0 0L9 9" fill="url(#dusk)" stroke-dasharray="0.1 8"/></g>
      <use href="#moon" transform="translate(4 -2) scale(0.5)"/>
      <text x="10" y="20">Q&amp;A
        of <tspan x="1">two</tspan></text>"""
    root, found = read(f"{HEAD}{body}</svg>")
    assert found == []
    assert root is not None
    text = root.children[-1]
    assert isinstance(text, Shape)
    assert text.children == ("Q&A of", Shape("tspan", {"x": "1"}, ("two",)))
    assert [shape.tag for shape in root.walk()] == [
        "svg", "defs", "linearGradient", "stop", "g", "path", "use", "text", "tspan",
    ]  # fmt: skip


def test_a_problem_is_reported_where_its_attribute_stands() -> None:
    _, found = read(f'{HEAD}\n  <g id="é"\n     onclick="x"/>\n</svg>')
    assert [(problem.code, *problem.where[1:]) for problem in found] == [
        ("drawing-value", 2, 6),
        ("drawing-attribute", 3, 6),
    ]


@given(st.lists(st.sampled_from([*"<>/='\"&;# ag\né", "svg", "use", "href", "{{"]), max_size=40).map("".join))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read(text)
    root, _ = read(f"{HEAD}{text}</svg>")
    for shape in root.walk() if root else ():
        assert shape.attributes.keys() <= ALLOWED[shape.tag]
