"""Films and sounds, each with captions and with everything that it says in words."""

from typing import Annotated, ClassVar, Literal, Union

from builder.model.blocks.block import Teaching
from builder.model.kinds import PARAGRAPHS, VALUE
from builder.model.node import Text, Title


class Recorded(Teaching):
    """What a film and a sound have in common."""

    IS_A_PAUSE: ClassVar[bool] = True
    HEADING: ClassVar[str | None] = "title"
    title: Title
    file: Annotated[Text, VALUE]
    captions: Annotated[Text, VALUE]
    transcript: Annotated[Text, PARAGRAPHS]


class Video(Recorded):
    """A film.

    ``file`` is an MP4 (H.264 with AAC) or a WebM in ``media/``, ``captions`` a WebVTT file, and ``poster`` the picture
    that stands there until somebody plays it. ``transcript`` says what is said and shown, for whoever reads instead. It
    never plays by itself.
    """

    kind: Literal["video"] = "video"
    poster: Annotated[Text, VALUE]


class Audio(Recorded):
    """A sound.

    ``file`` is an MP3, an M4A (AAC) or an Ogg (Opus or Vorbis) in ``media/``, and ``captions`` a WebVTT file, whose
    words stand below it while it plays. ``transcript`` says what is heard, for whoever reads instead.
    """

    kind: Literal["audio"] = "audio"


#: The blocks of this family; any line can be taken out.
Blocks = Union[  # noqa: UP007
    Video,
    Audio,
]
