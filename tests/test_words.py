"""The words around a course: every key is said somewhere, every language is whole, and CLDR is asked ahead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builder import words as module
from builder.cldr import PREPARED, Cldr, ask_babel, cldr_of
from builder.model.course import Course
from builder.model.shared import OwnWords
from builder.source.load import load
from builder.words import FIXED, FOLDER, NoWords, fits, languages, original, places_in, words_of

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [
    path
    for folder, pattern in (
        ("builder", "*.py"),
        ("scorm_templates", "*.j2"),
        ("scorm_templates", "*.ts"),
        ("player/src", "*.ts"),
    )
    for path in (ROOT / folder).rglob(pattern)
    if path.name not in ("keys.py", "word_keys.ts") and not path.name.endswith(".test.ts")
]
INSPECTOR = ROOT / "scorm_templates" / "preview"
#: A key as it stands in source text.
KEY = re.compile(
    r"""["'`]((?:block|document|manifest|page|player|question|review|session|settings|shell)\.[a-z0-9.-]+)(?:["'`]|\$\{)"""
)
FILES = sorted(path for path in FOLDER.glob("*.json") if path.stem != FIXED)


def keys_in_sources() -> Iterator[str]:
    for path in SOURCES:
        yield from KEY.findall(path.read_text(encoding="utf-8"))


def test_every_sentence_is_said_somewhere() -> None:
    said = set(keys_in_sources())
    # The beginning of a key that a script puts together.
    beginnings = tuple(key for key in said if key.endswith("."))
    assert {key for key in original() if key not in said and not key.startswith(beginnings)} == set()


def test_every_key_that_a_template_asks_for_is_there() -> None:
    templates = [path.read_text(encoding="utf-8") for path in SOURCES if path.suffix == ".j2"]
    asked = {key for text in templates for key in re.findall(r"""words\(["']([^"']+)["']""", text)}
    assert asked - set(original()) == set()


def test_no_script_says_a_sentence_of_its_own() -> None:
    # What is said on the console, or to IT, begins with a small letter.
    sentence = re.compile(r"""["`][A-Z][a-z]+(?: [a-z]+)+[^"`]*["`]""")
    # The inspector of the preview speaks to authors, in English, as the commands do.
    theirs = [path for path in SOURCES if path.suffix == ".ts" and INSPECTOR not in path.parents]
    scripts = {path: path.read_text(encoding="utf-8") for path in theirs}
    code = {path: re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL) for path, text in scripts.items()}
    found = {path.name: sentence.findall(text) for path, text in code.items()}
    assert {name: sentences for name, sentences in found.items() if sentences} == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_has_the_same_keys_and_places_as_the_original(file: Path) -> None:
    said = json.loads(file.read_text(encoding="utf-8"))
    assert "-" in file.stem or said.keys() == original().keys()
    assert [key for key, sentence in said.items() if not fits(sentence, original()[key])] == []


def test_every_beginning_of_fixed_words_is_the_beginning_of_some() -> None:
    beginnings = json.loads((FOLDER / f"{FIXED}.json").read_text(encoding="utf-8"))
    assert [start for start in beginnings if not any(key.startswith(start) for key in original())] == []


def test_a_tag_is_read_from_the_most_specific_to_the_language() -> None:
    assert languages("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")


