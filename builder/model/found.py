"""What the files of a course turn out to hold beside its parts."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import ConfigDict

from builder.model.kinds import APART, VALUE, Ref
from builder.model.node import AuthoredId, Node, Slug
from builder.model.svg import SvgElement, picture_file


class Recording(NamedTuple):
    """What a film or a sound says of itself: the codecs of its pictures and of its sounds."""

    pictures: tuple[str, ...]
    sounds: tuple[str, ...]
    #: How long it is; nothing where it does not say.
    seconds: float | None


class Captions(NamedTuple):
    """The captions in a file: until which second they run, by which line, and what is wrong in which line."""

    end: float
    end_line: int
    faults: tuple[tuple[int, str], ...]


class MediaFile(Node):
    """A file of a module's ``media/`` folder: its path there, and where it is on this machine."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    path: Annotated[str, VALUE]
    source: Annotated[Path, APART]
    #: What its content is, whatever its name says: ``png``, ``zip``, ``text``; nothing if nobody knows.
    holds: Annotated[str, VALUE] = ""
    #: In bytes.
    length: int = 0
    #: Width and height in pixels, where a picture says them.
    size: tuple[int, int] | None = None
    #: What was read of a picture in SVG, from which the package's file is written anew.
    picture: Annotated[SvgElement | None, APART] = None
    #: What is shown of a logo in pixels, and all that a package gets of it.
    shown: Annotated[bytes | None, APART] = None
    #: What was read of a film or a sound, and of captions.
    recording: Annotated[Recording | None, APART] = None
    captions: Annotated[Captions | None, APART] = None

    @cached_property
    def content(self) -> bytes | Path:
        """What goes into a package: made once, for every format and edition."""
        return picture_file(self.picture) if self.picture else self.shown or self.source


class TokenUse(Node):
    """A token such as ``{{g:consent}}`` as it stands in a source file: its text between the braces."""

    text: Annotated[str, APART]


class Reference(Node, defer_build=True):
    """A link or picture in Markdown text: its target as written, and the id of the page that holds it."""

    target: Annotated[str, APART]
    page: Annotated[AuthoredId, Ref("page")]
    module: Annotated[Slug, APART]
