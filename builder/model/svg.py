"""Drawings, and how their parts move: what an animation's scene shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape
from typing import Annotated, Literal

from pydantic import Field

from builder.diagnostics import NOWHERE, Location
from builder.model.kinds import APART
from builder.model.node import AuthoredId, Node

#: The picture's size in its own units, the same for every drawing: 16 by 9.
WIDTH, HEIGHT = 640, 360
#: The drawing that every scene may borrow from by ``<use href="#id"/>``.
CAST = "cast"


@dataclass(frozen=True, slots=True)
class SvgElement:
    """An element of a drawing, as it passed the allow-list: its tag, its attributes, and what is in it."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[SvgElement | str, ...] = ()
    where: Location = field(default=NOWHERE, compare=False)

    def walk(self) -> list[SvgElement]:
        """Return this element and every element in it, in the order of the source."""
        found = []
        left: list[SvgElement | str] = [self]
        while left:
            if isinstance(element := left.pop(), SvgElement):
                found.append(element)
                left.extend(reversed(element.children))
        return found

    def targets(self) -> Iterator[str]:
        """Yield the id of each thing that this element itself refers to."""
        for name, value in self.attributes.items():
            if name == "href":
                yield value.removeprefix("#")
            elif value.startswith("url("):
                yield value.removeprefix("url(#").removesuffix(")")

    def xml(self, needed: Collection[str]) -> Iterator[str]:
        """Yield this element as XML, piece by piece, without the ids that are not *needed*."""
        yield f"<{self.tag}"
        for name, value in self.attributes.items():
            if name != "id" or value in needed:
                yield f' {name}="{_escaped(value)}"'
        if not self.children:
            yield "/>"
            return
        yield ">"
        for child in self.children:
            if isinstance(child, str):
                yield escape(child, quote=False)
            else:
                yield from child.xml(needed)
        yield f"</{self.tag}>"


#: The drawings of a course say the same few thousand values again and again.
_escaped = lru_cache(maxsize=4096)(escape)


def picture_file(root: SvgElement) -> bytes:
    """Return *root*, an ``svg`` element, as a file: nothing else is in it, and no id to which nothing refers."""
    needed = {name for shape in root.walk() for name in shape.targets()}
    attributes = {"xmlns": "http://www.w3.org/2000/svg", **root.attributes}
    return "".join(SvgElement(root.tag, attributes, root.children).xml(needed)).encode()


@dataclass(frozen=True)
class Drawing:
    """One drawing: that of the scene ``name``, or the cast from which all scenes borrow."""

    name: str
    root: SvgElement

    @cached_property
    def by_id(self) -> Mapping[str, SvgElement]:
        """The elements that have an id, by it."""
        return {shape.attributes["id"]: shape for shape in self.root.walk() if "id" in shape.attributes}


class Keyframe(Node):
    """How a part looks at one moment; what is left out is as it is drawn.

    ``at`` is the share of the motion's time that has passed (without it, keyframes stand at even distances).
    ``translate`` is in units of the drawing, ``rotate`` in degrees, ``draw`` the share of a line that is drawn.
    """

    at: float | None = Field(default=None, ge=0, le=1)
    opacity: float | None = Field(default=None, ge=0, le=1)
    translate: tuple[float, ...] | None = Field(default=None, min_length=2, max_length=2)
    scale: tuple[float, ...] | None = Field(default=None, min_length=2, max_length=2)
    rotate: float | None = None
    draw: float | None = Field(default=None, ge=0, le=1)


class Motion(Node):
    """How one part of a drawing moves, between two moments of its scene (in seconds).

    ``repeat`` fits that many rounds into the time, and ``alternate`` plays every second one backwards. ``origin`` is
    the point about which the part turns and grows, in per cent of its own width and height.
    """

    target: Annotated[AuthoredId, APART]
    from_: float = Field(alias="from", ge=0)
    to: float = Field(ge=0)
    keyframes: tuple[Keyframe, ...] = Field(min_length=2)
    easing: Literal["linear", "ease-in", "ease-out", "ease-in-out"] = "ease-in-out"
    repeat: int = Field(default=1, ge=1, le=60)
    alternate: bool = False
    origin: tuple[float, ...] = Field(default=(50, 50), min_length=2, max_length=2)
