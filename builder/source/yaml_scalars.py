"""What a plain scalar means in YAML 1.2's core schema, and where YAML 1.1 would have read something else."""

from __future__ import annotations

import math
import re

#: https://yaml.org/spec/1.2.2/#1032-tag-resolution
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
#: No number in a course is longer; Python itself stops at 4,300 digits.
_LONGEST_NUMBER = 30
_FIRST_OF_NUMBER = frozenset("+-.0123456789")

#: https://yaml.org/type/bool.html, less the words on which both versions agree.
_WORDS_1_1 = {
    word: value
    for value, words in (("true", "y yes on"), ("false", "n no off"))
    for lower in words.split()
    for word in (lower, lower.capitalize(), lower.upper())
}
#: https://yaml.org/type/int.html and float.html, each with what a reader of the wrong version makes of it.
_NUMBERS_1_1 = (
    (re.compile(r"[-+]?0[0-9_]+(?:\.[0-9_]*)?"), "an octal number, or for a number without its zeros"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "a number to the base 60"),
    (re.compile(r"[-+]?(?=.*_)\.?[0-9][0-9_.]*(?:[eE][-+][0-9]+)?"), "a number"),
    (re.compile(r"[-+]?0b[01_]+"), "a binary number"),
    (re.compile(r"[-+]?0x[0-9a-fA-F_]+"), "a number to the base 16"),
    (re.compile(r"0o[0-7]+"), "text"),
    (re.compile(r"[-+]\.[0-9]+"), "text"),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+"), "text"),
)


def is_text(text: str) -> bool:
    """Say quickly that the plain scalar *text* is text in both versions; ``False`` calls for a closer look."""
    return text[:1] not in _FIRST_OF_NUMBER and text not in _CONSTANTS and text not in _WORDS_1_1


def plain(text: str) -> str | int | float | bool | None:
    """Return the value of the plain scalar *text*. Numbers too large to be one, ``.inf`` and ``.nan`` stay text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _FIRST_OF_NUMBER or len(text) > _LONGEST_NUMBER:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL_OR_HEX.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def surprise(text: str) -> str:
    """Return what a YAML 1.1 reader takes *text* for where it differs from YAML 1.2, else an empty string.

    Dates are left alone: both versions may call ``2026-11-21`` text, and no tool can mistake it for another day.
    """
    if text in _WORDS_1_1:
        return f"the value {_WORDS_1_1[text]}"
    if text[:1] not in _FIRST_OF_NUMBER or len(text) > _LONGEST_NUMBER:
        return ""
    return next((other for pattern, other in _NUMBERS_1_1 if pattern.fullmatch(text)), "")
