"""What a build may never change: the ids under which learners' records are filed."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from builder.build import build
from builder.render.data_script import TAUGHT, taught_json

SMALL = Path(__file__).parent / "small_course"


def player_data(package: Path) -> dict[str, Any]:
    with zipfile.ZipFile(package) as archive:
        page = archive.read("index.html").decode()
        taught = json.loads(taught_json(archive.read(TAUGHT)))
    found = re.search(r'id="player-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data | {"questions": taught}


def test_the_ids_under_which_learners_records_are_filed_never_change(tmp_path: Path) -> None:
    """Whoever changes a line here takes away the records and the progress of every learner of every course."""
    build(SMALL, formats=["scorm12"], modules=["one"], output=tmp_path)
    data = player_data(tmp_path / "small-one-scorm12.zip")
    with zipfile.ZipFile(tmp_path / "small-one-scorm12.zip") as archive:
        bank = json.loads(archive.read("bank.json"))
    iri = "https://example.org/courses/small/one"
    assert (data["course"]["iri"], data["module"]["iri"]) == ("https://example.org/courses/small", iri)
    assert [(page["fingerprint"], page["iri"]) for page in data["pages"]] == [
        (3066981, f"{iri}/M1-01"),
        (12043572, f"{iri}/M1-02"),
    ]
    assert [
        (each["trackingId"], each["fingerprint"], each["iri"], [option["id"] for option in each["options"]])
        for each in (*data["questions"], *bank["questions"])
    ] == [
        ("M1_01_q", 7721329, f"{iri}/M1-01-q", ["a", "b"]),
        ("M1_Q1", 13068152, f"{iri}/M1-Q1", ["a", "b"]),
        ("M1_Q2", 5730535, f"{iri}/M1-Q2", ["a", "b", "c"]),
    ]
