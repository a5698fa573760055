"""Animations to files of a package: a still picture of each scene, and what the player needs to play them.

A still shows without JavaScript, in print and to people who want no motion. The player's file holds the same shapes as
data, so that it can build them one by one and no text is ever taken for markup (docs/decisions/010-animations.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder.archive import PackageFile
from builder.model.blocks.story import AnimationBlock
from builder.model.course import Course, Module
from builder.model.shared import Animation, Scene
from builder.model.svg import CAST, HEIGHT, WIDTH, Drawing, Keyframe, Motion, SvgElement, picture_file
from builder.render.markdown import Fill
from builder.render.templates import asset

#: The first asks for the second when an animation is first played. Each with what the build made of it.
SCRIPTS = {"animation.js": "animation.js", "animation-player.js": "animation/player.js"}
#: Two lines of 42 characters: what readers of subtitles take in at a glance (BBC Subtitle Guidelines, "Line length").
CUE_LENGTH = 84
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_EASINGS = {
    "linear": "linear",
    "ease-in": "cubic-bezier(0.5,0,0.9,0.6)",
    "ease-out": "cubic-bezier(0.15,0.6,0.35,1)",
    "ease-in-out": "cubic-bezier(0.45,0.05,0.35,1)",
}


@dataclass(frozen=True)
class CourseDrawings:
    """The drawings of a course, and where they are in a package. The template of the block sees it as ``on.drawn``."""

    course: Course

    @cached_property
    def by_name(self) -> Mapping[str, Drawing]:
        """Every drawing: ``cast``, and one for each scene that is drawn."""
        return {drawing.name: drawing for drawing in self.course.drawings}

    def has(self, animation: Animation) -> bool:
        """Say whether *animation* can be played; if not, it is shown in words alone."""
        return all(scene.id in self.by_name for scene in animation.scenes)

    def still_path(self, scene: Scene) -> str:
        """Return where the still picture of *scene* is in the package."""
        return f"media/animation/{scene.id}.svg"

    def data_path(self, animation: Animation) -> str:
        """Return where the player finds what it needs to play *animation*."""
        return f"animation-{animation.id}.json"

    def in_module(self, module: Module) -> tuple[Animation, ...]:
        """Return the animations that stand on a page of *module* and can be played, each once."""
        used = {b.animation for page in module.pages for b in page.blocks if isinstance(b, AnimationBlock)}
        return tuple(a for a in self.course.animations if a.id in used and self.has(a))

    def minutes(self, animation: Animation) -> int:
        """Return about how long *animation* is, in whole minutes."""
        return max(1, round(sum(scene.seconds for scene in animation.scenes) / 60))

    def borrowed(self, shapes: Iterable[SvgElement]) -> tuple[SvgElement, ...]:
        """Return what *shapes* use of the cast, and what that uses in turn, in the order of the cast."""
        cast = self.by_name[CAST].by_id if CAST in self.by_name else {}
        names: dict[str, None] = {}
        waiting = [name for shape in shapes for name in _references(shape)]
        while waiting:
            name = waiting.pop()
            if name in cast and name not in names:
                names[name] = None
                waiting += _references(cast[name])
        return tuple(shape for name, shape in cast.items() if name in names)


def animation_files(course: Course, module: Module, fill: Fill) -> tuple[PackageFile, ...]:
    """Return the files of every animation in *module*, and the scripts that play them; nothing where there is none."""
    drawn = CourseDrawings(course)
    files = []
    for animation in drawn.in_module(module):
        data = json.dumps(player_data(drawn, animation, fill), ensure_ascii=False, separators=(",", ":"))
        files.append(PackageFile(drawn.data_path(animation), data.encode()))
        files += [PackageFile(drawn.still_path(scene), still(drawn, scene)) for scene in animation.scenes]
    scripts = (PackageFile(name, asset(f"generated/player/blocks/{made}")) for name, made in SCRIPTS.items())
    return (*scripts, *files) if files else ()


def still(drawn: CourseDrawings, scene: Scene) -> bytes:
    """Return the picture of *scene* as a file of its own: its drawing, with what it borrows from the cast."""
    root = drawn.by_name[scene.id].root
    borrowed = drawn.borrowed([root])
    attributes = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "font-family": "system-ui,sans-serif", **root.attributes}
    defs = (SvgElement("defs", {}, borrowed),) if borrowed else ()
    return picture_file(SvgElement("svg", attributes, (*defs, *root.children)))


def player_data(drawn: CourseDrawings, animation: Animation, fill: Fill) -> dict[str, Any]:
    """Return what ``scorm_templates/components/animation/data.ts`` describes.

    Ids start with the names of animation and scene, and as no page's does.
    """
    roots = [drawn.by_name[scene.id].root for scene in animation.scenes]
    cast = drawn.borrowed(roots)
    names = {shape.attributes["id"]: f"drawn-{animation.id}_{shape.attributes['id']}" for shape in _with_id(cast)}
    scenes = []
    for scene, root in zip(animation.scenes, roots, strict=True):
        own = names | {
            shape.attributes["id"]: f"drawn-{scene.id}_{shape.attributes['id']}" for shape in _with_id([root])
        }
        scenes.append(
            {
                "id": scene.id,
                "seconds": scene.seconds,
                "words": fill(scene.words),
                "about": fill(scene.picture),
                "cues": cues(fill(scene.narration), scene.seconds),
                "picture": _compact(root, own),
                "motion": _motions(scene.motion, own),
                **({"sound": f"media/{scene.sound}"} if scene.sound else {}),
            }
        )
    return {"id": animation.id, "cast": [_compact(shape, names) for shape in cast], "scenes": scenes}


def cues(narration: str, seconds: float) -> list[tuple[float, str]]:
    """Return *narration* in captions of whole sentences, each with the second at which it starts.

    Captions get time by their length, so that reading keeps one pace through the scene.
    """
    lines: list[str] = []
    for sentence in _SENTENCE.split(narration.strip()):
        if lines and len(lines[-1]) + 1 + len(sentence) <= CUE_LENGTH:
            lines[-1] += f" {sentence}"
        else:
            lines.append(sentence)
    total = sum(map(len, lines))
    starts = [sum(map(len, lines[:number])) / total * seconds for number in range(len(lines))]
    return [(round(start, 1), line) for start, line in zip(starts, lines, strict=True)]


def _references(shape: SvgElement) -> list[str]:
    return [name for part in shape.walk() for name in part.targets()]


def _with_id(shapes: Iterable[SvgElement]) -> Iterator[SvgElement]:
    return (part for shape in shapes for part in shape.walk() if "id" in part.attributes)


def _compact(shape: SvgElement, names: Mapping[str, str]) -> list[Any]:
    """Return *shape* as ``[tag, attributes, children]``, with its ids and references under their new *names*."""
    attributes = {}
    for name, value in shape.attributes.items():
        if name == "id":
            value = names[value]
        elif name == "href":
            value = f"#{names[value[1:]]}"
        elif value.startswith("url(#"):
            value = f"url(#{names[value[5:-1]]})"
        attributes[name] = value
    children = [child if isinstance(child, str) else _compact(child, names) for child in shape.children]
    return [shape.tag, attributes, children] if children else [shape.tag, attributes]


def _motions(motions: Sequence[Motion], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return *motions* by their beginning.

    Before it begins, a motion holds its part in its first keyframe, unless an earlier motion has the part in hand: the
    one that begins last would win, however far off it is (Web Animations Level 1, "The effect stack").
    """
    found = []
    in_hand: set[tuple[str, str]] = set()
    for motion in sorted(motions, key=lambda motion: motion.from_):
        data = _motion(motion, names)
        moved = {(motion.target, name) for keyframe in data["keyframes"] for name in keyframe} - {
            (motion.target, "easing"),
            (motion.target, "offset"),
        }
        found.append(data | {"fill": "forwards" if moved & in_hand else "both"})
        in_hand |= moved
    return found