@pytest.fixture(scope="module")
def small_course() -> Course:
    """A course to take other languages."""
    course = load(ROOT / "tests" / "small_course").course
    assert course
    return course


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of words in which nothing stands but a small original."""
    small = {
        "page.caption": "Page {number} of {count}",
        "shell.pages": {"one": "{count} page", "other": "{count} pages"},
    }
    (tmp_path / "en.json").write_text(json.dumps(small), encoding="utf-8")
    (tmp_path / "fixed.json").write_text("[]", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    return tmp_path


def in_language(course: Course, language: str, *own: OwnWords) -> module.Words:
    return words_of(course.model_copy(update={"language": language, "words": own}))


def test_a_file_of_a_region_says_what_it_has_and_its_language_the_rest(folder: Path, small_course: Course) -> None:
    (folder / "en-US.json").write_text('{"page.caption": "Screen {number} of {count}"}', encoding="utf-8")
    words = in_language(small_course, "en-US")
    assert words("page.caption", number=1, count=2) == "Screen 1 of 2"
    assert words("shell.pages", count=1) == "1 page"
    assert in_language(small_course, "en-GB")("page.caption", number=1, count=2) == "Page 1 of 2"


def test_a_language_without_a_file_or_with_half_of_one_has_no_words(folder: Path, small_course: Course) -> None:
    with pytest.raises(NoWords, match=r"translate words/en\.json into words/cy\.json"):
        in_language(small_course, "cy-GB")
    (folder / "de.json").write_text('{"page.caption": "Seite {number} von {count}"}', encoding="utf-8")
    with pytest.raises(NoWords, match=r"words/de\.json lacks shell\.pages"):
        in_language(small_course, "de")


def test_a_plural_form_is_chosen_as_the_language_counts(folder: Path, small_course: Course) -> None:
    forms = {"zero": "{count} z", "one": "{count} o", "two": "{count} t", "few": "{count} f", "other": "{count} x"}
    said = {"page.caption": "{number} {count}", "shell.pages": forms}
    (folder / "ar.json").write_text(json.dumps(said), encoding="utf-8")
    words = in_language(small_course, "ar")
    assert words.direction == "rtl"
    # Eleven is "many", which this file does not have.
    counted = [words("shell.pages", count=count) for count in (0, 1, 2, 3, 11, 100)]
    assert counted == ["0 z", "1 o", "2 t", "3 f", "11 x", "100 x"]


def test_own_words_take_the_place_of_a_sentence(small_course: Course) -> None:
    own = OwnWords(key="shell.contents", sentence="Pages")
    assert in_language(small_course, "en-GB", own)("shell.contents") == "Pages"
    assert in_language(small_course, "en-GB", own).of("shell")["shell.contents"] == "Pages"


@pytest.mark.parametrize(
    "sentence",
    [
        "{end}here{link}",
        "{link}here",
        "here",
        "{link}here{end} {",
        "{link}a{end}{link}b{end}",
        {"other": "{link}a{end}"},
    ],
)
def test_a_sentence_that_would_break_its_page_does_not_fit(sentence: module.Sentence) -> None:
    assert not fits(sentence, "Go {link}there{end}")
    assert fits("{link}Là{end}, allez", "Go {link}there{end}")


@given(st.text())
def test_what_stands_in_a_place_is_text_unless_it_is_markup(text: str) -> None:
    cldr = Cldr(direction="ltr", plurals={}, counted={}, dates=(), decimal=".")
    words = module.Words("en", {"page.next": "<b> {title} {link}"}, cldr)
    assert words("page.next", title=text, link="") == f"<b> {text} "
    assert words("page.next", title=text, link=Markup("<i>")) == Markup("&lt;b&gt; {} <i>").format(text)


@pytest.mark.parametrize("name", ["en", "en_GB", "en_US", "en_IN", "en_CA"])
def test_what_was_asked_ahead_is_what_babel_says(name: str) -> None:
    tag = name.replace("_", "-")
    assert cldr_of(languages(tag)) == Cldr(**ask_babel(Locale.parse(name)))


@pytest.mark.parametrize("name", sorted(name for name in locale_identifiers() if "_" not in name)[::12])
def test_a_date_holds_its_day_and_year_once_in_every_language(name: str) -> None:
    cldr = Cldr(**ask_babel(Locale.parse(name)))
    assert len(cldr.dates) == 12
    assert all(form.count("{day}") == form.count("{year}") == 1 for form in cldr.dates)
    assert all(places_in(form) == {"day", "year"} for form in cldr.dates)


def test_what_an_earlier_coursepack_has_prepared_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = tmp_path / PREPARED / "en.json"
    prepared.parent.mkdir(parents=True)
    prepared.write_text(json.dumps({"en": {"direction": "rtl", "plurals": {}}}), encoding="utf-8")
    monkeypatch.setattr("builder.cldr.files", lambda _: tmp_path)
    assert cldr_of(("en",)) == Cldr(**ask_babel(Locale.parse("en")))


@pytest.mark.parametrize("name", ["en", "fr", "cy", "ar", "pl", "ja"])
def test_a_count_is_of_the_category_that_babel_gives_it_asked_ahead_or_not(name: str) -> None:
    locale = Locale.parse(name)
    cldr = Cldr(**ask_babel(locale))
    for count in (*range(250), 1.0, 1.5, -1, 1_000_000):
        assert cldr.category(count) == locale.plural_form(count)


def test_a_language_that_cldr_does_not_know_still_has_dates_and_plurals() -> None:
    cldr = cldr_of(("qqq",))
    assert (cldr.direction, cldr.category(1), "22" in cldr.long_date("2026-11-22")) == ("ltr", "other", True)


def test_dates_and_numbers_are_written_as_the_language_writes_them() -> None:
    german, british = cldr_of(("de",)), cldr_of(("en-GB", "en"))
    assert german.long_date("2026-03-01") == "1. März 2026"
    assert british.long_date("2026-03-01") == "1 March 2026"
    assert [german.number(value) for value in (35, 2.5)] == ["35", "2,5"]
