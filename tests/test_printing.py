from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, Location, error, warning
from builder.printing import Listing, print_problems, summary


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(*problems: Diagnostic, form: Listing = "text", out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    print_problems(problems, form, out)
    return out.getvalue()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("page.md")


def test_a_problem_shows_its_place_its_line_and_its_cure(page: Path) -> None:
    page.write_text("one\n\ttwo three\n", encoding="utf-8")
    assert printed(error("a-code", Location("page.md", 2, 6), "three is wrong", "write two")).splitlines() == [
        "page.md:2:6: error[a-code]: three is wrong",
        "  2 |  two three",
        "    |      ^",
        "  hint: write two",
    ]


def test_a_place_without_a_line_that_can_be_shown_has_no_snippet(page: Path) -> None:
    page.write_text("one\n\n", encoding="utf-8")
    places = [Location("page.md"), Location("page.md", 2, 1), Location("page.md", 9, 9), Location("gone.md", 1, 1)]
    for where in [*places, Location("a.zip!imsmanifest.xml", 3)]:
        assert printed(error("a-code", where, "wrong")).splitlines() == [f"{where}: error[a-code]: wrong"]


def test_of_a_long_line_the_part_around_the_place_is_shown(page: Path) -> None:
    page.write_text("x" * 500 + "HERE" + "y" * 500, encoding="utf-8")
    _, shown, caret = printed(error("a-code", Location("page.md", 1, 501), "wrong")).splitlines()
    assert len(shown) < 140
    assert shown[caret.index("^") :].startswith("HERE")


def test_problems_come_in_the_order_of_their_places_each_once() -> None:
    later, first = error("b", Location("f", 10), "later"), warning("a", Location("f", 9), "first")
    assert printed(later, first, later).splitlines() == ["f:9:1: warning[a]: first", "f:10:1: error[b]: later"]


@pytest.mark.parametrize(
    "attack",
    ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x1bP+q\x1b\\", "\x08\x08\x08", "\r", "\n", "\x00", "\x7f", "\x85",
     "\u2028",     "\u202e", "\u2066"],
)  # fmt: skip
def test_nothing_from_a_course_can_steer_a_terminal(page: Path, attack: str) -> None:
    page.write_bytes(f"one {attack} two\n".encode())
    where = Location(f"page{attack}.md", 1, 1)
    out = printed(error("a-code", where, f"wrong {attack}", f"hint {attack}"))
    out += printed(error("a-code", Location("page.md", 1, 1), "wrong"))
    out += printed(error("a-code", where, f"wrong {attack}"), form="github")
    assert attack == "\n" or attack not in out
    assert all(line.startswith(("page", "  ", "::")) for line in out.splitlines())


def test_colours_are_for_terminals_whose_users_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    problem = error("a-code", Location("f"), "wrong")
    assert "\x1b[31merror[a-code]\x1b[0m" in printed(problem, out=Terminal())
    assert "\x1b" not in printed(problem)
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in printed(problem, out=Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in printed(problem)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in printed(problem, out=Terminal())


def test_json_is_for_programs() -> None:
    found = printed(
        error("a-code", Location("f", 2, 3), "wrong \x1b é", "mend it"), warning("b", Location("g"), "odd"), form="json"
    )
    assert json.loads(found) == {
        "problems": [
            {
                "code": "a-code", "message": "wrong \x1b é", "file": "f", "line": 2, "column": 3,
                "severity": "error", "hint": "mend it",
            },
            {"code": "b", "message": "odd", "file": "g", "line": 0, "column": 0, "severity": "warning", "hint": ""},
        ]
    }  # fmt: skip
    assert found.isascii()
    assert json.loads(printed(form="json")) == {"problems": []}


def test_github_gets_workflow_commands_that_text_cannot_break_out_of() -> None:
    found = printed(error("a-code", Location("a,b:c.md", 2, 3), "50% wrong\n::error::", "mend it"), form="github")
    assert found == "::error file=a%2Cb%3Ac.md,line=2,col=3,title=a-code::50%25 wrong�::error::. mend it\n"
    assert printed(warning("b", Location("g"), "odd"), form="github") == "::warning file=g,title=b::odd\n"


def test_a_summary_counts_in_words() -> None:
    one, two = error("a", Location("f"), "x"), error("a", Location("g"), "x")
    odd = warning("b", Location("f"), "x")
    assert summary([]) == ""
    assert summary([one, one]) == "1 error"
    assert summary([one, two, odd]) == "2 errors and 1 warning"
    assert summary([odd]) == "1 warning"
