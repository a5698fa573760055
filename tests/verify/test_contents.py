"""The content of packages that coursepack built: what is wrong with it is found, and nothing else is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.archive import STREAMED
from builder.verify import verify
from builder.verify.content import SIZE_BUDGET
from tests.verify.conftest import Files
from tests.verify.lab import codes

Zipped = Callable[[Files], Path]
IN_MAIN = "</main>"
DATA = re.compile(r'(<script type="application/json" id="player-data">)(.*?)(</script>)', re.DOTALL)

#: What is replaced in a sound index.html, and by what, under the code that this must give. Before IN_MAIN it is put in.
PAGE_FAULTS: dict[str, dict[str, tuple[str, str]]] = {
    "weak-policy": {
        "no policy": ('http-equiv="Content-Security-Policy"', 'name="policy"'),
        "a policy behind a link": ("<meta charset", '<link rel="icon" href="media/map.svg"><meta charset'),
        "an encoding in which a browser sees other tags": ('charset="utf-8"', 'charset="iso-2022-jp"'),
        "an encoding that is said before": ("<head>", '<head><meta charset="iso-2022-jp">'),
        "a directive that comes too late": ("img-src 'self'", "img-src *; img-src 'self'"),
        "inline scripts let through": ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        "eval let through": ("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        "every script let through": ("script-src 'self'", "script-src *"),
        "another server's styles let through": ("style-src 'self'", "style-src 'self' https://example.org"),
        "every connection let through": ("connect-src 'self'", "connect-src 'self' https:"),
        "frames let through": ("base-uri 'none'", "base-uri 'none'; frame-src 'self'"),
        "no default": ("default-src 'none'; ", ""),
        "no limit for forms": ("form-action 'none'", ""),
        "no limit for the base": ("base-uri 'none'; ", ""),
    },
    "blocked-by-policy": {
        "an inline script that the policy does not know": ("</head>", "<script>alert(1)</script></head>"),
        "an inline style that the policy does not know": ("</head>", "<style>p{}</style></head>"),
        "a changed inline script": ("document.documentElement.classList.add", "console.log"),
        "a style attribute": ("<h1 ", '<h1 style="color:red" '),
        "an event attribute": ("<h1 ", '<h1 onclick="x()" '),
    },
    "external-reference": {
        "a page that goes elsewhere by itself": (
            "</head>",
            '<meta http-equiv="Refresh" content="0;url=https://example.org"></head>',
        ),
        "a script on another server": ('src="player.js"', 'src="https://example.org/player.js"'),
        "a script without a scheme": ('src="player.js"', 'src="//example.org/player.js"'),
        "a style on another server": ('href="style.css"', 'href="http://example.org/style.css"'),
        "a picture on another server": (IN_MAIN, '<img alt="" src="https://example.org/a.png">'),
        "a picture for one screen on another server": (
            IN_MAIN,
            '<img alt="" srcset="media/map.svg 1x, https://example.org/a.png 2x">',
        ),
        "a film's picture on another server": (IN_MAIN, '<video poster="https://example.org/a.png"></video>'),
        "a frame": (IN_MAIN, '<iframe src="https://example.org/"></iframe>'),
        "a drawing that uses another server": (IN_MAIN, '<svg><use href="https://example.org/a.svg#b"/></svg>'),
        "a link that runs": (IN_MAIN, '<a href="javascript:x()">x</a>'),
        "a link that is not safe": (IN_MAIN, '<a href="http://example.org">x</a>'),
        "a link into the computer": (IN_MAIN, '<a href="file:///etc/passwd">x</a>'),
        "a form to another server": (IN_MAIN, '<form action="https://example.org"></form>'),
    },
    "broken-reference": {
        "a link to a page that is not there": ('href="#M1-02"', 'href="#M1-99"'),
        "a link to a file that is not there": (IN_MAIN, '<a href="media/map.pdf">x</a>'),
        "a picture in capitals": ("media/map.svg", "media/Map.svg"),
        "a file outside of the package": (IN_MAIN, '<a href="../index.html">x</a>'),
    },
    "player-data-invalid": {
        "no player data": ('id="player-data"', 'id="data"'),
    },
}


def page_of(files: Files) -> str:
    """Return index.html with the quotation marks of its policy as they are written in the standard."""
    return files["index.html"].decode().replace("&#39;", "'")


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, faults in PAGE_FAULTS.items() for name in faults])
def test_a_faulty_page_is_refused_with_the_reason(code: str, name: str, scorm12: Files, zipped: Zipped) -> None:
    old, new = PAGE_FAULTS[code][name]
    page = page_of(scorm12)
    assert old in page, "the fault cannot be made"
    scorm12["index.html"] = page.replace(old, new + old if old == IN_MAIN else new).encode()
    assert codes(zipped(scorm12)) == {code}


@pytest.mark.parametrize("levels", [200, 300, 3_000])
def test_nothing_hides_below_hundreds_of_elements(levels: int, web: Files, zipped: Zipped) -> None:
    """A browser goes on where libxml2 reads nothing any more."""
    hidden = b"<div>" * levels + b"<script>x()</script>" + b"</div>" * levels
    web["index.html"] = web["index.html"].replace(IN_MAIN.encode(), hidden + IN_MAIN.encode())
    assert codes(zipped(web)) == {"blocked-by-policy" if levels < 250 else "package-too-large"}


@pytest.mark.parametrize("content", [b"", b"<!-- -->", b"\0", b"\xff"])
def test_a_page_with_nothing_on_it_is_judged_like_any_other(content: bytes, web: Files, zipped: Zipped) -> None:
    assert codes(zipped({**web, "index.html": content})) == {"weak-policy", "player-data-invalid"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_nothing_hides_in_another_encoding(encoding: str, web: Files, zipped: Zipped) -> None:
    """By its mark a browser reads a page as UTF-16, whatever the page says: no policy, and this script."""
    hidden = "<script>x()</script>".encode(encoding) + IN_MAIN.encode()
    page = web["index.html"].replace(IN_MAIN.encode(), hidden)
    assert codes(zipped({**web, "index.html": "\ufeff".encode(encoding) + page})) == {"weak-policy"}


@pytest.mark.parametrize(
    "link",
    ["https://example.org/", "mailto:a@example.org", "tel:999", "#M1-02", "#", "licences.html", "questions.html?x#y"],
)
def test_a_safe_link_is_left_alone(link: str, scorm12: Files, zipped: Zipped) -> None:
    page = scorm12["index.html"].decode().replace("</main>", f'<a href="{link}">x</a></main>')
    scorm12["index.html"] = page.encode()
    assert codes(zipped(scorm12)) == set()


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("p{background:url(https://example.org/a.png)}", "external-reference"),
        ("p{background:url( '//example.org/a.png' )}", "external-reference"),
        ('@import "https://example.org/a.css";', "external-reference"),
        ("@import url(other.css);", "broken-reference"),
        ("p{background:url(media/Map.svg)}", "broken-reference"),
    ],
)
def test_a_stylesheet_loads_only_what_is_in_the_package(css: str, code: str, scorm12: Files, zipped: Zipped) -> None:
    scorm12["style.css"] = f"/* first line */\n{css}".encode()
    (problem,) = verify(zipped(scorm12))
    assert (problem.code, problem.where.line) == (code, 2)


def test_a_stylesheet_may_load_from_the_package(scorm12: Files, zipped: Zipped) -> None:
    scorm12["style.css"] = b'p{background:url("media/map.svg")} q{background:url(data:image/png;base64,AA)}'
    assert codes(zipped(scorm12)) == set()


def test_only_an_xapi_page_may_connect_to_an_lrs(xapi: Files, zipped: Zipped) -> None:
    page = page_of(xapi)
    assert "connect-src 'self' https:" in page
    assert codes(zipped(xapi)) == set()
    xapi["index.html"] = page.replace("connect-src 'self' https:", "connect-src 'self' http:").encode()
    assert codes(zipped(xapi)) == {"weak-policy"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://lrs.example.org/xapi/", set()),
        ("http://lrs.example.org:8080/xapi/statements", set()),
        ("https://lrs.example.org", {"weak-policy"}),
        ("https://*.example.org/xapi/", {"weak-policy"}),
    ],
)
def test_only_an_xapi_page_may_name_a_store_to_connect_to(
    source: str, expected: set[str], xapi: Files, scorm12: Files, zipped: Zipped
) -> None:
    for files, said in ((xapi, expected), (scorm12, {"weak-policy"})):
        page = re.sub("connect-src [^;]*", f"connect-src 'self' {source}", page_of(files))
        assert codes(zipped({**files, "index.html": page.encode()})) == said


def test_a_page_that_may_connect_to_an_lrs_may_load_nothing_from_there(xapi: Files, zipped: Zipped) -> None:
    page = page_of(xapi)
    (policy,) = re.findall(r"default-src 'none'[^\"]*", page)
    others = [directive for directive in policy.split("; ") if not directive.startswith("connect-src")]
    assert len(others) > 5
    for directive in others:
        xapi["index.html"] = page.replace(directive, f"{directive} https:").encode()
        assert codes(zipped(xapi)) == {"weak-policy"}, directive


def with_data(files: Files, change: Callable[[dict[str, Any]], object]) -> Files:
    """Return *files* with the player data of index.html changed."""

    def changed(found: re.Match[str]) -> str:
        data = json.loads(found[2])
        change(data)
        return found[1] + json.dumps(data).replace("<", "\\u003c") + found[3]

    page, count = DATA.subn(changed, files["index.html"].decode())
    assert count == 1
    return {**files, "index.html": page.encode()}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: data.pop("pages"), {"player-data-invalid"}),
        (lambda data: data.update(extra=1), {"player-data-invalid"}),
        (lambda data: data["check"].update(questions=[9]), {"player-data-invalid"}),
        (lambda data: data.update(build="0123456789abcdef"), {"build-mismatch"}),
        (lambda data: data["state"].update(worstCase=12), {"state-miscounted"}),
        (lambda data: data["pages"].pop(), {"state-miscounted"}),
    ],
)
def test_faulty_player_data_is_refused(
    change: Callable[[dict[str, Any]], object], expected: set[str], scorm12: Files, zipped: Zipped
) -> None:
    assert codes(zipped(with_data(scorm12, change))) == expected


def many_pages(data: dict[str, Any], count: int) -> None:
    """Give the module *count* pages more."""
    data["pages"] += [{**data["pages"][0], "id": f"X-{n}", "fingerprint": n} for n in range(count)]


def test_a_module_whose_state_cannot_fit_is_refused(scorm12: Files, zipped: Zipped) -> None:
    files = with_data(scorm12, lambda data: many_pages(data, 250))
    assert codes(zipped(with_data(files, lambda data: data["state"].update(worstCase=881)))) <= {"state-miscounted"}
    question = json.loads(scorm12["bank.json"])["questions"][0]
    many = [{**question, "id": f"Q{n}", "fingerprint": n} for n in range(99)]
    files = with_data(files, lambda data: data.update(taught=[each["fingerprint"] for each in many]))
    files["taught.js"] = b"window.coursepackTaught=%s;" % json.dumps(many).encode()
    assert codes(zipped(files)) == {"state-too-long", "state-miscounted"}


@pytest.mark.parametrize("change", [lambda taught: taught.append(7), lambda taught: taught.pop()], ids=["more", "less"])
def test_a_player_that_is_told_of_other_questions_than_its_pages_ask_is_refused(
    change: Callable[[list[int]], object], scorm12: Files, zipped: Zipped
) -> None:
    files = with_data(scorm12, lambda data: change(data["taught"]))
    assert codes(zipped(files)) == {"player-data-invalid"}


def test_a_module_with_more_pages_than_can_be_counted_is_refused(scorm12: Files, zipped: Zipped) -> None:
    assert codes(zipped(with_data(scorm12, lambda data: many_pages(data, 4096)))) == {"state-uncountable"}


def test_files_of_two_builds_are_not_one_package(scorm12: Files, xapi: Files, zipped: Zipped) -> None:
    for name in ("probe.txt", "bank.json", "index.html"):
        assert codes(zipped({**scorm12, name: xapi[name]})) >= {"build-mismatch"}


def test_a_bank_that_cannot_be_read_is_refused(scorm12: Files, zipped: Zipped) -> None:
    assert codes(zipped({**scorm12, "bank.json": b"[]"})) == {"player-data-invalid"}


def test_the_attributes_that_a_policy_blocks_are_named_and_no_others(web: Files, zipped: Zipped) -> None:
    spoilt = web["index.html"].replace(
        IN_MAIN.encode(), b'<p id="x" style="color:red" lang="en" onclick="x()">x</p></main>'
    )
    [problem] = verify(zipped({**web, "index.html": spoilt}))
    assert problem.code == "blocked-by-policy"
    assert "a 'style' attribute" in problem.message and "; 1 more like this" in problem.message


@pytest.mark.parametrize("name", ["bank.json", "taught.js"])
def test_a_file_that_the_player_reads_and_that_is_not_there_is_named(name: str, web: Files, zipped: Zipped) -> None:
    [problem] = verify(zipped({file: content for file, content in web.items() if file != name}))
    assert (problem.code, problem.message) == ("player-data-invalid", f"{name} is missing")


@pytest.mark.parametrize("name", ["player.js", "media/map.png"])
def test_a_package_that_is_too_heavy_is_a_warning(scorm12: Files, zipped: Zipped, name: str) -> None:
    problems = {
        problem.code: problem.severity for problem in verify(zipped({**scorm12, name: heavier_than(SIZE_BUDGET)}))
    }
    assert problems.pop("package-size") == "warning"
    assert set(problems) <= {"unlisted-file"}


@pytest.mark.parametrize("ending", [*STREAMED, ".MP4"])
def test_video_and_audio_do_not_count_in_the_weight_of_a_package(scorm12: Files, zipped: Zipped, ending: str) -> None:
    assert "package-size" not in codes(zipped({**scorm12, f"media/talk{ending}": heavier_than(SIZE_BUDGET)}))


def heavier_than(size: int) -> bytes:
    """Return bytes that have more than *size* even when they are deflated."""
    return "".join(f"{n * 2654435761 % 2**32:08x}" for n in range(size // 3)).encode()
