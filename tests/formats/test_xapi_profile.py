"""The xAPI Profile is built as the specification says (1.0, Structure), and the examples of our statements fit it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from builder.build import build
from builder.formats.statements import profile
from builder.formats.xapi_profile import profile_file, xapi_profile
from builder.model.course import Course
from builder.source.load import load
from tests.contract.templates import Templates

ROOT = Path(__file__).parent.parent.parent
#: What each part must have (Structure, 6 to 9), beside its id, type, names and scheme.
NEEDED = {
    "ContextExtension": {"recommendedVerbs", "inlineSchema"},
    "ResultExtension": {"recommendedVerbs", "inlineSchema"},
    "StatementTemplate": {"verb", "rules"},
    "Pattern": {"primary"},
}
#: A pattern has exactly one of these.
SHAPES = {"alternates", "optional", "oneOrMore", "sequence", "zeroOrMore"}


@pytest.fixture(scope="module", params=["wide_course", "contract/course", "small_course"])
def course(request: pytest.FixtureRequest) -> Course:
    loaded = load(ROOT / "tests" / request.param).course
    assert loaded is not None
    return loaded


def parts(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [*document["concepts"], *document["templates"], *document["patterns"]]


def test_it_is_a_profile_with_one_version(course: Course) -> None:
    document = xapi_profile(course)
    assert document["@context"] == "https://w3id.org/xapi/profiles/context"
    assert document["conformsTo"] == "https://w3id.org/xapi/profiles#1.0"
    assert document["type"] == "Profile"
    [version] = document["versions"]
    assert version["id"] != document["id"]
    assert {part["inScheme"] for part in parts(document)} == {version["id"]}


def test_every_part_has_what_it_needs_under_an_iri_of_its_own(course: Course) -> None:
    found = parts(xapi_profile(course))
    ids = [part["id"] for part in found]
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(iri).scheme == "https" for iri in ids)
    for part in found:
        assert part["prefLabel"]["en"]
        assert part["definition"]["en"]
        assert part.keys() >= NEEDED[part["type"]], part["id"]


def test_patterns_have_one_shape_and_name_what_is_there(course: Course) -> None:
    document = xapi_profile(course)
    there = {part["id"] for part in (*document["templates"], *document["patterns"])}
    assert [pattern["id"] for pattern in document["patterns"] if pattern["primary"]]
    for pattern in document["patterns"]:
        [shape] = SHAPES & pattern.keys()
        named = pattern[shape]
        assert isinstance(named, list) == (shape in ("alternates", "sequence")), pattern["id"]
        assert len(named) >= 2
        assert there.issuperset(named if isinstance(named, list) else [named])


def test_inline_schemas_are_schemas(course: Course) -> None:
    for concept in xapi_profile(course)["concepts"]:
        assert json.loads(concept["inlineSchema"])["type"] in ("string", "integer")


def test_every_promised_statement_fits_the_template_of_its_verb(course: Course) -> None:
    templates = Templates(xapi_profile(course))
    for module in course.contents:
        for promise in profile(course, module, standard="xapi")["statements"]:
            assert list(templates.breaches(promise["example"])) == [], promise["name"]


def test_it_is_written_beside_packages_that_send_statements_and_no_others(tmp_path: Path) -> None:
    root = ROOT / "tests" / "small_course"
    course = load(root).course
    assert course is not None
    for formats, there in ((["xapi"], True), (["scorm12"], False)):
        report = build(root, formats=formats, modules=["one"], output=tmp_path / formats[0])
        assert report.exit_code == 0
        assert (tmp_path / formats[0] / profile_file(course).path).is_file() is there
