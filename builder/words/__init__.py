"""The words around a course, in its language: every sentence that learners read and no author wrote.

They stand in ``scorm_templates/words``, a file for each language; a course may replace single ones in its
``words.yaml``. What is said to authors is English, and stands where it is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from builder.cldr import Cldr, cldr_of
from builder.model.course import Course

if TYPE_CHECKING:
    from builder.words.keys import WordKey

#: A sentence with ``{places}``, or one for each plural category that the language has, chosen by ``{count}``.
Sentence = str | Mapping[str, str]

#: Where the files of all languages lie. Tests put languages of their own in its place.
FOLDER = Path(str(files("scorm_templates")), "words")
#: The language in which the sentences were written first: its keys are the keys of all others.
ORIGINAL = "en"
#: In the same folder: the beginnings of the keys that no course replaces.
FIXED = "fixed"
#: Places that begin an element, and the one that ends it.
_BEGIN, _END = frozenset({"link", "strong", "hidden", "fleeting"}), "end"
_PLACE = re.compile(r"\{([a-z_]*)\}")


class NoWords(Exception):
    """There are no words in a language, or not all of them. The text says which file has to be written or finished."""


class Words:
    """The sentences of one language, perhaps with some of a course's own. Templates see it as ``words``."""

    def __init__(self, language: str, sentences: Mapping[str, Sentence], cldr: Cldr) -> None:
        """Take the *sentences* by their keys, and what *cldr* says about the *language*."""
        self.language = language
        self.direction = cldr.direction
        self.date = cldr.long_date
        self.number = cldr.number
        self._sentences = sentences
        self._cldr = cldr

    def __call__(self, key: WordKey, **places: object) -> str:
        """Return a sentence with its places filled, as ``Markup`` if anything in them is."""
        sentence = self._sentences[key]
        if not isinstance(sentence, str):
            count = places["count"]
            sentence = sentence.get(self._cldr.category(count), sentence["other"])  # type: ignore[arg-type]
        if any(isinstance(value, Markup) for value in places.values()):
            return escape(sentence).format(**places)
        return sentence.format(**places) if places else sentence

    def of(self, area: str) -> dict[str, Sentence]:
        """Return the sentences whose keys begin with *area* and a dot, as they stand in the file."""
        return {key: sentence for key, sentence in self._sentences.items() if key.startswith(f"{area}.")}


def words_of(course: Course) -> Words:
    """Return the words around *course*: those of its language, its own in the place of those that it replaces.

    Raises NoWords.
    """
    sentences, cldr = _language(FOLDER, course.language)
    own = {word.key: word.sentence for word in course.words}
    return Words(course.language, {**sentences, **own} if own else sentences, cldr)


def original() -> Mapping[str, Sentence]:
    """Return the sentences of the original language: every key there is, with the places that belong in it."""
    return _read(FOLDER, ORIGINAL) or {}


def is_fixed(key: str) -> bool:
    """Say whether *key* is about saving, about what is sent or about results: no course may replace these words."""
    return key.startswith(_fixed(FOLDER))


def forms_of(sentence: Sentence) -> Sequence[str]:
    """Return the plural forms of *sentence*, or itself where it has none."""
    return [sentence] if isinstance(sentence, str) else [*sentence.values()]


def places_in(sentence: Sentence) -> frozenset[str]:
    """Return the names of the places in *sentence*, in any of its plural forms."""
    return frozenset(name for form in forms_of(sentence) for name in _PLACE.findall(form))


def fits(sentence: Sentence, replaced: Sentence) -> bool:
    """Say whether *sentence* can stand in the place of *replaced*: with the same places and no other choice."""
    if not isinstance(sentence, str) and (isinstance(replaced, str) or "other" not in sentence):
        return False
    return places_in(sentence) == places_in(replaced) and all(map(_is_closed, forms_of(sentence)))


def _is_closed(form: str) -> bool:
    """Say whether *form* has no brace but in its places, and ends what it begins, such as a link, after that."""
    names = _PLACE.findall(form)
    marks = [name for name in names if name in _BEGIN or name == _END]
    return not {"{", "}"}.intersection(_PLACE.sub("", form)) and (not marks or (len(marks) == 2 and marks[1] == _END))


def languages(tag: str) -> tuple[str, ...]:
    """Return *tag* and what it is a kind of, the most specific first: ``zh-Hant-TW``, ``zh-Hant``, ``zh``."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@cache
def _language(folder: Path, language: str) -> tuple[Mapping[str, Sentence], Cldr]:
    tags = languages(language)
    found = [read for tag in reversed(tags) if (read := _read(folder, tag)) is not None]
    if not found:
        raise NoWords(f"translate words/{ORIGINAL}.json into words/{tags[-1]}.json")
    sentences: dict[str, Any] = {key: text for read in found for key, text in read.items()}
    missing = [key for key in _read(folder, ORIGINAL) or () if key not in sentences]
    if missing:
        raise NoWords(f"words/{tags[-1]}.json lacks {', '.join(missing[:3])}{' and more' if missing[3:] else ''}")
    return sentences, cldr_of(tags)


@cache
def _read(folder: Path, name: str) -> Mapping[str, Sentence] | None:
    file = folder.joinpath(f"{name}.json")
    return json.loads(file.read_bytes()) if file.is_file() else None


@cache
def _fixed(folder: Path) -> tuple[str, ...]:
    beginnings: Sequence[str] = json.loads(folder.joinpath(f"{FIXED}.json").read_bytes())
    return tuple(beginnings)
