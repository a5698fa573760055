"""What an edition may say besides its name and its contacts: columns of a table, and options and questions.

They are told by people, so each is text until the edition is judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.diagnostics import Location


@dataclass(frozen=True)
class Told:
    """Words that somebody gave, and where: a cell of a table, an option."""

    text: str
    where: Location
    #: How a message calls the place, such as ``cell D3``; nothing where there is one place alone.
    called: str = ""


@dataclass(frozen=True)
class Field:
    """One thing that an edition may say: ``path`` is where it stands in ``edition.yaml``."""

    name: str
    path: Sequence[str]
    #: What a person is asked; the help of the option.
    question: str

    @property
    def option(self) -> str:
        """The option of ``edition new``."""
        return f"--{self.name.replace('_', '-')}"


#: In the order in which they stand in the file: what stands below one word follows one another.
FIELDS = (
    Field("pass_mark", ["pass_mark"], "Pass mark in per cent, not lower than the course's own"),
    Field("issuer", ["certificate", "issuer"], "Who gives out the certificate"),
    Field("signatory", ["certificate", "signatory"], "Who signs it, by name and office"),
    Field("refresh_months", ["certificate", "refresh_months"], "After how many months to take the module again"),
    Field("brand_light", ["colours", "brand", "light"], "Colour of links and buttons on light pages, as #7a1f5c"),
    Field("brand_dark", ["colours", "brand", "dark"], "Colour of links and buttons on dark pages"),
    Field("masthead_light", ["colours", "masthead", "light"], "Colour of the bar at the top of light pages"),
    Field("masthead_dark", ["colours", "masthead", "dark"], "Colour of the bar at the top of dark pages"),
    Field("switched_off", ["switched_off"], "What to do without: certificate, read_aloud"),
)
#: No line of the file: a picture that is put beside it.
LOGO = Field("logo", [], "File with the logo: .svg, .png or .jpg")
#: The fields that hold a number; the name of an issuer may be one, too.
_NUMBERS = ("pass_mark", "refresh_months")
_WHOLE_NUMBER = re.compile("[0-9]{1,9}")


def lines_of(told: Mapping[str, Told]) -> Iterator[tuple[str, Told]]:
    """Yield the lines of ``edition.yaml`` for what is *told*, by the names of fields, each with what it is made of."""
    above: Sequence[str] = []
    for field in (field for field in FIELDS if field.name in told):
        *parents, key = field.path
        for depth, parent in enumerate(parents):
            if above[: depth + 1] != parents[: depth + 1]:
                yield f"{'  ' * depth}{parent}:", told[field.name]
        above = parents
        yield f"{'  ' * len(parents)}{key}: {_value(field, told[field.name].text)}", told[field.name]


def _value(field: Field, text: str) -> str:
    if field.name == "switched_off":
        return json.dumps(re.findall(r"[^\s,;]+", text), ensure_ascii=False)
    # What should be a number and is none stays as it was told, for the message about it.
    return str(int(text)) if field.name in _NUMBERS and _WHOLE_NUMBER.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """Return *text* as YAML reads it back: JSON's strings are YAML's (YAML 1.2.2, section 1.3)."""
    return json.dumps(text, ensure_ascii=False)
