"""Rules for scenarios, decision points and animations (``scenarios`` and ``narration`` in ``lint.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.parts import blocks_in, decision_points, decisions_shown
from builder.diagnostics import Diagnostic, counted, error
from builder.house.course import HouseCourse
from builder.house.coverage import scenarios_on
from builder.house.passages import words_in
from builder.model.blocks.story import CaseBlock, DecisionBlock, ScenarioBlock
from builder.model.cases import BranchingCase
from builder.model.shared import Decision


def story_length(course: HouseCourse) -> Iterator[Diagnostic]:
    """A scenario's story is shorter or longer than the house rules say.

    Why: too short, and the person is a case; too long, and the learner on a phone has forgotten the start.

    Example: `story_words: [120, 180]` and a story of 230 words.

    Instead: keep what somebody saw, did or did not do; take out the rest.
    """
    rules = course.house.scenarios
    for scenario in course.scenarios if rules else ():
        count = len(words_in(f"{scenario.before} {scenario.after}"))
        if rules and not rules.story_words[0] <= count <= rules.story_words[1]:
            least, most = rules.story_words
            message = f"the story of {scenario.id} has {count} words; {least} to {most} were agreed"
            yield error("story-length", course.place(scenario, "before"), message, "keep what somebody saw or did")


def nothing_done_well(course: HouseCourse) -> Iterator[Diagnostic]:
    """A scenario's learning does not say what was done well.

    Why: learning, not blame. In each of these stories somebody did something right, and that is what to do more of.

    Example: `learning_says: Good practice in this case` and a `learning:` without these words.

    Instead: end with what somebody did well.
    """
    rules = course.house.scenarios
    for scenario in course.scenarios if rules else ():
        if rules and rules.learning_says not in scenario.learning:
            message = f"the learning of {scenario.id} does not say {rules.learning_says!r}"
            yield error("nothing-done-well", course.place(scenario, "learning"), message, "say what was done well")


def decision_options(course: HouseCourse) -> Iterator[Diagnostic]:
    """A decision point, or a step of a branching case, has more or fewer options than the house rules say.

    Why: three ways to act are enough to think about, and every decision point then has the same shape.

    Example: `options: 3` in `scenarios:` of `lint.yaml`, and a decision point with two.

    Instead: one best way, one that helps but is not enough, one that is not safe.
    """
    rules = course.house.scenarios
    for part in decision_points(course) if rules else ():
        if rules and len(part.options) != rules.options:
            message = f"{part.id} has {counted(len(part.options), 'option')}; {rules.options} were agreed"
            yield error("decision-options", course.place(part, "options"), message, "give it as many as the others")


def decision_not_asked(course: HouseCourse) -> Iterator[Diagnostic]:
    """A module is among the `levels` of a decision point or a branching case, and none of its pages shows it.

    Why: each person's story is met at every level that it was written for, each time from another seat.

    Example: `levels: [L2]` for `S02-D`, and no `::: decision S02-D` in `L2`.

    Instead: show it on a page of the module, or take the module out of its `levels:`.
    """
    if not course.house.scenarios:
        return
    asked = {(module.id, decision.id) for module in course.contents for _, decision in decisions_shown(course, module)}
    asked |= {(module.id, block.case) for module in course.contents for block in blocks_in(module, CaseBlock)}
    modules = {module.id for module in course.contents}
    points: list[tuple[str, Decision | BranchingCase]] = [("decision", one) for _, one in course.decisions.values()]
    points += [("case", case) for _, case in course.branching_cases.values()]
    for kind, point in points:
        for level in point.levels:
            if level in modules and (level, point.id) not in asked:
                where, hint = course.place(point, "levels"), f"::: {kind} {point.id} on one of its pages"
                yield error("decision-not-asked", where, f"no page of {level} asks {point.id}", hint)


def no_content_note(course: HouseCourse) -> Iterator[Diagnostic]:
    """A page shows a person's story, a decision point or a case, and has no content note or no summary.

    Why: a learner who was hurt chooses whether to read it. The note says what is coming, and the summary is what they
    get instead, without loss of credit.

    Example: a page with `::: scenario S02` and no `content_note:`.

    Instead: one calm sentence in `content_note:`, and the learning of the page in `summary:`.
    """
    for module in course.contents if course.house.scenarios else ():
        for page in module.pages:
            shows = [
                b
                for b in page.blocks
                if isinstance(b, DecisionBlock | CaseBlock)
                or (isinstance(b, ScenarioBlock) and {"before", "after"} & {*b.show})
            ]
            missing = [key for key in ("content_note", "summary") if not getattr(page, key)]
            if shows and missing:
                names = ", ".join(dict.fromkeys(scenarios_on(course, page)))
                message = f"the page {page.id} shows {names} and has no {' and no '.join(missing)}"
                yield error("no-content-note", page.where, message, f"add {', '.join(key + ':' for key in missing)}")


def scene_too_fast(course: HouseCourse) -> Iterator[Diagnostic]:
    """A scene of an animation says more words, or says them faster, than the house rules allow.

    Why: captions have to be read while the picture is looked at.

    Example: `narration: {words_in_scene: 40, words_in_second: 2.6}` and 36 words in 10 seconds.

    Instead: give the scene more `seconds:`, or fewer words.
    """
    rules = course.house.narration
    for film in course.animations if rules else ():
        for scene in film.scenes:
            count = len(words_in(scene.narration))
            if rules and (count > rules.words_in_scene or count > rules.words_in_second * scene.seconds):
                speed = f"{count} words in {counted(scene.seconds, 'second')}"
                allowed = f"at most {rules.words_in_scene}, and {rules.words_in_second:g} a second"
                where = course.place(scene, "narration")
                yield error("scene-too-fast", where, f"{speed}: {allowed}", "more seconds, or fewer words")
