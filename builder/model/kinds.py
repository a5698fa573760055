"""What a field of the model holds, whatever its type: each field says it, and everything that goes through a course
asks for kinds and never for names (``builder.model.walk``).

Numbers, choices and switches are ``Value`` without saying so. A text that does not say what it is cannot be part of the
model: ``accounts_of`` raises when its class is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Kind:
    """What a field holds."""


@dataclass(frozen=True)
class LearnerText(Kind):
    """Words that an author wrote and learners read: as Markdown with paragraphs, as one line of Markdown, or plain.

    ``role`` says how they are read: running ``text`` and ``feedback`` are sentences, and a ``label`` is none. ``local``
    is what a partnership fills in for itself, after others have signed the rest.
    """

    form: Literal["blocks", "inline", "plain"]
    role: Literal["label", "text", "feedback", "local"] = "label"


@dataclass(frozen=True)
class Cited(Kind):
    """The words of others, such as the title of a source: learners read them, and no rule of wording holds for them."""


@dataclass(frozen=True)
class WriterNote(Kind):
    """What is written for writers and reviewers. It is not part of what a reviewer signs."""


@dataclass(frozen=True)
class Day(Kind):
    """A calendar date. A text that was looked at again, and not changed, says the same."""


@dataclass(frozen=True)
class Id(Kind):
    """The id or key of *what* it stands in: its own in the course, in its module, or in the part around it.

    Ids ``among`` which it has to be its own may belong to other things, too.
    """

    what: str
    within: Literal["course", "module", "part"] = "course"
    among: str = ""


@dataclass(frozen=True)
class Ref(Kind):
    """The id of *what* stands elsewhere."""

    what: str


@dataclass(frozen=True)
class Shows(Ref):
    """The id of *what* is shown here: whoever reads this reads that."""


@dataclass(frozen=True)
class Value(Kind):
    """A number, a choice, an address: no words, and yet part of what is said."""


@dataclass(frozen=True)
class Apart(Kind):
    """What nobody signs: how something looks or moves, and what the loader keeps for itself."""


PARAGRAPHS = LearnerText("blocks", "text")
SENTENCES = LearnerText("inline", "text")
LINE = LearnerText("inline")
PLAIN = LearnerText("plain")
PLAIN_SENTENCES = LearnerText("plain", "text")
FEEDBACK = LearnerText("plain", "feedback")
LOCAL = LearnerText("plain", "local")
CITED, NOTE, DAY, VALUE, APART = Cited(), WriterNote(), Day(), Value(), Apart()


class FieldAccount(NamedTuple):
    """What one field holds: under its name and the key that authors write, a kind, or parts with fields of their own.

    ``keys`` is the kind of the keys, where authors choose them.
    """

    name: str
    key: str
    kind: Kind | None
    keys: Kind | None
    parts: tuple[Any, ...]


def accounts_of(model: type[Any], otherwise: Kind | None) -> Iterator[FieldAccount]:
    """Yield what each field of *model* holds; *otherwise* is the kind of texts that do not say it.

    Raises TypeError if there is no such kind.
    """
    for name, field in model.model_fields.items():
        if name == "where":
            continue
        said = list(_said(field.annotation, field.metadata, otherwise))
        kinds = {kind for kind in said if isinstance(kind, Kind)}
        parts = tuple(part for part in said if isinstance(part, type))
        if None in said or len(kinds) + bool(parts) != 1:
            raise TypeError(f"{model.__name__}.{name} does not say what it holds: see builder/model/kinds.py")
        yield FieldAccount(name, field.alias or name, next(iter(kinds), None), _keys(field), parts)


def _said(annotation: Any, marks: Sequence[Any], otherwise: Kind | None) -> Iterator[Kind | type[Any] | None]:
    """Yield the kind of each text, number or part in *annotation*; the outermost mark holds for all that is in it."""
    origin, inner = get_origin(annotation), get_args(annotation)
    mark = next((mark for mark in reversed(marks) if isinstance(mark, Kind)), None)
    if mark:
        yield mark
    elif origin is Annotated:
        yield from _said(inner[0], inner[1:], otherwise)
    elif origin is Literal or annotation in (bool, int, float):
        yield VALUE
    elif hasattr(annotation, "model_fields"):
        yield annotation
    elif origin:
        for argument in inner[origin is dict :]:
            if argument not in (NoneType, ...):
                yield from _said(argument, (), otherwise)
    else:
        yield otherwise


def _keys(field: FieldInfo) -> Kind | None:
    if get_origin(field.annotation) is not dict:
        return None
    kinds = _said(get_args(field.annotation)[0], (), None)
    return next((kind for kind in kinds if isinstance(kind, Kind)), None)
