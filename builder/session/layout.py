"""Where everything on a slide stands, and how large its letters are. Lengths are points, from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from builder.session.content import Item, Numbered, Picture, Points, Said, ShownSlide, SlideTable
from builder.session.letters import lines, width

WIDTH, HEIGHT = 960.0, 540.0
#: Room at the sides, and below for the number of the slide.
SIDE, FOOT = 48.0, 34.0
COVER, TITLE, MARK, SMALL = 38.0, 32.0, 15.0, 12.0
#: Letters for the back of a room are large where there is room, and never smaller than this.
LEAST = 14.0
_SCALES = (1.3, 1.2, 1.1, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
_TEXT, _VOICE, _TABLE, _NUMBERED = 24.0, 22.0, 20.0, 20.0
#: How much larger the letters are of what stands before all else.
_FIRST = 1.7
#: From one line to the next, in sizes.
LEADING = 1.2
_GAP, PADDING, CELL = 14.0, 10.0, 4.0
BULLET = 20.0
#: Between two columns.
_BETWEEN = 28.0
#: Room for a number, and between paragraphs, in sizes.
NUMBER, SPACING = 1.9, 0.35
#: More numbered lines than these stand in two columns.
_ONE_COLUMN = 4
_FIRST_COLUMN = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
#: How wide a picture may be.
_BESIDE = {"scene": 418.0, "portrait": 200.0, "code": 180.0}
#: How much of the width a table leaves to its bars.
BARS = 0.42


class Area(NamedTuple):
    """A rectangle on the slide."""

    x: float
    y: float
    width: float
    height: float


class Flow(NamedTuple):
    """Paragraphs and lists that follow one another in one box."""

    items: Sequence[Said | Points]


@dataclass(frozen=True)
class Placed:
    """Something in its place: the size of its letters, and for a table the share of its first column."""

    what: Flow | Said | Numbered | SlideTable | Picture
    area: Area
    size: float
    start: int = 1
    share: float = 0.5


@dataclass(frozen=True)
class Laid:
    """A slide with everything in its place: ``small`` is the area of what stands at its foot."""

    slide: ShownSlide
    title: Area
    title_size: float
    placed: Sequence[Placed]
    small: Area
    mark: Area


class SlideOverflow(Exception):
    """The words of a slide do not fit on it in letters that a room can read."""

    def __init__(self, slide: ShownSlide) -> None:
        """Take the *slide*."""
        super().__init__(f"slide {slide.number} has more words than fit in letters of {LEAST:g} points")
        self.slide = slide


def lay(slide: ShownSlide) -> Laid:
    """Return *slide* with everything in its place, in the largest letters that fit. Raises SlideOverflow."""
    picture = next((item for item in slide.items if isinstance(item, Picture)), None)
    rest = list(_flows([item for item in slide.items if not isinstance(item, Picture)]))
    beside = _BESIDE[picture.shape] if picture else 0
    room = WIDTH - 2 * SIDE - beside - (_BETWEEN if picture else 0)
    small = _small(slide)
    size = COVER if picture and picture.shape == "scene" else TITLE
    marked = width(slide.mark, MARK, weight="bold") + 3 * PADDING if slide.mark else 0
    title = _title(slide, room - marked - (_GAP if slide.mark else 0), size)
    mark = Area(WIDTH - SIDE - marked, title.y + 4, marked, MARK * LEADING + PADDING)
    top, bottom = title.y + title.height + 12, small.y - 8
    for scale in _SCALES:
        placed = list(_stack(rest, Area(SIDE, top, room, bottom - top), scale))
        if top <= bottom and all(one.size >= LEAST and one.area.y + one.area.height <= bottom for one in placed):
            break
    else:
        raise SlideOverflow(slide)
    if picture:
        area = Area(WIDTH - SIDE - beside, title.y, beside, bottom - title.y)
        placed.append(Placed(picture, _picture(picture, area), 0))
    return Laid(slide, title, size, placed, small, mark)


def height_of(what: Flow | Said | Numbered | SlideTable, size: float, room: float, share: float = 0.5) -> float:
    """Return how high *what* is in letters of *size* where it may be *room* wide."""
    match what:
        case Flow(items):
            return sum(_flow(item, size, room) for item in items)
        case Said():
            weight = "regular" if what.how == "voice" else "bold"
            return lines(what.text, size, room - 2 * PADDING, weight=weight) * size * LEADING + 2 * PADDING
        case Numbered(pairs):
            return sum(_pair(*pair, size, room - NUMBER * size) for pair in pairs)
        case SlideTable():
            return sum(row_heights(what, size, room, share))


def row_heights(table: SlideTable, size: float, room: float, share: float) -> list[float]:
    """Return the height of each row of *table*, its headings first."""
    columns = _columns_of(table, room, share)
    weights = ["bold", *["regular"] * len(table.rows)]
    return [
        max(lines(text, size, column, weight=weight) for text, column in zip(row, columns, strict=True))
        * size
        * LEADING
        + 2 * CELL
        for row, weight in zip([table.head, *table.rows], weights, strict=True)
    ]


def _columns_of(table: SlideTable, room: float, share: float) -> tuple[float, float]:
    wide = table_width(table, room)
    return wide * share - 2 * PADDING, wide * (1 - share) - 2 * PADDING


def table_width(table: SlideTable, room: float) -> float:
    """Return how wide *table* is: bars take their part of the *room*."""
    return room * (1 - BARS) if table.shares else room


def said_size(item: Said, size: float) -> float:
    """Return the size of a paragraph in a box of letters of *size*."""
    return size * 1.15 if item.how == "strong" else size


def _flows(items: Sequence[Item]) -> Iterator[Flow | Said | Numbered | SlideTable]:
    def flows(item: Item) -> bool:
        return isinstance(item, Points) or (isinstance(item, Said) and item.how in ("text", "strong"))

    for is_flow, group in groupby(items, flows):
        if is_flow:
            yield Flow(tuple(group))  # type: ignore[arg-type]
        else:
            yield from group  # type: ignore[misc]


def _stack(rest: Sequence[Flow | Said | Numbered | SlideTable], room: Area, scale: float) -> Iterator[Placed]:
    y = room.y
    for what in rest:
        below = [_place(what, room, y, scale)] if not isinstance(what, Numbered) else _columns(what, room, y, scale)
        yield from below
        y = max(one.area.y + one.area.height for one in below) + _GAP


def _place(what: Flow | Said | SlideTable, room: Area, y: float, scale: float) -> Placed:
    base = {Flow: _TEXT, Said: _VOICE, SlideTable: _TABLE}[type(what)]
    size = base * scale
    if isinstance(what, Said) and what.how == "first":
        size *= _FIRST
    if isinstance(what, SlideTable):
        size = min(size, 22.0)
        share = min(_FIRST_COLUMN, key=lambda share: _lines_in(what, size, room.width, share))
        return Placed(what, Area(room.x, y, room.width, height_of(what, size, room.width, share)), size, share=share)
    return Placed(what, Area(room.x, y, room.width, height_of(what, size, room.width)), size)


def _lines_in(table: SlideTable, size: float, room: float, share: float) -> tuple[float, int]:
    """Return how high *table* is, and how many lines all of its cells have: of two shares the calmer one is better."""
    columns = _columns_of(table, room, share)
    cells = (lines(text, size, wide) for row in table.rows for text, wide in zip(row, columns, strict=True))
    return height_of(table, size, room, share), sum(cells)


def _columns(what: Numbered, room: Area, y: float, scale: float) -> list[Placed]:
    size, count = _NUMBERED * scale, len(what.pairs)
    if count <= _ONE_COLUMN:
        return [Placed(what, Area(room.x, y, room.width, height_of(what, size, room.width)), size)]
    wide = (room.width - _BETWEEN) / 2

    def higher(first: int) -> float:
        return max(height_of(Numbered(part), size, wide) for part in (what.pairs[:first], what.pairs[first:]))

    first = min(range(1, count), key=lambda number: (round(higher(number), 3), -number))
    found = []
    for column, (start, pairs) in enumerate(((1, what.pairs[:first]), (first + 1, what.pairs[first:]))):
        part = replace(what, pairs=pairs)
        area = Area(room.x + column * (wide + _BETWEEN), y, wide, height_of(part, size, wide))
        found.append(Placed(part, area, size, start=start))
    return found


def _flow(item: Said | Points, size: float, room: float) -> float:
    if isinstance(item, Said):
        own, weight = said_size(item, size), "bold" if item.how == "strong" else "regular"
        return lines(item.text, own, room, weight=weight) * own * LEADING + SPACING * size
    return sum(lines(text, size, room - BULLET) * size * LEADING + SPACING * size for text in item.texts)


def _pair(title: str, text: str, size: float, room: float) -> float:
    count = (lines(title, size, room, weight="bold") if title else 0) + (lines(text, size, room) if text else 0)
    return count * size * LEADING + SPACING * size


def _title(slide: ShownSlide, room: float, size: float) -> Area:
    # With a picture beside it, a title begins lower: it is a cover.
    top = 30.0 if size == TITLE else 90.0
    return Area(SIDE, top, room, lines(slide.title, size, room, weight="bold") * size * LEADING)


def _small(slide: ShownSlide) -> Area:
    room = WIDTH - 2 * SIDE
    height = sum(lines(text, SMALL, room) * SMALL * LEADING for text in slide.small)
    return Area(SIDE, HEIGHT - FOOT - height, room, height)


def _picture(picture: Picture, room: Area) -> Area:
    across, down = picture.size
    scale = min(room.width / across, room.height / down)
    shown = across * scale, down * scale
    return Area(room.x + (room.width - shown[0]) / 2, room.y + (room.height - shown[1]) / 2, *shown)
