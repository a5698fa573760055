"""The promise of a package: its examples are sound to judges that are not ours, and say what the author wrote."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tincan.conversions.iso8601 import make_timedelta

from builder.formats.statement_parts import NAMESPACE
from builder.formats.statements import Standard, profile
from builder.model.course import Course
from builder.source.load import load
from tests.e2e.judges import judge_statements
from tools.statements import TARGET, document, through_tincan

ROOT = Path(__file__).parent.parent.parent
STANDARDS: tuple[Standard, ...] = ("xapi", "cmi5")


@pytest.fixture(scope="module", params=["tests/small_course", "tests/contract/course"])
def course(request: pytest.FixtureRequest) -> Course:
    loaded = load(ROOT / request.param)
    assert loaded.course is not None
    return loaded.course


def examples(course: Course, standard: Standard) -> Iterator[dict[str, Any]]:
    for module in course.contents:
        yield from (promise["example"] for promise in profile(course, module, standard=standard)["statements"])


@pytest.mark.parametrize("standard", STANDARDS)
def test_neither_judge_refuses_an_example(standard: Standard, course: Course) -> None:
    assert judge_statements(examples(course, standard)) == []


@pytest.mark.parametrize("standard", STANDARDS)
def test_tincan_would_have_made_the_same(standard: Standard, course: Course) -> None:
    for example in examples(course, standard):
        made = through_tincan(example)
        assert made.pop("version") == "1.0.3"
        assert plain(made) == plain(example)


def plain(part: Any, key: str = "") -> Any:
    """Return *part* without differences of spelling: of times, of numbers, and of what goes without saying."""
    if isinstance(part, dict):
        if key in ("grouping", "category", "parent"):
            part = {"objectType": "Activity"} | part
        return {name: plain(value, name) for name, value in part.items()}
    if isinstance(part, list):
        return [plain(value, key) for value in part]
    if key == "duration":
        return make_timedelta(part)
    if key == "timestamp":
        return datetime.fromisoformat(part)
    return part


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_example_has_an_id_of_its_own_that_never_changes(standard: Standard, course: Course) -> None:
    ids = [example["id"] for example in examples(course, standard)]
    assert ids == [example["id"] for example in examples(course, standard)]
    assert all(uuid.UUID(each).version == 5 for each in ids)


def test_a_module_without_a_check_promises_no_result() -> None:
    small = load(ROOT / "tests" / "small_course").course
    assert small is not None
    verbs = {verb["display"]["en"] for verb in profile(small, small.contents[1], standard="cmi5")["verbs"]}
    assert verbs & {"completed", "passed", "failed"} == {"completed"}


@pytest.mark.parametrize("sends", [True, False], ids=["sent", "kept"])
def test_answers_on_pages_are_promised_where_the_course_sends_practice_and_nowhere_else(*, sends: bool) -> None:
    played = load(ROOT / "tests" / "contract" / "course").course
    assert played is not None
    tracking = played.tracking.model_copy(update={"practice": sends})
    module = played.contents[0].model_copy(update={"bank": ()})
    course = played.model_copy(update={"tracking": tracking, "contents": (module, *played.contents[1:])})
    verbs = {verb["display"]["en"] for verb in profile(course, module, standard="xapi")["verbs"]}
    assert ("answered" in verbs) is sends


def test_the_document_is_as_the_packages_promise() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run python -m tools.statements"


def test_ids_are_made_in_the_namespace_of_the_player() -> None:
    vectors = json.loads((ROOT / "tests" / "vectors" / "uuids.json").read_text(encoding="utf-8"))
    assert str(NAMESPACE) == vectors["namespace"]
    for vector in vectors["uuids"]:
        name = json.dumps(vector["parts"], ensure_ascii=False, separators=(",", ":"))
        assert str(uuid.uuid5(NAMESPACE, name)) == vector["uuid"]
