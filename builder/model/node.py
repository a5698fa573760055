"""What every part of a course has in common: it is frozen, refuses unknown keys, and knows where it was written."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetPydanticSchema, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core.core_schema import is_instance_schema

from builder.diagnostics import NOWHERE, Location

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
#: Text that must say something.
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
#: A title: docs/facts.md#titles-end-at-200-characters.
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
#: A calendar date as it is written, ``YYYY-MM-DD``. It stays text: nothing in a package depends on a clock.
IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]

#: Only our own reader gives a place, so there is nothing to look for in it: a schema of its fields, built anew for each
#: class, took a fifth of the time in which the models are defined.
Place = Annotated[Location, GetPydanticSchema(lambda place, _: is_instance_schema(place))]


# The model's modules go without `from __future__ import annotations`: pydantic would evaluate every annotation as text,
# which takes a tenth of the time in which a course is read.
class Node(BaseModel):
    """A part of a course, with the place where it was written (left out of dumps and schemas)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    where: SkipJsonSchema[Place] = Field(default=NOWHERE, exclude=True, repr=False)
