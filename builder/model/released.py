"""What was released: ``released.json``, which remembers the identifiers that are out in LMSs and in saved states."""

from pydantic import Field

from builder.model.node import AuthoredId, Node, Text


class ReleasedQuestion(Node):
    """A question or decision point that is out: its number in saved states, and a digest of each option by its id."""

    kind: Text
    number: int = Field(ge=1, lt=1 << 24)
    options: dict[str, Text]


class ReleasedModule(Node):
    """A module that is out, and what of it is gone for good (``retired``), with the numbers that stay taken by it."""

    iri: Text
    manifest: Text
    pages: dict[AuthoredId, int] = Field(default_factory=dict)
    questions: dict[AuthoredId, ReleasedQuestion] = Field(default_factory=dict)
    retired: tuple[AuthoredId, ...] = ()
    reserved: tuple[int, ...] = ()


class Released(Node):
    """``released.json``, by the ids of modules. ``coursepack released`` writes it; nobody edits it by hand."""

    modules: dict[AuthoredId, ReleasedModule] = Field(default_factory=dict)
