"""Two languages that nobody speaks, made from the original: what is left in English has not come from its file.

``en-XA`` and ``ar-XB`` are what CLDR calls such languages: one with accents and 40 % longer, as German and Finnish are,
and one that is written from right to left.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from builder import words
from builder.words import FIXED, FOLDER, Sentence, forms_of, original

FIRE_SAFETY = Path(__file__).parent / "fire_safety"
ACCENTED, MIRRORED = "en-XA", "ar-XB"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ACCENTS = dict(zip(_LETTERS + _LETTERS.upper(), "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ", strict=True))
_ARABIC = dict(zip(_LETTERS + _LETTERS.upper(), "ابتثجحخدذرزسشصضطظعغفقكلمنه" * 2, strict=True))
_WORD = re.compile(r"[^\W\d_]+")
#: Attributes that are read out or shown.
_SAID = ("alt", "aria-label", "content", "title", "placeholder")


DIRECTIONS = {ACCENTED: "ltr", MIRRORED: "rtl"}
_LETTERS_OF: Mapping[str, Mapping[str, str]] = {ACCENTED: _ACCENTS, MIRRORED: _ARABIC}


def in_letters_of(language: str, text: str) -> str:
    """Return *text* in the letters of a pseudo-language."""
    return "".join(_LETTERS_OF[language].get(letter, letter) for letter in text)


def spoken(language: str, sentence: str) -> str:
    """Return *sentence* as it stands in the file of a pseudo-language, with its places as they were."""
    parts = re.split(r"(\{\w+\})", sentence)
    said = "".join(part if part.startswith("{") else in_letters_of(language, part) for part in parts)
    # What the player takes apart at "|" are numbers, and ways to say how many: they stay what they are.
    is_list = "|" in sentence
    return said if language == MIRRORED or is_list else said + " ẋẋẋẋ" * (len(sentence) * 2 // 5 // 5)


def speak(language: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the pseudo-language *language* the only one there is, until the test is over."""
    said = {key: _each_form(sentence, partial(spoken, language)) for key, sentence in original().items()}
    # The original stays: it says which keys there are. No tag of these languages leads to it.
    for name, content in {"en": original(), language: said}.items():
        (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    shutil.copy(FOLDER / f"{FIXED}.json", folder)
    monkeypatch.setattr(words, "FOLDER", folder)


def course_in(language: str, source: Path, target: Path) -> Path:
    """Copy the course in *source*, its ``language`` changed, and return where it is."""
    shutil.copytree(source, target)
    head = target / "course.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("language: en-GB", f"language: {language}"), "utf-8")
    return target


@pytest.fixture(scope="module", params=sorted(DIRECTIONS))
def language(request: pytest.FixtureRequest) -> str:
    """Each of the languages that there are not."""
    return str(request.param)


@pytest.fixture(scope="module")
def course(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The course, and the words of *language* in the place of the tool's own."""
    with pytest.MonkeyPatch.context() as patch:
        speak(language, tmp_path_factory.mktemp("words"), patch)
        yield course_in(language, FIRE_SAFETY, tmp_path_factory.mktemp(language) / "course")


def left_in_english(said: str, course: Path) -> list[str]:
    """Return what stands in *said* word for word as in the original, and in no file of *course*: words, and pairs."""
    texts = [path.read_text(encoding="utf-8") for path in course.rglob("*") if path.suffix in (".md", ".yaml", ".svg")]
    own = set(_runs(texts))
    ours = {run for sentence in original().values() for run in _runs(forms_of(sentence)) if len(run) > 3} - own
    return sorted(ours.intersection(_runs([said])))


def text_of(document: bytes) -> str:
    """Return what a page, a picture or a manifest says to readers and listeners, whether it is shown or not.

    Scripts, words of a standard's own, and what is marked as English whatever the page's language is are left out.
    """
    root = html.fromstring(document) if b"<html" in document else etree.fromstring(document)
    for element in root.xpath(
        "//script | //style | //*[@lang = 'en'] | //meta[@http-equiv] | //meta[@name] | //*[local-name() = 'hideLMSUI']"
        " | //*[local-name() = 'schema'] | //*[local-name() = 'schemaversion']"
    ):
        element.getparent().remove(element)
    attributes = [value for name in _SAID for value in root.xpath(f"//@{name}")]
    # Of two attributes the last word of one and the first of the other are no pair.
    return "\f".join(["\n".join(root.itertext()), *map(str, attributes)])


def _each_form(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return change(sentence) if isinstance(sentence, str) else {name: change(form) for name, form in sentence.items()}


def _runs(texts: Iterable[str]) -> Iterator[str]:
    """Yield every word, and every two that follow one another, in small letters."""
    for text in (part for whole in texts for part in whole.split("\f")):
        found = [word.lower() for word in _WORD.findall(re.sub(r"\{\w+\}", " ", text))]
        yield from found
        yield from (f"{one} {two}" for one, two in pairwise(found))
