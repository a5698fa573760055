"""Rules for what moves in an animation."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, did_you_mean, error
from builder.model.course import Course
from builder.model.shared import Scene
from builder.model.svg import Drawing, Keyframe, Motion

#: Elements along which a line can be drawn bit by bit: those with a ``pathLength`` in every browser that learners use.
_LINES = frozenset({"path", "line", "polyline"})


def _motions(course: Course) -> Iterator[tuple[Scene, int, Motion, Drawing]]:
    """Yield every motion of a scene that is drawn, with its place among the scene's motions."""
    drawings = {drawing.name: drawing for drawing in course.drawings}
    for animation in course.animations:
        for scene in animation.scenes:
            if scene.id in drawings:
                for place, motion in enumerate(scene.motion):
                    yield scene, place, motion, drawings[scene.id]


def motion_target(course: Course) -> Iterator[Diagnostic]:
    """A motion whose target is not in the drawing, or cannot move in that way.

    Why: nothing would move, and nobody would know why. A part that moves has no `transform` of its own, because it
    would turn and grow about another point than the one you chose. Only a `path`, `line` or `polyline` can be drawn
    bit by bit.

    Example: `target: moom`; `target: moon` where the drawing says `<g id="moon" transform="scale(2)">`; `draw:` for a
    circle.

    Instead: name a part of this scene's drawing, and put what has a `transform` into a `<g id="moon">` of its own.
    """
    for scene, place, motion, drawing in _motions(course):
        shape = drawing.by_id.get(motion.target)
        draws = any(keyframe.draw is not None for keyframe in motion.keyframes)
        if shape is None:
            message = f"there is no part {motion.target!r} in the drawing of {scene.id}"
            hint = did_you_mean(motion.target, drawing.by_id, "give the part an id")
        elif "transform" in shape.attributes:
            message = f"the part {motion.target!r} has a transform of its own"
            hint = "put it into a <g> without one, and move that"
        elif draws and shape.tag not in _LINES:
            message, hint = f"a <{shape.tag}> cannot be drawn bit by bit", "use a <path>, or another motion"
        else:
            continue
        yield error("motion-target", course.place(scene, "motion", place, "target"), message, hint)


def motion_time(course: Course) -> Iterator[Diagnostic]:
    """A motion that ends before it begins or after its scene, or keyframes that are not in the order of time.

    Why: what lies after the end of a scene is never seen, and browsers refuse keyframes that run backwards.

    Example: `from: 4` and `to: 2`; `to: 20` in a scene of 15 seconds; `at: 0.6` before `at: 0.3`.

    Instead: keep `from` before `to`, `to` within the scene's `seconds`, and `at` rising.
    """
    for scene, place, motion, _ in _motions(course):
        if motion.to <= motion.from_:
            message, hint = "the motion ends before it begins", "make 'to' larger than 'from'"
        elif motion.to > scene.seconds:
            message, hint = f"the motion ends after its scene, which has {scene.seconds} seconds", "make 'to' smaller"
        elif not _rising(motion.keyframes):
            message, hint = "the keyframes are not in the order of time", "let 'at' rise from one to the next"
        else:
            continue
        yield error("motion-time", course.place(scene, "motion", place), message, hint)


def _rising(keyframes: tuple[Keyframe, ...]) -> bool:
    given = [keyframe.at for keyframe in keyframes if keyframe.at is not None]
    return given == sorted(given)
