"""What was released: ``released.json``, which remembers the identifiers that are out in LMSs and in saved states."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.model.kinds import APART, Kind
from builder.model.node import AuthoredId, ByKey, Node, Text
from builder.model.numbers import Name

#: By which saved states know a page or a question: 24 bits, and 0 is nobody's.
StateNumber = Annotated[int, Field(ge=1, le=(1 << 24) - 1)]


class ReleasedQuestion(Node):
    """A question or decision point that is out: its number in saved states, and a digest of each option by its id."""

    OTHERWISE: ClassVar[Kind | None] = APART

    kind: Text
    #: The id under which LMSs file its answers. Files that were written before there were slugs do not say it.
    tracking: Annotated[str, APART] = ""
    number: StateNumber
    options: ByKey[str, Text]


class ReleasedModule(Node):
    """A module that is out, and what of it is gone for good (``retired``), with the numbers that stay taken by it."""

    OTHERWISE: ClassVar[Kind | None] = APART

    iri: Text
    manifest: Text
    pages: ByKey[AuthoredId, StateNumber] = Field(default_factory=dict)
    questions: ByKey[AuthoredId, ReleasedQuestion] = Field(default_factory=dict)
    retired: tuple[AuthoredId, ...] = ()
    reserved: tuple[StateNumber, ...] = ()

    def numbers(self, module: str) -> dict[Name, int]:
        """Return the number of each page and question that is out of the *module* with this id."""
        pages = {(module, page): number for page, number in self.pages.items()}
        return pages | {(module, name, *asked.options): asked.number for name, asked in self.questions.items()}


class Released(Node):
    """``released.json``, by the ids of modules. ``coursepack released`` writes it; nobody edits it by hand."""

    modules: ByKey[AuthoredId, ReleasedModule] = Field(default_factory=dict)
