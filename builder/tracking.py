"""The tracking facts of ``scorm_templates/tracking.json``: limits and words of the standards, each with its citation.

Python and TypeScript read the same file. Only what Python needs is modelled here; the player's trackers need the rest.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class TrackingFacts(BaseModel):
    """A part of the file, frozen; keys that only the player needs are passed over."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel)


class StateFacts(TrackingFacts):
    """How many characters of saved state a module may need at most."""

    limit: int
    source: str


class ActivityTypes(TrackingFacts):
    """The xAPI activity type of each part of a course."""

    course: str
    module: str
    page: str
    question: str
    assessment: str
    principle: str
    profile: str


class XapiExtensions(TrackingFacts):
    """The extensions of coursepack's own: an attempt's number (result), an answer's purpose, the edition (context)."""

    attempt: str
    edition: str
    purpose: str


class XapiFacts(TrackingFacts):
    """What xAPI statements are made of: ``profile`` names those of coursepack, ``interaction_type_of`` is by kind."""

    version: str
    profile: str
    state_id: str
    verbs: Mapping[str, str]
    activity_types: ActivityTypes
    extensions: XapiExtensions
    interaction_type_of: Mapping[str, str]


class Cmi5Categories(TrackingFacts):
    """The categories by which an LMS knows the statements that cmi5 defines."""

    cmi5: str
    moveon: str


class Cmi5Extensions(TrackingFacts):
    """The extensions of a context that cmi5 defines."""

    session_id: str
    mastery_score: str


class Cmi5Facts(TrackingFacts):
    """What cmi5 adds to xAPI."""

    launch_parameters: tuple[str, ...]
    categories: Cmi5Categories
    extensions: Cmi5Extensions


class TincanFacts(TrackingFacts):
    """How packages of xAPI are launched."""

    launch_parameters: tuple[str, ...]


class Tracking(TrackingFacts):
    """The facts that the build needs."""

    state: StateFacts
    xapi: XapiFacts
    tincan: TincanFacts
    cmi5: Cmi5Facts


@cache
def load_tracking() -> Tracking:
    """Return the tracking facts."""
    return Tracking.model_validate_json(files("scorm_templates").joinpath("tracking.json").read_bytes())