def _motion(motion: Motion, names: Mapping[str, str]) -> dict[str, Any]:
    """Return *motion* in the words of the Web Animations API, times in milliseconds."""
    return {
        "target": names[motion.target],
        "origin": "{:g}% {:g}%".format(*motion.origin),
        "keyframes": [_keyframe(keyframe, motion.easing) for keyframe in motion.keyframes],
        "delay": round(motion.from_ * 1000),
        "duration": round((motion.to - motion.from_) * 1000 / motion.repeat, 3),
        "iterations": motion.repeat,
        "direction": "alternate" if motion.alternate else "normal",
    }


def _keyframe(keyframe: Keyframe, easing: str) -> dict[str, Any]:
    """Return a keyframe. The easing stands in each: it is that of the way to the next one."""
    values: dict[str, Any] = {"easing": _EASINGS[easing]}
    if keyframe.at is not None:
        values["offset"] = keyframe.at
    if keyframe.opacity is not None:
        values["opacity"] = keyframe.opacity
    if keyframe.translate is not None:
        values["translate"] = "{:g}px {:g}px".format(*keyframe.translate)
    if keyframe.scale is not None:
        values["scale"] = "{:g} {:g}".format(*keyframe.scale)
    if keyframe.rotate is not None:
        values["rotate"] = f"{keyframe.rotate:g}deg"
    if keyframe.draw is not None:
        # A little more than all of it, or the round end of a line that has not begun would show as a dot.
        values["strokeDashoffset"] = f"{(1 - keyframe.draw) * 1.02:g}"
    return values
