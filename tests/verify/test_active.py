"""A file beside the pages that runs or loads something when opened: an error in our packages, a note in others'."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.verify import verify
from tests.verify.conftest import Files
from tests.verify.test_limits import noise

Zipped = Callable[[Files], Path]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
XSL = "data:text/xml,&lt;xsl:stylesheet/&gt;"

ACTIVE = {
    "a style sheet that transforms it": f'<?xml-stylesheet type="text/xsl" href="{XSL}"?>{SVG}/>',
    "a style sheet of the package": f'<?xml-stylesheet type="text/xsl" href="style.txt"?>{SVG}/>',
    "a style sheet behind the root": f'{SVG}/><?xml-stylesheet href="http://example.org/a.css"?>',
    "a script": f"{SVG}><script>x()</script></svg>",
    "a script of another prefix": f'{SVG} xmlns:s="http://www.w3.org/2000/svg"><s:script/></svg>',
    "a handler": f'{SVG} onload="x()"/>',
    "a handler deep inside": f'{SVG}><g><path ONCLICK="x()"/></g></svg>',
    "HTML inside": f'{SVG}><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>',
    "a link that runs": f'{SVG}><a xlink:href="javascript:x()"/></svg>',
    "a link elsewhere": f'{SVG}><a href="https://example.org"/></svg>',
    "a picture elsewhere": f'{SVG}><image href="https://example.org/a.png"/></svg>',
    "a drawing inside as data": f'{SVG}><image href="data:image/svg+xml,&lt;svg/&gt;"/></svg>',
    "an animated link of another prefix": f'{SVG}><a><set attributeName="xlink:href" to="javascript:x()"/></a></svg>',
    "an animated link": f'{SVG}><a><set attributeName="href" to="javascript:x()"/></a></svg>',
    "a style that loads": f"{SVG}><style>@import 'https://example.org/a.css';</style></svg>",
    "a style in two parts": f"{SVG}><style>@im<b/>port 'https://example.org/a.css';</style></svg>",
    "a style around a number": f"{SVG}><style>@im&#112;ort 'https://example.org/a.css';</style></svg>",
    "a style around a comment": f"{SVG}><style>@im<!-- -->port 'https://example.org/a.css';</style></svg>",
    "a style around an instruction": f"{SVG}><style>@im<?x?>port 'https://example.org/a.css';</style></svg>",
    "a style behind a style": f"{SVG}><style><style/>@import 'https://example.org/a.css';</style></svg>",
    "a picture for one screen elsewhere": f"{SVG} style=\"background: image-set('//example.org/a.png' 1x)\"/>",
    "a paint elsewhere": f'{SVG}><rect fill="url(https://example.org/a.svg#b)"/></svg>',
    "a style attribute that loads": f"{SVG}><rect style=\"fill:url('//example.org/a.svg')\"/></svg>",
    "entities": f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}>&a;</svg>',
    "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{SVG}><script/></svg>',
    "an encoding that nobody has": f'<?xml version="1.0" encoding="UTF-7"?>{SVG}/>',
    "no XML": "GIF89a",
}
SOUND = {
    "shapes": f'{SVG} viewBox="0 0 1 1"><title>on</title><g fill="#fff"><path d="M0 0"/></g><use href="#a"/></svg>',
    "paint of its own": f'{SVG}><rect fill="url(#a)"/><rect style="fill:url(\'#a\')"/></svg>',
    "a picture inside": f'{SVG}><image href="data:image/png;base64,AA"/></svg>',
    "a style": f"{SVG}><style>rect {{ fill: red }}</style></svg>",
}


def as_bytes(text: str) -> bytes:
    return text.encode("utf-16" if "UTF-16" in text else "utf-8")


def listed(files: Files, name: str, content: bytes) -> Files:
    """Return *files* with one more, which the manifest lists."""
    manifest = files["imsmanifest.xml"].replace(b"</resource>", f'<file href="{name}"/></resource>'.encode(), 1)
    return {**files, "imsmanifest.xml": manifest, name: content}


def foreign(files: Files) -> Files:
    """Return *files* as another tool could have made them."""
    without = {name: text for name, text in files.items() if name != "probe.txt"}
    manifest = files["imsmanifest.xml"].replace(b'<file href="probe.txt"/>', b"")
    return {**without, "imsmanifest.xml": manifest, "index.html": b"<!doctype html><title>Course</title>"}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_runs_or_loads_is_an_error_in_a_package_of_ours(name: str, scorm12: Files, zipped: Zipped) -> None:
    (problem,) = verify(zipped(listed(scorm12, "media/new.svg", as_bytes(ACTIVE[name]))))[:1]
    assert (problem.code, problem.severity, problem.where.line) == ("active-content", "error", 1)
    assert problem.where.path.endswith("x.zip!media/new.svg")


@pytest.mark.parametrize("name", ACTIVE)
def test_in_a_package_of_others_it_is_a_warning(name: str, scorm12: Files, zipped: Zipped) -> None:
    problems = verify(zipped(listed(foreign(scorm12), "images/new.svg", as_bytes(ACTIVE[name]))))
    assert {problem.code for problem in problems} == {"active-content", "foreign-package"}
    assert {problem.severity for problem in problems} == {"warning"}


@pytest.mark.parametrize("name", SOUND)
def test_a_drawing_that_only_draws_is_let_through(name: str, scorm12: Files, zipped: Zipped) -> None:
    assert verify(zipped(listed(scorm12, "media/new.svg", as_bytes(SOUND[name])))) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("media/notes.xml", b'<?xml-stylesheet href="a.xsl"?><notes/>'),
        ("media/page.xhtml", b'<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'),
        ("media/page.html", b"<script>x()</script>"),
        ("media/page.HTM", b'<p onclick="x()">x</p>'),
        ("media/deep.html", b"<div>" * 300 + b"<script>x()</script>"),
    ],
)
def test_documents_in_media_are_judged_too(name: str, content: bytes, scorm12: Files, zipped: Zipped) -> None:
    ours = {problem.severity for problem in verify(zipped(listed(scorm12, name, content)))}
    assert ours == {"error"}
    theirs = verify(zipped(listed(foreign(scorm12), name, content)))
    assert {problem.code for problem in theirs} == {"active-content", "foreign-package"}


def test_what_many_drawings_have_in_common_is_said_once(scorm12: Files, zipped: Zipped) -> None:
    files = foreign(scorm12)
    for number in range(20):
        files = listed(files, f"images/{number}.svg", ACTIVE["a script"].encode())
    problem = next(problem for problem in verify(zipped(files)) if problem.code == "active-content")
    assert "; 19 more like this, such as at images/" in problem.message


@pytest.mark.parametrize("whose", [dict, foreign])
def test_a_drawing_behind_one_that_is_too_large_is_judged_too(
    whose: Callable[[Files], Files], scorm12: Files, zipped: Zipped
) -> None:
    files = listed(whose(scorm12), "images/large.svg", noise(1_000_001))
    problems = verify(zipped(listed(files, "images/last.svg", ACTIVE["a script"].encode())))
    (found,) = [problem for problem in problems if problem.code == "active-content"]
    assert found.where.path.endswith("x.zip!images/last.svg")


@pytest.mark.parametrize(("above", "found"), [(0, {"active-content"}), (1, set())])
def test_of_the_drawings_of_others_five_megabytes_are_read(
    above: int, found: set[str], scorm12: Files, zipped: Zipped
) -> None:
    files, large = foreign(scorm12), f"{SVG}><desc>{noise(999_000).decode()}</desc></svg>".ljust(1_000_000).encode()
    for number in range(4):
        files = listed(files, f"images/{number}.svg", large)
    before = sum(len(content) for name, content in files.items() if name.endswith(".svg"))
    last = ACTIVE["a script"].ljust(5_000_000 - before + above).encode()
    problems = verify(zipped(listed(files, "images/last.svg", last)))
    assert {problem.code for problem in problems} - {"foreign-package"} == found
