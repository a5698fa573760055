"""One cause is one message, with a count and the first places; every message says what comes of it."""

from __future__ import annotations

import inspect as python_inspect
import re
from collections.abc import Sequence
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Consequence, Diagnostic, Location, Severity, error, has_errors, warning
from builder.rules import SECTIONS, rules
from builder.verify import consequences
from builder.verify.causes import Causes
from builder.verify.problems import cmi5, contents, imscp, manifests, moodle, scorm2004, xml, zips


def told(problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    causes = Causes()
    causes.take(problems)
    return causes.problems()


def test_a_thousand_places_of_one_mistake_are_one_message() -> None:
    lost = [error("lost", Location("x.zip!m.xml", n), f"names 'u{n}.html', which is not there") for n in range(1, 1002)]
    (problem,) = told(lost)
    words = "names 'u1.html', which is not there; 1,000 more like this, such as at line 2, line 3, line 4"
    assert (problem.message, problem.where.line) == (words, 1)


def test_a_place_elsewhere_is_named_by_its_file_and_by_its_line_if_it_has_one() -> None:
    places = [Location("x.zip!a.xml", 3), Location("x.zip!a.xml"), Location("x.zip!b.xml", 7), Location("x.zip!c.xml")]
    (problem,) = told([error("lost", where, "is lost") for where in places])
    assert problem.message == "is lost; 3 more like this, such as at a.xml, b.xml:7, c.xml"


def test_two_mistakes_under_one_code_are_two_messages() -> None:
    where = Location("x.zip!m.xml", 1)
    first, second = error("bad", where, "Element 'a': is wrong"), error("bad", where, "Element 'b': is wrong")
    assert told([first, second, first]) == (
        Diagnostic(where, "bad", Severity.ERROR, "Element 'a': is wrong; 1 more like this"),
        second,
    )


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from("abc"), st.integers(1, 30)))
def test_of_each_code_ten_kinds_are_told_and_the_rest_in_one_message(kinds: dict[str, int]) -> None:
    strange = [
        error(code, Location("x", n), f"{'x' * n} is wrong") for code, most in kinds.items() for n in range(most)
    ]
    found = told(strange)
    for code, most in kinds.items():
        *first, last = [problem.message for problem in found if problem.code == code]
        wrong = [f"{'x' * n} is wrong" for n in range(most)]
        assert first == wrong[: len(first)] and len(first) == min(most - 1, 10)
        assert last.startswith(wrong[len(first)]) and (f"; {most - 11:,} more" in last) == (most > 11)


def test_a_long_message_loses_its_middle() -> None:
    (problem,) = told([error("bad", Location("x.zip"), f"{'x' * 65_000}!")])
    assert len(problem.message) < 500
    assert problem.message.endswith("!")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 20), st.text(max_size=9))))
def test_no_error_is_lost_among_others(drawn: list[tuple[str, bool, int, str]]) -> None:
    problems = [
        (error if bad else warning)(code, Location("x.zip", line), message) for code, bad, line, message in drawn
    ]
    found = told(problems)
    assert has_errors(found) == has_errors(problems)
    assert {problem.code for problem in found} == {problem.code for problem in problems}


def test_every_problem_of_a_package_says_what_comes_of_it() -> None:
    """All but the remark that another tool made it, which is about the verdict."""
    modules = (zips, xml, manifests, imscp, contents, scorm2004, cmi5, moodle)
    assert {module.__name__ for module in modules} == set(SECTIONS["Packages"])
    makers = [name for name, maker in vars(consequences).items() if isinstance(maker, partial)]
    says = re.compile(rf"\bConsequence\.|return (?:{'|'.join(makers)})\(")
    for code in rules():
        for module in modules:
            make = vars(module).get(code.replace("-", "_"))
            if python_inspect.isfunction(make) and make.__module__ == module.__name__ and code != "foreign-package":
                assert says.search(python_inspect.getsource(make)), code


def test_the_documentation_explains_every_consequence() -> None:
    from pathlib import Path

    text = (Path(__file__).resolve().parents[2] / "docs" / "verify.md").read_text(encoding="utf-8")
    assert all(f"| {words} |" in text for words in Consequence if words)
