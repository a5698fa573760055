"""What CLDR says about a language: which way it runs, its plurals, its dates.

Babel knows it for every language, and takes 20 ms to start and 40 ms to read its tables. So ``tools/assets.py`` asks
it ahead for the languages of ``scorm_templates/words`` (``generated/languages``); any other is asked for when needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale
    from babel.plural import PluralRule

#: Below ``scorm_templates``: one file for each language, and in it one entry for each of its regions.
PREPARED = "generated/languages"

#: The plural category of a count below this one is asked of Babel ahead.
_COUNTED = 200


@dataclass(frozen=True)
class Cldr:
    """What CLDR says about one language.

    ``plurals`` holds a rule for each category but ``other``, and ``counted`` the counts below 200 that are of it.
    ``dates`` is the long form of a date in each month, with ``{day}`` and ``{year}`` in it.
    """

    direction: str
    plurals: Mapping[str, str]
    counted: Mapping[str, Sequence[int]]
    dates: Sequence[str]
    decimal: str

    def category(self, count: float) -> str:
        """Return the plural category of *count*, such as ``one``."""
        if count in range(_COUNTED):
            return next((name for name, counts in self.counted.items() if count in counts), "other")
        return str(self._rule(count))

    def long_date(self, iso_date: str) -> str:
        """Return ``2026-11-21`` as a sentence has it: ``21 November 2026``."""
        year, month, day = map(int, iso_date.split("-"))
        return self.dates[month - 1].format(day=day, year=year)

    def number(self, value: float) -> str:
        """Return *value* without zeros at its end, and with the language's own decimal point."""
        return f"{value:.15g}".replace(".", self.decimal)

    @cached_property
    def _rule(self) -> PluralRule:
        from babel.plural import PluralRule

        return PluralRule(self.plurals)


def cldr_of(tags: Sequence[str]) -> Cldr:
    """Return what CLDR says about the first of *tags* that it knows (``en-GB``, ``en``), or about none."""
    prepared = files("scorm_templates").joinpath(PREPARED, f"{tags[-1]}.json")
    if prepared.is_file():
        known = json.loads(prepared.read_bytes())
        found = next(known[tag] for tag in tags if tag in known)
        # What an earlier coursepack has prepared may lack something, until `make` prepares it anew.
        if found.keys() == {field.name for field in fields(Cldr)}:
            return Cldr(**found)
    return Cldr(**ask_babel(_locale(tags)))


def _locale(tags: Sequence[str]) -> Locale:
    from babel import Locale, UnknownLocaleError

    for tag in tags:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("root")


def ask_babel(locale: Locale) -> dict[str, Any]:
    """Return the fields of ``Cldr`` for *locale*, as JSON can hold them."""
    from datetime import date

    from babel.dates import format_date

    rule = locale.plural_form
    # No month has the number of this day, and no other part of a date has four digits.
    long = [format_date(date(2003, month, 22), "long", locale=locale) for month in range(1, 13)]
    return {
        "direction": locale.text_direction,
        "plurals": dict(rule.rules),
        "counted": {name: [count for count in range(_COUNTED) if rule(count) == name] for name in rule.rules},
        "dates": [form.replace("2003", "{year}").replace("22", "{day}") for form in long],
        "decimal": locale.number_symbols["latn"]["decimal"],
    }
