"""Drawings: what only draws comes through whole, and nothing else comes through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic
from builder.model.svg import SvgElement, picture_file
from builder.source.svg import MAX_DEPTH, NAMESPACE, read_picture, read_svg
from builder.source.svg_forms import ALLOWED

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
    '<?xml-stylesheet type="text/xsl" href="data:text/xml,alert"?><g/>',
    '<rect fill="url(#a) url(https://evil.example)"/>',
    '<rect style="fill:#fff;stroke:url(https://evil.example/#a)"/>',
    '<filter id="f"><feFlood/></filter>',
    "<style>@import 'https://evil.example/a.css';</style>",
    '<rect><set attributeName="href" to="javascript:alert(1)"/></rect>',
    '<rect><animate attributeName="fill" values="#000;#fff" dur="0.1s" repeatCount="indefinite"/></rect>',
    '<filter id="f"><feImage href="https://evil.example/a.png"/></filter>',
    '<g filter="url(#f)"/>',
    "<svg><script>alert(1)</script></svg>",
    '<g xml:base="https://evil.example/"/>',
    '<g tabindex="0" role="button"/>',
)
_USES = "<use href='#a{}'/>"
#: What Inkscape, Illustrator, Figma and Sketch write and no picture needs.
LEFT_OUT = (
    "<!-- comment -->",
    "<?xpacket begin=''?>",
    '<g role="img" aria-label="a" data-name="b" class="c" xml:space="preserve" focusable="false"/>',
    "<title>comment</title><metadata><rdf xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
    '<i:view xmlns:i="http://www.inkscape.org/namespaces/inkscape"><i:grid/></i:view>',
    '<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Layer 1"/>',
    '<g id="a layer" style="mix-blend-mode:normal;font-variant-caps:normal;-inkscape-font-specification:Sans"/>',
    '<text font-family="Arial, &#39;Noto Sans&#39;">a</text>',
    '<circle fill="hsl(20deg, 50%, 50%)" stroke="rgba(1,2,3,.5)" color="currentColor"/>',
)


def read(text: str) -> tuple[SvgElement | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_svg(text, "a.svg", found.append), found


def parts(shape: SvgElement | str) -> Iterator[str]:
    """Yield every tag, attribute name and value of *shape*."""
    if isinstance(shape, SvgElement):
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


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_what_every_drawing_program_writes_is_left_out_without_a_word(left_out: str) -> None:
    root, found = read(f"{HEAD}{left_out}</svg>")
    assert found == []
    assert root is not None
    written = picture_file(root)
    assert not [word for word in (b"xpacket", b"inkscape", b"class", b"role", b"comment") if word in written]


def test_a_style_becomes_attributes_and_wins_over_them() -> None:
    root, found = read(
        f'{HEAD}<rect fill="#000" style="fill:hsl(9, 9%, 9%); stroke:none;-inkscape-stroke:none"/></svg>'
    )
    assert found == []
    assert root is not None
    assert root.children == (SvgElement("rect", {"fill": "hsl(9, 9%, 9%)", "stroke": "none"}),)


def test_what_is_refused_many_times_is_said_once_with_its_count() -> None:
    _, found = read(HEAD + "<script/>" * 30_000 + "<g onclick='x'/>" * 20_000 + "</svg>")
    assert [(problem.code, problem.message) for problem in found] == [
        ("drawing-element", "<script> cannot stand in a drawing, and 29999 more like it"),
        ("drawing-attribute", "<g> cannot have the attribute 'onclick', and 19999 more like it"),
    ]


@pytest.mark.parametrize(
    "bomb",
    [
        '<rect id="a0"/>' + "".join(f'<g id="a{n + 1}">{_USES.format(n) * 10}</g>' for n in range(8)) + _USES.format(8),
        '<g id="a0"><use href="#a0"/></g>',
        '<g id="a0"><use href="#a1"/></g><g id="a1"><use href="#a0"/></g><use href="#a1"/>',
        '<pattern id="a0"><rect fill="url(#a0)"/></pattern><rect fill="url(#a0)"/>',
        '<pattern id="a0"><rect fill="&#117;rl(#a0)"/></pattern><rect fill="&#117;rl(#a0)"/>',
        "<g/>" * 50_001,
    ],
)
def test_a_drawing_that_draws_itself_again_and_again_is_refused(bomb: str) -> None:
    found: list[Diagnostic] = []
    read_picture(f"{HEAD}{bomb}</svg>", "a.svg", found.append)
    assert [problem.code for problem in found] == ["drawing-not-svg"]


@pytest.mark.parametrize("encoding", ["UTF-7", "Shift_JIS", "EUC-JP", "UTF-16", "x-nothing"])
def test_another_encoding_gives_a_sentence(encoding: str) -> None:
    root, found = read(f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}</svg>')
    assert root is None
    assert encoding in found[0].message


@pytest.mark.parametrize("size", ["9" * 400, "1e999", "-5", "0", "NaN", "5foo", "9" * 7])
def test_a_picture_of_a_wonderful_size_has_none(size: str) -> None:
    found: list[Diagnostic] = []
    read_picture(f'<svg xmlns="{NAMESPACE}" width="{size}" height="{size}"/>', "a.svg", found.append)
    assert [problem.code for problem in found][:1] in (["drawing-not-svg"], ["drawing-value"])


@given(st.lists(st.sampled_from([*HOSTILE, *LEFT_OUT, "<g>", "</g>", "<text>a</text>"]), max_size=8).map("".join))
def test_a_picture_that_was_written_anew_reads_as_itself_without_a_problem(body: str) -> None:
    root, _ = read(f"{HEAD}{body}</svg>")
    if root:
        root = SvgElement("svg", {"viewBox": "0 0 640 360", **root.attributes}, root.children)
        again, found = read(picture_file(root).decode())
        assert not {problem.code for problem in found} - {"drawing-reference"}
        assert again is not None
        assert [shape.tag for shape in again.walk()] == [shape.tag for shape in root.walk()]


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
    assert isinstance(text, SvgElement)
    assert text.children == ("Q&A of ", SvgElement("tspan", {"x": "1"}, ("two",)))
    assert [shape.tag for shape in root.walk()] == [
        "svg", "defs", "linearGradient", "stop", "g", "path", "use", "text", "tspan",
    ]  # fmt: skip


def test_a_problem_is_reported_where_its_attribute_stands() -> None:
    _, found = read(f'{HEAD}\n  <g fill="é!"\n     onclick="x"/>\n</svg>')
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
