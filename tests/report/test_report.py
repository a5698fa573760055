"""`coursepack report`, from statements, from a store and from Moodle's export; and what cannot be reported on."""

from __future__ import annotations

import csv
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.formats.code_book import Coded, coded_questions, write_code_book
from builder.formats.statement_parts import right_response
from builder.judge import judge
from builder.report.statements import statements_in
from builder.tracking import load_tracking
from tests.e2e.server import World, serve
from tests.lrs.test_lrs_check import ACCOUNT, SETTINGS, OddLrs

SMALL = Path(__file__).parents[1] / "small_course"
VERBS = load_tracking().xapi.verbs
NAME = "Erika Mustermann"
Statement = dict[str, Any]


@pytest.fixture(scope="module")
def questions() -> list[Coded]:
    course = judge(SMALL).course
    assert course
    return [each for each in coded_questions(course) if each.use == "check"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    course = judge(SMALL).course
    assert course
    write_code_book(course, lambda name: (tmp_path / name).open("wb"))
    return tmp_path / f"{course.id}-code-book.csv"


def report(book: Path, *more: str, env: dict[str, str] | None = None) -> Result:
    result = CliRunner(env=env).invoke(main, ["report", str(book), "--output", str(book.parent / "out"), *more])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def said(book: Path) -> dict[tuple[str, str, str], str]:
    """Return what the table says: at least how many, by edition, question and part."""
    with (book.parent / "out" / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["editions"], row["question"], row["what"]): row["people at least"] for row in csv.DictReader(file)}


def learned(questions: list[Coded], people: int, *, edition: str = "", passing: int = 0) -> Iterator[Statement]:
    """Yield what a store holds of *people*, of whom the last *passing* pass at their first try."""
    asked = questions[0].question
    module = asked.iri.rpartition("/")[0]
    for person in range(people):
        is_right = person >= people - passing
        answer = right_response(asked) if is_right else asked.options[-1].id
        yield statement(person, edition, "initialized", module)
        yield statement(person, edition, "answered", asked.iri, {"success": is_right, "response": answer})
        yield statement(person, edition, "attempted", f"{module}#check", {"success": is_right})
        if is_right:
            yield statement(person, edition, "passed", module, {"success": True})
            yield statement(person, edition, "completed", module, {"completion": True})


def statement(person: int, edition: str, verb: str, about: str, result: object = None) -> Statement:
    return {
        "id": f"{person:08d}-0000-4000-8000-{len(edition):06d}{list(VERBS).index(verb):06d}",
        "actor": {"name": NAME, "account": {"homePage": "https://lms.example.org", "name": f"{NAME}{edition}{person}"}},
        "verb": {"id": VERBS[verb]},
        "object": {"id": about},
        "timestamp": "2026-11-02T09:30:00Z",
        **({"result": result} if result else {}),
        "context": {"extensions": {load_tracking().xapi.extensions.edition: edition}} if edition else {},
    }


def saved(book: Path, statements: Iterator[Statement] | list[Any]) -> list[str]:
    file = book.parent / "statements.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in statements), "utf-8")
    return ["--statements", str(file)]


def test_a_report_says_who_opened_passed_and_answered_by_edition_and_names_nobody(
    book: Path, questions: list[Coded]
) -> None:
    both = [*learned(questions, 60, edition="anyborough", passing=40), *learned(questions, 30, edition="b", passing=15)]
    result = report(book, *saved(book, both))
    assert result.exit_code == 0, result.output
    table, own = said(book), questions[0].question.tracking_id
    assert table["anyborough", "", "passed"] == "40"
    assert table["", "", "opened"] == "90"
    assert table["b", own, "right"] == "10"
    assert table["", own, "wrong"] == "30"
    for name in ("report.html", "report.csv"):
        assert "Mustermann" not in (book.parent / "out" / name).read_text("utf-8")
    assert "Mustermann" not in result.output


def test_the_same_statements_in_another_order_and_twice_make_the_same_report(
    book: Path, questions: list[Coded]
) -> None:
    statements = list(learned(questions, 40, passing=20))
    report(book, *saved(book, statements))
    before = (book.parent / "out" / "report.csv").read_bytes()
    file = book.parent / "list.json"
    file.write_text(json.dumps([*reversed(statements), *statements]), "utf-8")
    assert report(book, "--statements", str(file)).exit_code == 0
    assert (book.parent / "out" / "report.csv").read_bytes() == before


