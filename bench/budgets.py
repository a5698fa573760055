"""The budgets, each with its unit, and what a measurement is worth against them. Source: docs/architecture.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a budget is about, which decides when going over it fails the run."""

    #: Sizes and counts are the same on every machine: over is over.
    SIZE = "size"
    #: Ratios and memory hang a little on the machine: they fail a run that asks for it.
    RATIO = "ratio"
    #: A clock never fails a run.
    CLOCK = "clock"


@dataclass(frozen=True)
class Budget:
    """A limit: what is measured, in which unit, and the most that it may be."""

    name: str
    unit: str
    most: float
    kind: Kind


@dataclass(frozen=True)
class Measurement:
    """A measurement beside its budget."""

    budget: Budget
    measured: float

    @property
    def within(self) -> bool:
        """Whether the budget is kept."""
        return self.measured <= self.budget.most


BUILD_SECONDS = Budget("build of the real course, all formats, cold", "s", 1.0, Kind.CLOCK)
BUILD_TO_FLOOR = Budget("that build, in floors", "x", 3.0, Kind.RATIO)
BUILD_MEMORY = Budget("peak memory of that build", "MB", 120, Kind.RATIO)
CHECK_SECONDS = Budget("check of the real course", "s", 0.5, Kind.CLOCK)
GROWTH = Budget("50 modules, in builds of 5", "x", 11.0, Kind.RATIO)
ZIP = Budget("largest zip of a module, no video or audio", "KB", 500, Kind.SIZE)
OVERHEAD = Budget("what a zip brings besides the course", "KB", 150, Kind.SIZE)
REQUESTS = Budget("requests before the first page is usable", "", 6, Kind.SIZE)
#: Why it is this much: docs/decisions/005-first-page-bytes.md.
FIRST_PAGE_RAW = Budget("largest index.html", "KB", 260, Kind.SIZE)
FIRST_PAGE_GZIP = Budget("largest index.html, gzip", "KB", 60, Kind.SIZE)
SCRIPT = Budget("largest player.js, gzip", "KB", 25, Kind.SIZE)
SAVING = Budget("largest saving.js, gzip", "KB", 25, Kind.SIZE)
#: What counts as one: docs/decisions/006-second-file-of-the-player.md.
INTERACTION = Budget("largest script of an interaction, gzip", "KB", 4, Kind.SIZE)
INTERACTIONS = Budget("scripts of all interactions, gzip", "KB", 30, Kind.SIZE)
STYLE = Budget("style.css, gzip", "KB", 9, Kind.SIZE)
STATE = Budget("saved state, worst case", "characters", 1024, Kind.SIZE)
#: What ``python -m bench.large`` measures.
EDITION_CPU = Budget("a package of 150 editions, on one core", "ms", 80, Kind.CLOCK)
EDITIONS_MEMORY = Budget("peak memory of 150 editions", "MB", 300, Kind.RATIO)
EDITIONS_GROWTH = Budget("that, in peaks of 10 editions", "x", 1.1, Kind.RATIO)
MODULES_MEMORY = Budget("peak memory of 200 modules", "MB", 250, Kind.RATIO)
MANY_MODULES_MEMORY = Budget("peak memory of 1,000 modules", "MB", 250, Kind.RATIO)
