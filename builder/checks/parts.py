"""Ways to go through a course that several rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from builder.diagnostics import Diagnostic, Location, counted, did_you_mean, error
from builder.model.blocks.block import Block
from builder.model.blocks.story import AnimationBlock, DecisionBlock
from builder.model.cases import CaseNode
from builder.model.course import Course, Module
from builder.model.found import Reference
from builder.model.kinds import Id
from builder.model.node import Node
from builder.model.questions import Choice, Hotspot, Match, Order, Sort
from builder.model.shared import Decision, Scene
from builder.model.walk import FieldValue

AnyQuestion = Choice | Hotspot | Order | Sort | Match
BlockKind = TypeVar("BlockKind", bound=Block)
#: More places than this are only counted.
_MOST_PLACES = 6
#: Where things are written, by the first word of what they are called.
_WRITTEN_IN = {
    "principle": "principles.yaml", "scenario": "a file in scenarios/", "decision": "a file in scenarios/",
    "branching": "a file in scenarios/", "animation": "a file in animations/", "flowchart": "a file in flowcharts/",
    "word": "glossary.yaml", "guidance": "guidance.yaml", "figure": "figures.yaml", "contact": "support.yaml",
    "local": "local.yaml",
}  # fmt: skip


class Written(NamedTuple):
    """Something that an author wrote: the text, and where to find it (looked up only if there is something to say)."""

    text: str
    part: Node
    keys: tuple[str | int, ...] = ()

    def where(self, course: Course) -> Location:
        """Return where it stands."""
        return course.place(self.part, *self.keys)


def blocks_in(module: Module, kind: type[BlockKind]) -> Iterator[BlockKind]:
    """Yield every block of *kind* on the pages of *module*."""
    for page in module.pages:
        for block in page.blocks:
            if isinstance(block, kind):
                yield block


def every_block(course: Course, kind: type[BlockKind]) -> Iterator[BlockKind]:
    """Yield every block of *kind* in the course."""
    for module in course.contents:
        yield from blocks_in(module, kind)


def questions_in(module: Module) -> Iterator[AnyQuestion]:
    """Yield every question of *module*: first those on pages, then those of the bank."""
    for page in module.pages:
        yield from page.questions
    yield from module.bank


def questions_of(course: Course) -> Iterator[AnyQuestion]:
    """Yield every question of the course."""
    for module in course.contents:
        yield from questions_in(module)


def links_by_module(course: Course) -> Mapping[str, Sequence[Reference]]:
    """Return the links on the pages of each module, by the module's folder; no links where it has none."""
    links: defaultdict[str, list[Reference]] = defaultdict(list)
    for link in course.references:
        links[link.module].append(link)
    return links


def spoken_scenes(course: Course, module: Module) -> Iterator[Scene]:
    """Yield each scene with a sound of the animations that *module* shows."""
    shown = {block.animation for block in blocks_in(module, AnimationBlock)}
    for animation in course.animations:
        if animation.id in shown:
            yield from (scene for scene in animation.scenes if scene.sound)


def decisions_shown(course: Course, module: Module) -> Iterator[tuple[DecisionBlock, Decision]]:
    """Yield the blocks of *module* that show a decision point which exists, with the decision point."""
    for block in blocks_in(module, DecisionBlock):
        if block.decision in course.decisions:
            yield block, course.decisions[block.decision][1]


def decision_points(course: Course) -> Iterator[Decision | CaseNode]:
    """Yield every decision point, and every step of a branching case."""
    for scenario in course.scenarios:
        yield from scenario.decisions
        yield from scenario.case.nodes if scenario.case else ()


def unknown(code: str, where: Location, *, what: str, name: str, known: Collection[str]) -> Diagnostic:
    """Return the problem that there is no *what* called *name*, with the nearest of the *known* names."""
    listed = ", ".join(sorted(known)) if len(known) <= 12 else ""
    home = _WRITTEN_IN.get(what.partition(" ")[0], "")
    none = f"there is none yet: add it{f' to {home}' if home else ''}, or take this out"
    otherwise = "write the name of one that is there" if known else none
    otherwise = f"there are: {listed}" if listed else otherwise
    return error(code, where, f"there is no {what} {name!r}", did_you_mean(name, known, otherwise))


