"""What every part of a course has in common: it is frozen, refuses unknown keys, and knows where it was written.

And it knows what each of its fields holds (``builder.model.kinds``).
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core.core_schema import is_instance_schema

from builder.diagnostics import NOWHERE, Location
from builder.model.kinds import APART, DAY, PLAIN, FieldAccount, Id, Kind, accounts_of

#: An id that an author gives once and never changes. The alphabet is what all five standards, in the strictest LMS
#: measured, take after ``-`` and ``.`` have become ``_`` (see ``builder.model.ids``).
AuthoredId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*(?:[-._][A-Za-z0-9]+)*$", max_length=40),
]
#: A key in shared data, as it stands in a token: ``{{g:rapid_review}}``.
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$", max_length=60)]
#: A name that becomes part of a file name: lower-case ASCII without spaces.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)]
#: Words by which a teacher knows a question in an LMS's reports; part of an id, as ``tracking_id`` says.
Label = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:_[a-z0-9]+)*$", max_length=60)]
#: Text that must say something; what it is, each field says itself.
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
#: A title: docs/facts.md#titles-end-at-200-characters.
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), PLAIN]
#: A calendar date as it is written, ``YYYY-MM-DD``. It stays text: nothing in a package depends on a clock.
IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"), DAY]

#: A colour as in CSS, in six hexadecimal digits.
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$"), APART]

#: Only our own reader gives a place, so there is nothing to look for in it: a schema of its fields, built anew for each
#: class, took a fifth of the time in which the models are defined.
Place = Annotated[Location, GetPydanticSchema(lambda place, _: is_instance_schema(place))]


#: Which fields parts were given, each combination once.
_GIVEN: dict[frozenset[str], set[str]] = {}


# The model's modules go without `from __future__ import annotations`: pydantic would evaluate every annotation as text,
# which takes a tenth of the time in which a course is read.
class Node(BaseModel):
    """A part of a course, with the place where it was written (left out of dumps and schemas)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    #: What each field holds.
    ACCOUNTS: ClassVar[tuple[FieldAccount, ...]] = ()
    #: The kind of texts that do not say theirs; without it they cannot be part of the model.
    OTHERWISE: ClassVar[Kind | None] = None
    #: The field by which a part is called: the first that holds an id or a key.
    NAMED_BY: ClassVar[str | None] = None
    #: Whether everything in such a part belongs to it as to its module, or its page.
    SCOPE: ClassVar[Literal["module", "page"] | None] = None

    where: SkipJsonSchema[Place] = Field(default=NOWHERE, exclude=True, repr=False)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Take account of the fields. Raises TypeError if one does not say what it holds."""
        cls.ACCOUNTS = tuple(accounts_of(cls, cls.OTHERWISE))
        cls.NAMED_BY = next((account.name for account in cls.ACCOUNTS if isinstance(account.kind, Id)), None)

    def model_post_init(self, _: Any) -> None:
        """Share what pydantic notes of the fields that were given: else each part holds a set of its own."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with *update* in it. The answers of cached properties stay behind: they are about other fields.

        *deep* says nothing new: all of it is frozen.
        """
        fields = {name: self.__dict__[name] for name in type(self).model_fields}
        return cast(Self, self.model_construct(**{**fields, **(update or {})}))

    def forget(self) -> None:
        """Drop the answers of cached properties: they lead back here, and nobody searches for cycles in a build."""
        for name in self.__dict__.keys() - type(self).model_fields.keys():
            del self.__dict__[name]


def _without_place(value: object) -> object:
    return {key: held for key, held in value.items() if key != "where"} if isinstance(value, dict) else value


HeldText = TypeVar("HeldText")
Chosen = TypeVar("Chosen", bound=str)
#: Keys that authors choose themselves, each with a text. The reader gives every group of keys its place, and here the
#: place would be one of them.
ByKey = Annotated[dict[Chosen, HeldText], BeforeValidator(_without_place)]
