"""Colours of an edition: how well two of them can be told apart, and the colours that follow from those it says.

Source of the formulas: Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Scheme = Literal["light", "dark"]

#: WCAG 2.2, 1.4.3 (AA), for text; 1.4.11, for what shows a control or its state.
TEXT, CONTROL = 4.5, 3.0
WHITE, BLACK = "#ffffff", "#000000"
#: What links, buttons and outlines stand on, and what marks the focus: those of ``scorm_templates/theme/_tokens.scss``.
GROUNDS: Mapping[Scheme, Sequence[str]] = {
    "light": ("#fdfaf5", "#ffffff", "#f4eee3", "#fbeee5", "#edf5ee"),
    "dark": ("#14181a", "#1c2224", "#242b2d", "#33271f", "#1b2b21"),
}
FOCUS = "#ffdd00"
#: In which direction a colour becomes easier to read on the grounds of a scheme.
AWAY: Mapping[Scheme, str] = {"light": BLACK, "dark": WHITE}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, such as ``#17545a``: from 1, where they are the same, to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return *one* with a *share* (0 to 1) of *other* in it."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_rgb(one), _rgb(other), strict=True))


def letters_on(ground: str) -> str:
    """Return black or white: one of them has a contrast of 4.5 at least on any *ground*."""
    return max((WHITE, BLACK), key=lambda letters: contrast(letters, ground))


def hardest(colour: str, grounds: Sequence[str]) -> str:
    """Return that of *grounds* on which *colour* is hardest to see."""
    return min(grounds, key=lambda ground: contrast(colour, ground))


def mended(colour: str, grounds: Sequence[str], least: float, towards: str) -> str:
    """Return the colour nearest to *colour*, on the way *towards* another, with the contrast *least* on *grounds*."""
    steps = (mixed(colour, towards, step / 100) for step in range(101))
    return next(step for step in steps if contrast(step, hardest(step, grounds)) >= least)


def with_brand(brand: str, scheme: Scheme) -> Mapping[str, str]:
    """Return the theme's colours that follow from *brand*, by the names of their custom properties."""
    return {
        "brand": brand,
        "brand-hover": mixed(brand, AWAY[scheme], 0.3),
        "on-brand": letters_on(brand),
        "brand-shadow": mixed(brand, BLACK, 0.5),
    }


def with_masthead(masthead: str) -> Mapping[str, str]:
    """Return the theme's colours that follow from that of the bar at the top: its letters, and how far one has come."""
    letters = letters_on(masthead)
    return {
        "masthead": masthead,
        "masthead-ink": letters,
        "masthead-rule": mixed(masthead, letters, 0.2),
        "progress": letters,
    }


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (part / 255 for part in _rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
