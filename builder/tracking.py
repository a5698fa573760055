"""The tracking facts of ``scorm_templates/tracking.json``: limits and words of the standards, each with its citation.

Python and TypeScript read the same file. Only what Python needs is modelled here; the player's trackers need the rest.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Facts(BaseModel):
    """A part of the file, frozen; keys that only the player needs are passed over."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel)


class StateFacts(Facts):
    """How many characters of saved state a module may need at most."""

    limit: int
    source: str


class ActivityTypes(Facts):
    """The xAPI activity type of each part of a course."""

    course: str


class XapiFacts(Facts):
    """What an xAPI package says about itself."""

    activity_types: ActivityTypes


class Cmi5Facts(Facts):
    """What an LMS launches a cmi5 unit with."""

    launch_parameters: tuple[str, ...]


class Tracking(Facts):
    """The facts that the build needs."""

    state: StateFacts
    xapi: XapiFacts
    cmi5: Cmi5Facts


@cache
def load_tracking() -> Tracking:
    """Return the tracking facts."""
    return Tracking.model_validate_json(files("scorm_templates").joinpath("tracking.json").read_bytes())