def test_foreign_voided_and_malformed_statements_change_nothing_and_are_counted(
    book: Path, questions: list[Coded]
) -> None:
    statements = list(learned(questions, 40, passing=20))
    report(book, *saved(book, statements))
    before = (book.parent / "out" / "report.csv").read_bytes()
    module = questions[0].question.iri.rpartition("/")[0]
    mistaken = statement(900, "", "passed", module)
    voiding = {**statement(901, "", "passed", module), "object": {"objectType": "StatementRef", "id": mistaken["id"]}}
    voiding["verb"] = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    foreign = statement(902, "", "passed", "https://elsewhere.example.org/course")
    odd: list[Any] = [None, [], 5, {"verb": 3, "object": []}, {**mistaken, "actor": 3}, {**mistaken, "actor": None}]
    odd += [{**mistaken, "timestamp": "soon"}, {**mistaken, "result": {"score": {"scaled": "high"}}}]
    odd += [{**mistaken, "result": {"duration": "PT1"}}, {**mistaken, "context": {"extensions": 5}}]
    result = report(book, *saved(book, [*odd, mistaken, foreign, voiding, *statements]))
    assert (book.parent / "out" / "report.csv").read_bytes() == before
    assert "strange-statements" in result.output
    assert "2 of them are of other courses" in (book.parent / "out" / "report.html").read_text("utf-8")


def test_an_edition_is_called_by_its_id_and_what_cannot_be_one_is_not_printed(
    book: Path, questions: list[Coded]
) -> None:
    named = list(learned(questions, 40, passing=20, edition=f"{NAME}\ud800"))
    assert report(book, *saved(book, named)).exit_code == 0
    assert said(book)["", "", "opened"] == "40"
    assert NAME not in (book.parent / "out" / "report.html").read_text("utf-8")


def test_a_hundred_thousand_statements_are_read_one_by_one(book: Path, questions: list[Coded]) -> None:
    foreign = statement(1, "", "passed", "https://elsewhere.example.org/course")
    given = Path(saved(book, learned(questions, 40, passing=20))[-1])
    with given.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(foreign)}\n" * 100_000)
    assert report(book, "--statements", str(given)).exit_code == 0
    assert "100,000 of them are of other courses" in (book.parent / "out" / "report.html").read_text("utf-8")
    read = statements_in(given)
    tracemalloc.start()
    assert sum(1 for _, _ in zip(range(1_000), read, strict=False)) == 1_000
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "code", "exit_code"),
    [
        ("<!DOCTYPE html><p>Sign in", "not-statements", 1),
        ("", "not-statements", 1),
        ('[{"id": "1"}, {"id', "not-statements", 1),
        ("[]", "nothing-of-this-course", 1),
        ('{"statements": 3}', "not-statements", 1),
        pytest.param("[" * 100_000, "not-statements", 1, id="deep lists"),
        pytest.param('{"a":' * 100_000, "not-statements", 1, id="deep groups"),
    ],
)
def test_what_is_no_statements_is_named_and_nothing_is_written(
    text: str, code: str, exit_code: int, book: Path
) -> None:
    (book.parent / "s.json").write_text(text, "utf-8")
    result = report(book, "--statements", str(book.parent / "s.json"))
    assert f"error[{code}]" in result.output
    assert result.exit_code == exit_code
    assert not (book.parent / "out").exists()


def test_a_file_that_is_not_there_and_a_code_book_that_is_none_are_named(book: Path) -> None:
    assert report(book, "--statements", str(book.parent / "none.json")).exit_code == 2
    (book.parent / "page.csv").write_text("<html>", "utf-8")
    assert "not-a-code-book" in report(book.parent / "page.csv", *saved(book, [])).output
    assert report(book).exit_code == 2


