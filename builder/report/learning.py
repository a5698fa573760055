"""What people did in the modules of a course, whoever told of it; it is held in memory alone, and printed nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

#: How far somebody came in a module: the parts into which the people of a module fall.
Stage = Literal["no try", "tried", "passed, pages left", "first try", "later try", "once"]
#: Whether somebody's first answer to a question was right, and which it was if that can be read.
FirstAnswer = tuple[bool, str]


@dataclass
class ModuleRun:
    """One person in one module; ``edition`` is the first in which they met it, or "" where nobody said."""

    edition: str
    #: Whether each try at the check was passed, or None where nobody told of tries.
    tries: list[bool] | None = field(default_factory=list)
    is_passed: bool = False
    is_completed: bool = False
    #: By the id of the question.
    answers: dict[str, FirstAnswer] = field(default_factory=dict)

    @property
    def stage(self) -> Stage:
        """How far this person came. Who completed a module has passed its check, where it has one."""
        tries = self.tries or ()
        if not (self.is_passed or self.is_completed or any(tries)):
            return "tried" if tries or (self.tries is None and self.answers) else "no try"
        if not self.is_completed:
            return "passed, pages left"
        if self.tries is None:
            return "once"
        return "later try" if tries and not tries[0] else "first try"


class Learning:
    """Who did what: a run for each module and person."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._runs: dict[str, dict[str, ModuleRun]] = {}

    def run(self, module: str, person: str, edition: str = "") -> ModuleRun:
        """Return the run of *person* in *module*: the one there is, or a new one in *edition*."""
        return self._runs.setdefault(module, {}).setdefault(person, ModuleRun(edition))

    @property
    def modules(self) -> Iterable[str]:
        """The modules in which there was anybody."""
        return self._runs.keys()

    def of(self, module: str) -> Iterator[ModuleRun]:
        """Yield the runs of everybody in *module*."""
        yield from self._runs.get(module, {}).values()
