"""Every problem that coursepack can report, with its documentation.

Each is made by one function whose name, with hyphens, is the problem's code, and whose docstring is its documentation.
This module only collects them, for ``coursepack explain`` and ``docs/rules.md``.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import get_type_hints

from builder.diagnostics import Diagnostic

#: Where the functions stand, under the headings of the documentation.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Files": ("builder.source.problems.files",),
    "YAML": ("builder.source.problems.yaml",),
    "Keys and values": ("builder.source.problems.fields",),
    "Pages": (
        "builder.source.problems.pages",
        "builder.checks.blocks",
        "builder.checks.stories",
        "builder.checks.links",
    ),
    "Ids and references": ("builder.checks.ids", "builder.checks.references", "builder.checks.released"),
    "Facts": ("builder.checks.facts", "builder.checks.head", "builder.checks.contacts"),
    "Questions": ("builder.checks.questions",),
    "Branching cases": ("builder.checks.cases",),
    "Modules": ("builder.checks.modules", "builder.checks.draws"),
    "Pictures and downloads": (
        "builder.checks.media",
        "builder.checks.figures",
        "builder.render.problems",
        "builder.checks.documents",
    ),
    "Films and sounds": ("builder.checks.recordings",),
    "Words around a course": ("builder.checks.words",),
    "Led session": ("builder.checks.session", "builder.session.problems"),
    "Drawings": ("builder.source.problems.drawings", "builder.checks.animations"),
    "House rules": (
        "builder.house.details",
        "builder.house.coverage",
        "builder.house.scenarios",
        "builder.house.items",
        "builder.house.word_cues",
        "builder.house.claims",
        "builder.house.wording",
        "builder.house.reading",
        "builder.house.reasons",
    ),
    "Editions": ("builder.checks.editions",),
    "New editions": ("builder.edition.problems",),
    "Before a release": ("builder.checks.calendar", "builder.house.release"),
    "Building": ("builder.verify.problems.outputs",),
    "Packages": (
        "builder.verify.problems.zips",
        "builder.verify.problems.xml",
        "builder.verify.problems.manifests",
        "builder.verify.problems.imscp",
        "builder.verify.problems.contents",
        "builder.verify.problems.scorm2004",
        "builder.verify.problems.cmi5",
        "builder.verify.problems.moodle",
    ),
    "Comparing packages": ("builder.compare.problems",),
    "Reports": ("builder.report.problems",),
    "Releases": ("builder.release.problems",),
}
_RETURNS = (Diagnostic, Iterator[Diagnostic])


@dataclass(frozen=True)
class Rule:
    """One kind of problem: its code, its documentation in Markdown, and the heading under which it stands."""

    code: str
    text: str
    section: str

    @property
    def title(self) -> str:
        """What is wrong, in one sentence."""
        return self.text.split("\n\n", 1)[0].replace("\n", " ")


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in the order of the documentation."""
    return {
        rule.code: rule
        for section, modules in SECTIONS.items()
        for module in modules
        for rule in _rules_in(import_module(module), section)
    }


def _rules_in(module: ModuleType, section: str) -> Iterator[Rule]:
    for name, value in vars(module).items():
        own = inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        if own and get_type_hints(value)["return"] in _RETURNS:
            yield Rule(name.replace("_", "-"), inspect.cleandoc(value.__doc__ or ""), section)
