"""What can be wrong with a value: the model's own complaints, in an author's words."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic, Location, counted, error


def unknown_key(where: Location, key: str, hint: str) -> Diagnostic:
    """A key that has no meaning here.

    Why: it is nearly always a slip of the pen, and what stands behind it would be left out of the course without a
    word.

    Example:

        feedbak: Yes. Write it down today.

    Instead: write `feedback:`. The keys of each part are listed in `docs/writing-a-course.md`.
    """
    return error("unknown-key", where, f"unknown key {key!r}", hint)


def missing_key(where: Location, keys: Sequence[str], hint: str = "") -> Diagnostic:
    """A key that is needed is not there, or several of them.

    Why: the part cannot be shown, or an answer would teach nothing, without it.

    Example: an option with `text:` and no `feedback:`.

    Instead: add the key.
    """
    shown = ", ".join(map(repr, keys))
    message = f"the key {shown} is missing" if len(keys) == 1 else f"the keys {shown} are missing"
    return error("missing-key", where, message, hint)


def wrong_type(where: Location, message: str, hint: str = "") -> Diagnostic:
    """A value is of another kind than its key asks for: text, a whole number, a list, `true` or `false`.

    Why: it often comes from a missing quotation mark (`age: 7` is a number, `age: "7"` is text), a missing hyphen, or
    an indentation that makes a line part of something else.

    Example:

        principles: P1

    Instead:

        principles: [P1]
    """
    return error("wrong-type", where, message, hint)


def empty_text(where: Location, key: str) -> Diagnostic:
    """A text that must say something is empty.

    Why: learners would see an empty heading, option or feedback.

    Example: `feedback: ""`

    Instead: write the text. If the key is optional, take the whole line out.
    """
    return error("empty-text", where, f"{key!r} is empty", "write the text")


def too_long(where: Location, key: str, length: int, limit: int) -> Diagnostic:
    """A text is longer than a package can carry: 200 characters in a title, 40 in an id.

    Why: the schemas of SCORM end a title at 200 characters, and an LMS refuses or cuts a longer one.

    Example: a title that is really the page's first paragraph.

    Instead: shorten it.
    """
    return error("too-long", where, f"{key!r} has {length} characters; the limit is {limit}", "shorten it")


def bad_form(where: Location, message: str, hint: str) -> Diagnostic:
    """An id, a key, a folder name or a date is not written in the form that it needs.

    Why: ids end up in the manifests of five standards, in the databases of LMSs and in web addresses. The alphabet
    here is what all of them take.

    Example: `id: Page 1`, `reviewed: 21.11.2026`

    Instead: `id: page-1`, `reviewed: 2026-11-21`
    """
    return error("bad-form", where, message, hint)


def out_of_range(where: Location, message: str, hint: str) -> Diagnostic:
    """A number is too small or too large.

    Why: a pass mark over 100 can never be reached, and a check that draws no questions is none.

    Example: `pass_mark: 800`

    Instead: `pass_mark: 80`
    """
    return error("out-of-range", where, message, hint)


def unknown_value(where: Location, value: str, hint: str) -> Diagnostic:
    """A value is not one of the words that its key takes.

    Why: each of these words has its own form on the page, and there is none for this one.

    Example: `verdict: good`

    Instead: `verdict: best`
    """
    return error("unknown-value", where, f"{value} is not one of the words that can stand here", hint)


def too_few(where: Location, key: str, *, least: int, found: int) -> Diagnostic:
    """A list has too few items.

    Why: a choice with one option is no choice, and an empty list shows nothing.

    Example: a question with one option.

    Instead: add items, or leave the whole part out.
    """
    return error(
        "too-few", where, f"{key!r} has {counted(found, 'item')}; at least {least} are needed", "add what is missing"
    )


def too_many(where: Location, key: str, *, most: int, found: int) -> Diagnostic:
    """A list has too many items.

    Why: SCORM 1.2 names each option by a single letter, so there can be 26; an order, sort or match of more than 12
    items asks too much of memory and of a small screen.

    Example: an order of twenty steps.

    Instead: divide it into two.
    """
    return error("too-many", where, f"{key!r} has {counted(found, 'item')}; at most {most} are allowed", "divide it")
