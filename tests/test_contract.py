"""The two languages of coursepack agree: on the build/run contract, and on the vectors that both of them run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.render.player_data import PlayerOption, PlayerQuestion
from builder.render.saved_state import answer_bits
from tools.generate import KEYS, PLAYER_KEYS, TARGET, player_data_types, player_word_keys, word_keys

ROOT = Path(__file__).resolve().parents[1]
VECTORS = ROOT / "tests" / "vectors"
SCORM12 = json.loads((ROOT / "scorm_templates" / "tracking.json").read_text(encoding="utf-8"))["scorm12"]
#: CMIFeedback: single characters with commas, and a full stop in a pair (docs/facts.md#the-data-model-of-scorm-12).
FEEDBACK = {
    "choice": r"[0-9a-z](,[0-9a-z])*",
    "sequencing": r"[0-9a-z](,[0-9a-z])*",
    "matching": r"[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*",
}


def vectors(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


DURATIONS = vectors("durations")
RESPONSES = vectors("responses")


def question(name: str) -> PlayerQuestion:
    sketch = RESPONSES["questions"][name]
    options = [PlayerOption(text="", feedback="", **option) for option in sketch["options"]]
    known = {"id": "Q", "tracking_id": "Q", "iri": "https://example.org/Q", "fingerprint": 0, "stem": ""}
    return PlayerQuestion.model_validate({**known, **sketch, "options": options})


@pytest.fixture(scope="session")
def duration_schema() -> etree.XMLSchema:
    """The published definition of an ISO 8601 duration, as a judge that is not ours."""
    element = '<xs:element name="d" type="xs:duration"/>'
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{element}</xs:schema>')
    )


def test_the_types_of_the_player_are_those_of_the_contract() -> None:
    if not (ROOT / "node_modules" / "json-schema-to-typescript").is_dir():
        pytest.skip("node_modules is not installed: make assets")
    written = TARGET.read_text(encoding="utf-8")
    assert written == player_data_types(), "the contract has changed: run python -m tools.generate"


def test_the_keys_of_words_are_the_same_in_both_languages() -> None:
    written = [file.read_text(encoding="utf-8") for file in (KEYS, PLAYER_KEYS)]
    assert written == [word_keys(), player_word_keys()], "words have changed: run python -m tools.generate"


@pytest.mark.parametrize("vector", DURATIONS["durations"] + DURATIONS["clamped"], ids=lambda v: f"{v['seconds']} s")
def test_a_duration_is_what_both_standards_take(vector: dict[str, Any], duration_schema: etree.XMLSchema) -> None:
    assert re.search(SCORM12["timespan"]["pattern"], vector["timespan"])
    element = etree.Element("d")
    element.text = vector["iso"]
    assert duration_schema.validate(element)


@pytest.mark.parametrize("vector", DURATIONS["durations"], ids=lambda v: f"{v['seconds']} s")
def test_a_duration_means_its_seconds_to_a_hundredth(vector: dict[str, Any]) -> None:
    hours, minutes, seconds = vector["timespan"].split(":")
    assert int(hours) * 3600 + int(minutes) * 60 + float(seconds) == pytest.approx(vector["seconds"], abs=0.00501)
    assert float(vector["iso"].removeprefix("PT").removesuffix("S")) == pytest.approx(vector["seconds"], abs=0.00501)


@pytest.mark.parametrize("vector", RESPONSES["responses"], ids=lambda v: f"{v['question']}: {v['response']}")
def test_an_answer_is_as_long_as_the_build_reckons_and_as_each_standard_writes_it(vector: dict[str, Any]) -> None:
    asked = question(vector["question"])
    assert len(vector["packed"]) == answer_bits(asked)
    assert re.fullmatch(FEEDBACK[SCORM12["interactionTypeOf"][asked.kind]], vector["scorm12"])
    assert len(vector["scorm12"]) <= SCORM12["studentResponse"]["maxLength"]
    ids = {option.id for option in asked.options}
    assert {part.split("[.]")[0] for part in vector["xapi"].split("[,]")} <= ids


def test_the_vectors_show_every_kind_of_question_answered_right_and_not() -> None:
    shown = {(RESPONSES["questions"][v["question"]]["kind"], v["verdict"] == "right") for v in RESPONSES["responses"]}
    assert shown == {(kind, right) for kind in SCORM12["interactionTypeOf"] for right in (True, False)}