def told_once(
    code: str, uses: Iterable[tuple[str, Location]], *, what: str, known: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield the problem that there is no *what* of a name for each name of *uses*, told at the first of its places.

    Where none is *known* at all, all names are one problem: nobody has written any yet, or their file has gone.
    """
    told: dict[str, list[tuple[Location, str]]] = {}
    for name, where in uses:
        told.setdefault(name if known else "", []).append((where, name))
    for found in told.values():
        (first, name), *others = sorted(found)
        problem = unknown(code, first, what=what, name=name, known=known)
        if others:
            names = len({other for _, other in found}) - 1
            more = f", nor {counted(names, 'other')} that {'is' if names == 1 else 'are'} named" if names else ""
            also = _places(first, [place for place, _ in others])
            problem = replace(problem, message=f"{problem.message}{more} (also {also})")
        yield problem


def unmet(course: Course, to: str, *, of: str = "") -> Iterator[FieldValue]:
    """Yield each id that points *to* a thing which is not there, as ``unknown_names`` tells."""
    owns = course.ids.get(of or to, ())
    known: dict[str, set[str]] = {}
    for use in course.pointers.get(to, ()):
        # A link says of what stands in another module where that is (builder/render/elsewhere.py).
        within = "" if isinstance(use.part, Reference) else _within(course, use, of or to)
        if within not in known:
            known[within] = {own.text for own in owns if not within or _reaches(use, own)}
        if use.text not in known[within]:
            yield use


def of_lost_story(course: Course) -> Callable[[FieldValue], bool]:
    """Return what says of a use whether a story that is not there would hold what it names: its page names the story.

    Where there are no stories at all, all of them were lost together.
    """
    lost = {use.page.id if use.page else "" for use in unmet(course, "scenario")}
    return lambda use: bool(lost) and (not course.scenarios or (use.page is not None and use.page.id in lost))


def with_other_pages(course: Course) -> frozenset[str]:
    """Return the ids of modules that name a page of theirs which is not there, or have an empty one.

    What else they lack, or have too much of, stands on that page.
    """
    lost = {use.module.id for use in unmet(course, "page") if use.module}
    return frozenset(lost | {module.id for module in course.contents if not all(page.blocks for page in module.pages)})


def unknown_names(
    course: Course, to: str, what: str, *, of: str = "", untold: Callable[[FieldValue], bool] = lambda _: False
) -> Iterator[Diagnostic]:
    """Yield a problem for each id to which something points, as *to* a thing that is not there, told as *what*.

    The ids of such things are those *of* something else, where that has another name. What is *untold* follows from
    what another rule tells.
    """
    owns = course.ids.get(of or to, ())
    uses: dict[str, list[FieldValue]] = {}
    for use in unmet(course, to, of=of):
        if not untold(use):
            uses.setdefault(_within(course, use, of or to), []).append(use)
    for within, lost in uses.items():
        known = {own.text for own in owns if _reaches(lost[0], own)}
        elsewhere = {own.text: own.module.id for own in owns if own.module and own.text not in known}
        places = ((use.text, course.place_of(use)) for use in lost if use.text not in elsewhere)
        said = what.format(module=within or "this module")
        yield from told_once(f"unknown-{to}", places, what=said, known=known)
        for use in lost:
            if use.text in elsewhere:
                message = f"there is no {said} {use.text!r}"
                hint = f"it belongs to {elsewhere[use.text]}, and each module is a package of its own: say it in words"
                yield error(f"unknown-{to}", course.place_of(use), message, hint)


def _within(course: Course, use: FieldValue, of: str) -> str:
    """Return the module in which what *use* points at has to be, or nothing where it may be anywhere."""
    own = next(iter(course.ids.get(of, ())), None)
    is_scoped = own is not None and isinstance(own.kind, Id) and own.kind.within == "module"
    return use.module.id if use.module and is_scoped else ""


def _places(first: Location, others: Sequence[Location]) -> str:
    """Return where *others* are: by their lines alone in the file of the *first*; many are counted."""
    if len(others) > _MOST_PLACES:
        return f"in {len(others)} other places"
    near = ", ".join(dict.fromkeys(str(place.line) for place in others if place.path == first.path))
    far = ", ".join(f"{place.path}:{place.line}" for place in others if place.path != first.path)
    return ", and ".join(filter(None, (near and f"on line {near}", far and f"at {far}")))


def _reaches(use: FieldValue, own: FieldValue) -> bool:
    return own.module is use.module or not (isinstance(own.kind, Id) and own.kind.within == "module")
