"""What goes to an LMS, an LRS or a teacher beside the pages, as it was when a person last read it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.formats.code_book import coded_questions, write_code_book
from builder.formats.statements import profile, statements_file
from builder.formats.xapi_profile import profile_file
from builder.model.course import Course
from builder.source.load import load

ROOT = Path(__file__).parent.parent.parent
READ = Path(__file__).with_name("as_read")


def code_book(course: Course, ending: str) -> bytes:
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_code_book(course, lambda name: (folder / name).open("wb"))
        return (folder / f"{course.id}-code-book.{ending}").read_bytes()


#: Of ``tests/contract/course``, which has a question of each kind.
WRITTEN: Mapping[str, Callable[[Course], object]] = {
    "statements-xapi.json": lambda course: statements_file(course, course.contents[0], standard="xapi").content,
    "statements-cmi5.json": lambda course: statements_file(course, course.contents[0], standard="cmi5").content,
    "code-book.csv": lambda course: code_book(course, "csv"),
    "code-book.html": lambda course: code_book(course, "html"),
    "xapi-profile.json": lambda course: profile_file(course).content,
}


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(ROOT / "tests" / "contract" / "course").course
    assert loaded is not None
    return loaded.model_copy(update={"title": "Gespielt – né"})


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_as_it_was_when_a_person_last_read_it(name: str, course: Course, *, update_goldens: bool) -> None:
    content = WRITTEN[name](course)
    assert isinstance(content, bytes)
    if name.endswith("json"):
        assert rb"\u" not in content, "letters stand there as themselves"
        # The bytes of a package are held elsewhere; a person reads lines.
        content = f"{json.dumps(json.loads(content), indent=1, ensure_ascii=False)}\n".encode()
    if update_goldens:
        READ.mkdir(exist_ok=True)
        (READ / name).write_bytes(content)
    assert (READ / name).read_bytes() == content, "run pytest --update-goldens and read the difference"


@pytest.fixture
def worded(tmp_path: Path) -> Course:
    """The small course, where a question has a slug and its options have words for ids."""
    folder = shutil.copytree(ROOT / "tests" / "small_course", tmp_path / "course")
    bank = folder / "one" / "questions" / "all.yaml"
    text = bank.read_text(encoding="utf-8").replace("  kind: choice", "  slug: when_to_write\n  kind: choice")
    text = text.replace("- text: At once", "- id: at-once\n      text: At once")
    bank.write_text(text.replace("- text: At the end", "- id: b\n      text: At the end"), encoding="utf-8")
    course = load(folder).course
    assert course is not None
    return course


def test_options_of_which_one_has_a_word_for_an_id_are_counted_for_scorm_12(worded: Course) -> None:
    [coded, *_] = coded_questions(worded)
    assert [code[:2] for code in coded.codes] == [("a", "at_once / at-once"), ("b", "b")]


def test_reports_call_a_question_by_its_id_and_the_words_of_its_slug(worded: Course) -> None:
    promised = profile(worded, worded.contents[0], standard="xapi")["statements"]
    [asked] = [each["example"]["object"] for each in promised if each["name"] == "answered (choice)"]
    assert asked["definition"]["name"]["en-GB"] == "M1-Q1: when to write"


@pytest.mark.parametrize("folder", ["contract/course", "wide_course", "small_course"])
def test_each_option_and_each_label_has_a_code_of_one_letter_of_its_own_as_scorm_12_sends_it(folder: str) -> None:
    """By ``player/src/trackers/scorm12_words.ts``: ids that are a letter or digit are kept, others are counted."""
    loaded = load(ROOT / "tests" / folder).course
    assert loaded is not None
    for question, _, _, codes in coded_questions(loaded):
        ids = [option.id for option in question.options]
        kept = all(re.fullmatch(r"[0-9a-z]", own) for own in ids)
        sent = {each.text: each.id if kept else chr(97 + place) for place, each in enumerate(question.options)}
        assert {code.text: code.scorm12 for code in codes[: len(ids)]} == sent
        labels = [] if question.kind == "order" else question.labels
        assert [code.scorm12 for code in codes[len(ids) :]] == list("123456789abc"[: len(labels)])
