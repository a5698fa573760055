"""A course as it is in one edition."""

from __future__ import annotations

from builder.diagnostics import Location
from builder.model.course import Locate
from builder.model.edition import Edition
from builder.model.going_out import AnyCourse
from builder.model.shared import LocalContact
from builder.model.tracking_options import TrackingOptions


def in_edition(course: AnyCourse, edition: Edition, locate: Locate) -> AnyCourse:
    """Return *course* with what *edition* fills in; *locate* finds what stands in the edition's file.

    Ids, pages, questions and everything that is signed are the course's own, so that learners can change from one
    edition to another and lose nothing.
    """
    words = {word.key: word for word in (*course.words, *edition.own_words)}

    def find(where: Location, keys: tuple[str | int, ...]) -> Location:
        # What the edition says of tracking stands in its own file, and is the course's all the same.
        if edition.tracking and where == course.where and edition.tracking.model_fields_set.intersection(keys[1:2]):
            return locate(edition.where, keys)
        return (locate if where.path == edition.where.path else course.locate)(where, keys)

    return course.model_copy(
        update={
            "edition": edition,
            "edition_of": course,
            "local": tuple(_filled(contact, edition) for contact in course.local),
            "pass_mark": max(course.pass_mark, edition.pass_mark or 0),
            "tracking": _tracking(course.tracking, edition.tracking),
            "words": tuple(words.values()),
            "locate": find,
        }
    )


def _filled(contact: LocalContact, edition: Edition) -> LocalContact:
    own = edition.contacts.get(contact.id)
    if own is None:
        return contact
    return contact.model_copy(update={"value": own.value, "checked_on": own.checked_on, "where": own.where})


def _tracking(options: TrackingOptions, own: TrackingOptions | None) -> TrackingOptions:
    if own is None:
        return options
    return options.model_copy(update={name: own.__dict__[name] for name in own.model_fields_set})
