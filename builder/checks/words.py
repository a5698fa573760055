"""Rules about the words around a course: there are some in its language, and its own ones fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.head import LANGUAGE_TAG
from builder.diagnostics import Diagnostic, did_you_mean, error, warning
from builder.model.course import Course
from builder.model.kinds import Cited, LearnerText
from builder.model.walk import walk, walk_part
from builder.source.dialects import may_have_signs, signs_in
from builder.words import NoWords, fits, is_fixed, original, places_in, words_of

#: One of these is in all that is marked, and few texts have one.
_MARKS = re.compile(r"[*_`~&]")
#: Signs of Markdown that somebody meant as such: a word between them, or a sign with its name.
_MARKED = re.compile(
    r"\*\*\S[^*\n]*\*\*|(?<![\w*])\*[^\s*][^*\n]*(?<=\S)\*(?![\w*])|(?<![\w_])__?[^\W_][^_\n]*__?(?![\w_])|`[^`\n]+`|"
    r"~~\S[^~\n]*~~|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)
#: A whole text in quotation marks, as a word processor types those that YAML wants straight.
_CURLY = re.compile(r"[\u201c\u201e\u2018][^\u2018-\u201f]*[\u201c\u201d\u2019]")


def markdown_in_plain(course: Course) -> Iterator[Diagnostic]:
    """Words that are shown as they are written have signs of Markdown, or a character by its name, in them.

    Why: titles, questions, options and feedback are plain text, so learners would read the signs: `**not**`, `&amp;`.

    Example: `stem: Which water do you **not** take?`, `::: callout Hot &amp; heavy`

    Instead: `stem: Which water do you NOT take?`, `::: callout Hot and heavy`. What needs emphasis stands in the
    text of a page.
    """
    # Of a course in an edition, what that fills in is all that is new.
    read = walk_part(course.edition, LearnerText) if course.edition else (*course.passages, *walk(course, Cited))
    for words in read:
        plain = isinstance(words.kind, Cited) or words.kind.form == "plain"  # type: ignore[attr-defined]
        if not plain:
            continue
        if found := _MARKS.search(words.text) and _MARKED.search(words.text):
            message = f"this text is shown as it is written, with {found[0][:40]!r} in it"
            yield warning("markdown-in-plain", course.place_of(words), message, "take the signs out")
        elif words.field in ("title", "short_title") and _CURLY.fullmatch(words.text):
            message = "this text is shown as it is written, with its curly quotation marks"
            yield warning("markdown-in-plain", course.place_of(words), message, "take them out, or type straight ones")
        elif words.role and words.role != "local" and may_have_signs(words.text):
            for sign in signs_in(words.text):
                message = f"this text is shown as it is written, with {sign.what} ({sign.written[:40]}) in it"
                yield warning("markdown-in-plain", course.place_of(words), message, "take it out: write plain words")


def no_words(course: Course) -> Iterator[Diagnostic]:
    """Nobody has translated the words around a course into its `language`.

    Why: buttons, messages and headings would be in another language than the course, and a screen reader would read
    them out in the wrong one.

    Example: `language: cy`, and `scorm_templates/words` has no `cy.json`.

    Instead: translate `scorm_templates/words/en.json` into a file of that name.
    """
    if not LANGUAGE_TAG.fullmatch(course.language):
        return
    try:
        words_of(course)
    except NoWords as problem:
        message = f"the words around a course are not there in {course.language!r}"
        yield error("no-words", course.place(course, "language"), message, str(problem))


def unknown_word(course: Course) -> Iterator[Diagnostic]:
    """A key of `words.yaml` is not one of those in `scorm_templates/words/en.json`.

    Why: the sentence would be said nowhere, and the author would not know.

    Example: `shell.contets: Pages`

    Instead: `shell.contents: Pages`
    """
    for word in course.words:
        if word.key not in original():
            hint = did_you_mean(word.key, original(), "the keys are those of scorm_templates/words/en.json")
            yield error("unknown-word", word.where, f"there is no sentence with the key {word.key!r}", hint)


def fixed_word(course: Course) -> Iterator[Diagnostic]:
    """A course replaces words about saving, about what is sent, or about results.

    Why: they say what the player has really done. In a course's own words they could promise what is not so.

    Example: `shell.nothing-recorded: All of your answers are safe`

    Instead: take the line out. Which words are fixed is said in `scorm_templates/words/fixed.json`.
    """
    for word in course.words:
        if word.key in original() and is_fixed(word.key):
            message = f"{word.key!r} is about saving, sending or results, and no course replaces these words"
            yield error("fixed-word", word.where, message, "take it out")


def word_places(course: Course) -> Iterator[Diagnostic]:
    """A sentence of `words.yaml` has other places in braces than the one that it replaces, or other plural forms.

    Why: what belongs in a place would be left out, or learners would see the braces.

    Example: `page.caption: Page {page}`, where the tool says `Page {number} of {count}`

    Instead: `page.caption: Part {number} of {count}`
    """
    for word in course.words:
        if word.key in original() and not fits(word.sentence, original()[word.key]):
            names = sorted(places_in(original()[word.key]))
            hint = f"it needs: {' '.join(f'{{{name}}}' for name in names)}" if names else "it has none"
            yield error(
                "word-places",
                word.where,
                f"{word.key!r} does not fit in the place of the sentence that it replaces",
                hint,
            )