def moodle(book: Path, questions: list[Coded], people: int, *, encoding: str = "utf-8") -> Path:
    own = questions[0]
    head = "First name\tEmail address\tAttempt\tStarted on\tLast accessed on\tScore\tOne\t"
    head += "Question 0\tResponse 0\tRight answer 0\tResult 0"
    rows = [
        f"{NAME}\t{n}@example.org\t1\tx\ty\t90\t{'90/100' if n < 20 else '40/100'}\t{own.question.tracking_id}\t"
        f"{own.codes[0 if n < 20 else 1].scorm12}\t?\t{'correct' if n < 20 else 'wrong'}"
        for n in range(people)
    ]
    file = book.parent / "moodle.txt"
    file.write_text("\n".join([head, *rows]), encoding)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_moodle_s_interactions_report_gives_items_and_with_a_pass_mark_who_passed(
    encoding: str, book: Path, questions: list[Coded]
) -> None:
    file = moodle(book, questions, 40, encoding=encoding)
    result = report(book, "--moodle", str(file), "--pass-mark", "80")
    assert result.exit_code == 0, result.output
    table, own = said(book), questions[0].question.tracking_id
    assert (
        table["no edition", own, "right"] if ("no edition", own, "right") in table else table["", own, "right"]
    ) == "20"
    assert table["", "", "passed"] == "20"
    assert "Mustermann" not in (book.parent / "out" / "report.html").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "PK\x03\x04", "a,b\n1,2\n", "Name\tAttempt\tQuestion 0\nx\t1\tM1_Q1\n"])
def test_another_export_of_moodle_is_refused_with_what_to_do(text: str, book: Path) -> None:
    (book.parent / "other.txt").write_text(text, "utf-8")
    result = report(book, "--moodle", str(book.parent / "other.txt"))
    assert "not-an-interactions-report" in result.output
    assert "tick all four boxes" in " ".join(result.output.split())
    assert not (book.parent / "out").exists()


def test_moodle_s_report_in_another_language_is_refused_with_what_to_do(book: Path, questions: list[Coded]) -> None:
    file = moodle(book, questions, 40, encoding="cp1252")
    english = file.read_text("cp1252")
    german = english.replace("Attempt", "Versuch").replace("Question", "Frage").replace("\t", ";")
    file.write_text(german.replace(NAME, "Jörg Müller"), "cp1252")
    result = report(book, "--moodle", str(file))
    assert "it has no column Attempt" in result.output
    assert "in English" in result.output
    assert not (book.parent / "out").exists()


def page_of(statements: list[Statement], more: str = "") -> bytes:
    return json.dumps({"statements": statements, "more": more}).encode()


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([b"<html>Sign in</html>"], "a web page answered in its place"),
        ([page_of([{"id": "1"}], "/lrs/statements?more=1")], "do not come to an end"),
        ([page_of([{"id": "1"}], f"/lrs/statements?more={n}") for n in range(9)], "do not come to an end"),
        ([page_of([{"id": "1"}], "https://elsewhere.example.org/more")], "to another address"),
        ([b'{"statements": 3}'], "no page of statements"),
        ([b'{"statements": [], "more": ["2"]}'], "no page of statements"),
        ([page_of([{"id": "1"}], "https://[")], "stands no address"),
        pytest.param([b"[" * 100_000], "no page of statements", id="deep lists"),
    ],
)
def test_a_store_that_cannot_be_read_to_its_end_leaves_no_report(
    pages: list[bytes], words: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = from_store(book, monkeypatch, pages)
    assert words in " ".join(result.output.split())
    assert result.exit_code == 1
    assert not (book.parent / "out").exists()


def test_a_store_is_read_page_by_page_for_each_module(
    book: Path, questions: list[Coded], monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = list(learned(questions, 40, passing=20))
    pages = [page_of(statements[:70], "/lrs/statements?more=2"), page_of(statements[70:])]
    assert from_store(book, monkeypatch, pages).exit_code == 0
    assert said(book)["", "", "opened"] == "40"


def from_store(book: Path, monkeypatch: pytest.MonkeyPatch, pages: list[bytes]) -> Result:
    """Report from a store that gives *pages* one after the other, and the last again and again."""
    left = list(pages)

    def odd(method: str, path: str, body: bytes, right: object) -> tuple[int, dict[str, str], bytes]:
        page = left.pop(0) if len(left) > 1 else left[0]
        return 200, {"Content-Type": "text/html" if page.startswith(b"<") else "application/json"}, page

    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serve(World(lrs=OddLrs(credentials=ACCOUNT.authorization, oddity=odd))) as address:
        return report(book, "--lrs", env=SETTINGS | {"COURSEPACK_LRS_ENDPOINT": f"{address}/lrs/"})
