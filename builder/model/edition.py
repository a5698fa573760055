"""An edition: what one partnership fills in of a course that is the same for all.

It fills declared slots alone: no template, no text that teaches, and no identifier is its own.
"""

from typing import Annotated, Any

from pydantic import Field

from builder.model.found import MediaFile
from builder.model.kinds import APART, LOCAL, PLAIN, Id, Ref
from builder.model.node import ByKey, Colour, IsoDate, Node, Slug, Text, Title
from builder.model.shared import OwnWords
from builder.model.switches import Switch
from builder.model.tracking_options import TrackingOptions


class EditionContact(Node):
    """What a partnership fills in for a contact of ``local.yaml``, and the day on which somebody tried it."""

    value: Annotated[Text, LOCAL]
    checked_on: IsoDate


class EditionCertificate(Node):
    """What a certificate says besides what the learner did: who gives it out, and when to learn anew."""

    issuer: Title
    #: Who signs for the issuer, by name and office.
    signatory: Title | None = None
    #: After how many months the module is to be taken again.
    refresh_months: int | None = Field(default=None, ge=1, le=60)


class EditionColour(Node):
    """A colour as it is on a light page, and as it is on a dark one."""

    light: Colour
    dark: Colour


class EditionColours(Node):
    """The colours that a partnership can choose; what stands on them or follows from them is worked out."""

    #: Links, buttons, and the outlines of what can be pressed.
    brand: EditionColour | None = None
    #: The bar that stays at the top.
    masthead: EditionColour | None = None


class EditionFile(Node):
    """``edition.yaml``."""

    #: The partnership, as it calls itself.
    name: Title
    #: By the id of ``local.yaml``.
    contacts: ByKey[Annotated[str, Ref("contact")], EditionContact] = Field(default_factory=dict)
    #: Never lower than the course's own.
    pass_mark: int | None = Field(default=None, ge=1, le=100)
    certificate: EditionCertificate | None = None
    colours: EditionColours = EditionColours()
    #: Of what the course lets an edition do without (``may_switch_off``), what this one does without.
    switched_off: tuple[Switch, ...] = ()
    #: What stands here wins over ``tracking`` of ``course.yaml``; what does not stand here is as it is there.
    tracking: Annotated[TrackingOptions | None, APART] = None
    #: As in ``words.yaml``, and read as that is.
    words: Annotated[ByKey[str, Any], APART] = Field(default_factory=dict)


class Edition(EditionFile, defer_build=True):
    """An edition that was read: the name of its folder is its id."""

    id: Annotated[Slug, Id("edition")]
    own_words: Annotated[tuple[OwnWords, ...], PLAIN] = ()
    #: Its picture, from ``logo.svg``, ``logo.png`` or ``logo.jpg`` beside ``edition.yaml``.
    logo: Annotated[MediaFile | None, APART] = None
