"""Problems as SARIF 2.1.0: what the standard requires is there, and every index points at what it should."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Consequence, Diagnostic, Location, Severity
from builder.printing import print_problems

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
PATHS = st.one_of(TEXT, st.just("dist/x.zip"), st.builds("dist/x.zip!{}".format, TEXT), st.just("course/a b:c.md"))
PROBLEMS = st.lists(
    st.builds(
        Diagnostic,
        st.builds(Location, PATHS, st.integers(0, 9), st.integers(0, 9)),
        st.sampled_from(["a-code", "b-code"]),
        st.sampled_from(Severity),
        TEXT,
        TEXT,
        st.sampled_from(Consequence),
    )
)


def log_of(problems: list[Diagnostic]) -> dict[str, Any]:
    out = io.StringIO()
    print_problems(problems, "sarif", out)
    log: dict[str, Any] = json.loads(out.getvalue())
    return log


@given(PROBLEMS)
def test_what_the_standard_requires_is_there(problems: list[Diagnostic]) -> None:
    log = log_of(problems)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "coursepack"
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert len(run["results"]) == len(set(problems))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert isinstance(result["message"]["text"], str)
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            artifact = run["artifacts"][place["artifactLocation"]["index"]]
            assert artifact["location"]["uri"] == place["artifactLocation"]["uri"]
            assert place.get("region", {"startLine": 1, "startColumn": 1}).keys() == {"startLine", "startColumn"}
            assert all(number >= 1 for number in place.get("region", {}).values())


@given(PROBLEMS)
def test_every_address_is_a_uri_and_what_is_in_a_zip_is_nested_in_it(problems: list[Diagnostic]) -> None:
    for run in log_of(problems)["runs"]:
        for artifact in run["artifacts"]:
            uri = artifact["location"]["uri"]
            assert uri.isascii()
            assert not urlsplit(uri).scheme
            if "parentIndex" in artifact:
                assert uri.startswith("/")
                assert unquote(run["artifacts"][artifact["parentIndex"]]["location"]["uri"]).endswith(".zip")


def test_a_place_in_a_package_is_told_with_its_line_and_what_comes_of_it() -> None:
    where = Location("dist/x.zip!media/a b.svg", 3)
    problem = Diagnostic(where, "a-code", Severity.ERROR, "wrong", "cure it", Consequence.UNTIDY)
    (run,) = log_of([problem])["runs"]
    (result,) = run["results"]
    assert result["message"]["text"] == "wrong. cure it"
    assert result["properties"] == {"consequence": "works, untidy"}
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "/media/a%20b.svg", "index": 1}
    assert place["region"] == {"startLine": 3, "startColumn": 1}
    assert run["artifacts"][0]["location"]["uri"] == "dist/x.zip"
