"""What can be wrong with YAML before anyone asks what it means."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic, Location, error


def yaml_syntax(where: Location, message: str, hint: str) -> Diagnostic:
    """The YAML cannot be read.

    Why: after such a place nobody can say what belongs to what, so the rest of the file (or block) is not read either.

    Example: a colon in text without quotation marks:

        title: Safeguarding: the basics

    Instead: put the text in quotation marks, or write it on the lines after `|` or `>-`:

        title: "Safeguarding: the basics"
    """
    return error("yaml-syntax", where, message, hint)


def duplicate_key(where: Location, key: str, first: Location, *, others: int) -> Diagnostic:
    """A key stands twice in the same place.

    Why: YAML readers keep the last value and drop the first without a word, so `pass_mark: 80` further up may not be
    what a learner meets.

    Example:

        title: Records
        title: Keeping records

    Instead: keep one of them.
    """
    more = f", and so do {others} more keys below" if others else ""
    hint = f"it is already on line {first.line}"
    if others:
        hint += "; a new item of a list begins with '- ', and a new thing in a file of its own"
    return error("duplicate-key", where, f"{key!r} stands here a second time{more}", hint)


def yaml_alias(where: Location, written: str) -> Diagnostic:
    """An anchor (`&name`), an alias (`*name`) or a merge key (`<<`).

    Why: they make a reader hunt for what a line means, and a few of them can stand for millions of lines. This course
    format leaves them out.

    Example:

        feedback: *same

    Instead: write the text again. If the text itself starts with `&` or `*`, put it in quotation marks.
    """
    message = f"{written} is an anchor, an alias or a merge key, and these are not used in a course"
    return error("yaml-alias", where, message, "write it out; put text that starts with & or * in quotation marks")


def yaml_tag(where: Location, written: str) -> Diagnostic:
    """A tag such as `!!str` or `!include`.

    Why: tags tell a YAML reader what kind of thing to make. Here the key already says that.

    Example:

        age: !!str 7

    Instead: leave the tag out. If the text itself starts with `!`, put it in quotation marks.
    """
    message = f"{written} is a tag, and tags are not used in a course"
    return error("yaml-tag", where, message, "leave it out; put text that starts with ! in quotation marks")


def yaml_surprise(where: Location, words: Sequence[str], other: str) -> Diagnostic:
    """A word or number that YAML readers do not agree on.

    Why: the two versions of YAML in use read it in different ways: `no` is a word or the value false, `010` is ten,
    eight or text, `12:30` is a time or the number 750. Editors and other tools may use either version.

    Example:

        options: [Yes, No]

    Instead: put it in quotation marks if it is text. For a value that is on or off write `true` or `false`; write
    numbers without leading zeros, colons and underscores.

        options: ["Yes", "No"]
    """
    message = f"some YAML readers take {words[0]} for {other}"
    if len(words) > 1:
        quoted = ", ".join(f'"{word}"' for word in words)
        return error("yaml-surprise", where, message, f"put each of them in quotation marks: {quoted}")
    switch = f"; if it is a switch, write {other.removeprefix('the value ')}" if other.startswith("the value ") else ""
    return error("yaml-surprise", where, message, f'if it is text, put it in quotation marks: "{words[0]}"{switch}')


def yaml_comment(where: Location, lost: str) -> Diagnostic:
    """Words behind a `#` that follows a space, in text without quotation marks, and that may be no comment.

    Why: YAML takes them for a comment, so nobody would ever read them.

    Example: `title: Unit #1 welcome`, `title: Unit # 1`

    Instead: put the text in quotation marks, `title: "Unit #1 welcome"`. A comment has a space behind its `#`,
    and, beside words that learners read, two before it.
    """
    hint = "put the text in quotation marks; a comment has two spaces before its #, and one behind it"
    return error("yaml-comment", where, f"YAML leaves out {lost!r}, as a comment", hint)


def yaml_depth(where: Location, limit: int) -> Diagnostic:
    """Lists and keys stand more than 20 deep inside one another.

    Why: no part of a course needs more than six levels. Deeper nesting is a mistake, or an attempt to exhaust the
    reader.

    Example: a line that starts with `[[[[[[[[[[[[[[[[[[[[[`.

    Instead: take out the extra levels.
    """
    return error("yaml-depth", where, f"more than {limit} levels inside one another", "take out the extra levels")


def key_not_text(where: Location, written: str) -> Diagnostic:
    """A key is not a word.

    Why: every key in a course is a word, such as `title`. A number, an empty key or a list as a key comes from a
    missing quotation mark or a stray colon or question mark.

    Example:

        5: Ask your manager

    Instead: write the word, or put the key in quotation marks.
    """
    return error("key-not-text", where, f"the key {written} is not a word", "put it in quotation marks if it is one")
