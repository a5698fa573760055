"""Captions in WebVTT, read as strictly as an author may write them: https://www.w3.org/TR/webvtt1/#syntax.

Browsers pass over what they do not understand, and learners who need a caption would never know that there was one.
Why not a library: docs/decisions/051-media.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.model.found import Captions

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?[ \t]*")
_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
_ARROW = "-->"

#: A block of lines, and the number of its first.
CueLines = tuple[int, Sequence[str]]


def read_captions(text: str) -> Captions:
    """Return what the captions in *text* say: until when they run, and each line that is not as it should be."""
    lines = text.split("\n")
    # Players pass over what stands in the header, such as YouTube's "Kind: captions" (section 6.1, step 11).
    header = next((number for number, line in enumerate(lines) if not line), len(lines))
    if not _HEAD.fullmatch(lines[0]) or any(_ARROW in line for line in lines[:header]):
        return Captions(0, 1, ((1, "captions begin with a line WEBVTT and an empty one"),))
    faults: list[tuple[int, str]] = []
    end, end_line, start = 0.0, 0, 0.0
    for line, block in _blocks(header, lines[header:]):
        if re.match(r"NOTE(?:[ \t]|$)", block[0]):
            continue
        # A cue may have a name of its own, on the line before its times.
        place = 0 if _ARROW in block[0] else 1
        times = _TIMES.fullmatch(block[place]) if len(block) > place else None
        if times is None:
            faults.append((line + min(place, len(block) - 1), "no times of a cue stand here"))
            continue
        begins, ends = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        said = block[place + 1 :]
        if ends <= begins:
            faults.append((line + place, "the cue ends before it begins"))
        elif begins < start:
            faults.append((line + place, "the cue begins before the one above it"))
        if not said or any(_ARROW in words for words in said):
            faults.append((line + place, "the cue has no words, or no empty line after them"))
        start = max(start, begins)
        if ends > end:
            end, end_line = ends, line + place
    if not end and not faults:
        faults.append((1, "there is no cue"))
    return Captions(end, end_line, tuple(faults))


def _blocks(before: int, lines: Sequence[str]) -> Iterator[CueLines]:
    """Yield the lines between empty ones; so many stand *before* them in the file."""
    block: list[str] = []
    for number, line in enumerate((*lines, ""), start=before + 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
