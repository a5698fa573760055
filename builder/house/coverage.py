"""Rules for what a course covers: its shape, principles, scenarios, outcomes, themes and question banks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from builder.checks.parts import Written, unknown
from builder.diagnostics import Diagnostic, Location, counted, error, warning
from builder.house.course import HouseCourse
from builder.house.model import ModuleRules, Range
from builder.model.blocks.story import CaseBlock, DecisionBlock, ScenarioBlock
from builder.model.course import Course, Module, Page


def scenarios_on(course: Course, page: Page) -> Iterator[str]:
    """Yield the id of each scenario of which *page* shows something: story, voice, learning, decision point or case."""
    for block in page.blocks:
        if isinstance(block, ScenarioBlock):
            yield block.scenario
        elif isinstance(block, DecisionBlock) and block.decision in course.decisions:
            yield course.decisions[block.decision][0].id
        elif isinstance(block, CaseBlock) and block.case in course.branching_cases:
            yield course.branching_cases[block.case][0].id


def teaching_pages(module: Module) -> Iterator[Page]:
    """Yield the pages of *module* but for the one that holds its check."""
    return (page for page in module.pages if not page.holds_quiz)


def _ruled(course: HouseCourse) -> Iterator[tuple[Module, ModuleRules]]:
    for module in course.contents:
        if module.id in course.house.by_module:
            yield module, course.house.by_module[module.id]


def _outside(number: int, allowed: Range) -> bool:
    return not allowed[0] <= number <= allowed[1]


def module_shape(course: HouseCourse) -> Iterator[Diagnostic]:
    """A course has more or fewer modules, or a module more or fewer pages or outcomes, than the house rules say.

    Why: learners and their employers were told what they get, and a module with too many pages is not finished in one
    go.

    Example: `shape: {modules: 5, pages: [8, 16], outcomes: [4, 7]}` and a module of 20 pages.

    Instead: split, join or take out; or agree on another shape in `lint.yaml`.
    """
    shape = course.house.shape
    if shape is None:
        return
    if len(course.contents) != shape.modules:
        message = f"the course has {counted(len(course.contents), 'module')}; {shape.modules} were agreed"
        yield error("module-shape", course.place(course, "modules"), message, "mend modules: here or in lint.yaml")
    for module in course.contents:
        for what, number, allowed in (
            ("page", len(module.pages), shape.pages),
            ("outcome", len(module.outcomes), shape.outcomes),
        ):
            if _outside(number, allowed):
                message = f"{module.id} has {counted(number, what)}; {allowed[0]} to {allowed[1]} were agreed"
                yield error("module-shape", module.where, message, "split, join or take out")


def principle_not_taught(course: HouseCourse) -> Iterator[Diagnostic]:
    """A module has to teach a principle, and no page of it does, besides the one that holds the check.

    Why: a check that asks about what was never taught is not fair, and a level that leaves a principle out is not
    whole.

    Example: `principles: [P1, P2]` for a module in `lint.yaml`, and no page of it with `P2` in its `principles:`.

    Instead: teach it, and name it in the page's `principles:`.
    """
    for module, rules in _ruled(course):
        taught = {name for page in teaching_pages(module) for name in page.principles}
        for name in rules.principles:
            if name not in taught:
                message = f"no page of {module.id} teaches {name}"
                yield error("principle-not-taught", module.where, message, "name it in a page's principles:")


def scenario_not_used(course: HouseCourse) -> Iterator[Diagnostic]:
    """A module has to use a scenario, and no page of it shows its story, its voice, its learning or a decision point.

    Why: learners meet the same people at every level, each time from another seat.

    Example: `scenarios: [S01, S02]` for a module in `lint.yaml`, and no `::: scenario S02` and no decision of it there.

    Instead: show it with `::: scenario S02` or `::: decision S02-A`.
    """
    for module, rules in _ruled(course):
        shown = {name for page in teaching_pages(module) for name in scenarios_on(course, page)}
        # A scenario may also be told by an animation, or by words on a page that is tagged with it.
        shown |= {name for page in teaching_pages(module) for name in page.scenarios}
        for name in rules.scenarios:
            if name not in shown:
                message = f"no page of {module.id} uses the scenario {name}"
                yield error("scenario-not-used", module.where, message, f"show it: ::: scenario {name}")


def primary_principle(course: HouseCourse) -> Iterator[Diagnostic]:
    """A principle leads no scenario.

    Why: each principle is taught through one person's story, so that it has a face.

    Example: `a_scenario_for_each_principle: true` and no scenario with `primary: P4`.

    Instead: change `primary:` in one of the scenarios.
    """
    if not course.house.a_scenario_for_each_principle:
        return
    leading = {scenario.primary for scenario in course.scenarios}
    for principle in course.principles:
        if principle.id not in leading:
            message = f"{principle.id} leads no scenario; each principle leads one"
            yield error("primary-principle", principle.where, message, "change primary: in a scenario")


def outcome_not_covered(course: HouseCourse) -> Iterator[Diagnostic]:
    """An outcome that no page teaches, or that too few questions ask about.

    Why: an outcome is a promise of what learners can do afterwards.

    Example: `items_for_each_outcome: 2` and one question with `outcome: L1.o3`.

    Instead: name it in a page's `outcomes:` and in the `outcome:` of more questions.
    """
    shape = course.house.shape
    for module in course.contents if shape else ():
        taught = {name for page in module.pages for name in page.outcomes}
        asked = Counter(question.outcome for question in module.bank)
        for outcome in module.outcomes:
            if outcome.id not in taught:
                message = f"no page teaches {outcome.id}"
                yield error("outcome-not-covered", outcome.where, message, "name it in a page's outcomes:")
            if module.check and shape and asked[outcome.id] < shape.items_for_each_outcome:
                message = f"{counted(asked[outcome.id], 'question')} on {outcome.id}; at least "
                hint = "name it in the outcome: of more questions"
                yield error("outcome-not-covered", outcome.where, f"{message}{shape.items_for_each_outcome}", hint)


def thin_bank(course: HouseCourse) -> Iterator[Diagnostic]:
    """A bank has fewer questions, fewer on one principle, or fewer critical ones than the house rules ask for.

    Why: from a thin bank the same questions come again at the next try, and a learner learns answers by heart.

    Example: `bank: 40` for a module in `lint.yaml`, and 38 questions; `items_for_each_principle: 4`, and three on `P7`.

    Instead: write more questions.
    """
    for module, rules in _ruled(course):
        by_principle = Counter(question.principle for question in module.bank)
        needs: Mapping[str, tuple[int, int]] = {
            "": (len(module.bank), rules.bank),
            " that are critical": (sum(question.critical for question in module.bank), rules.critical_items),
            **{f" on {name}": (by_principle[name], rules.items_for_each_principle) for name in rules.principles},
        }
        for which, (number, least) in needs.items():
            if number < least:
                message = f"{module.id} has {counted(number, 'question')}{which}; at least {least} were agreed"
                yield error("thin-bank", module.where, message, "write more questions")


def theme_not_taught(course: HouseCourse) -> Iterator[Diagnostic]:
    """A theme has no page, or pages that do not teach its principle.

    Why: `themes:` in `lint.yaml` holds what has to be taught under each principle, and where that is done.

    Example: `- {principle: P1, theme: A record that was not used to plan, pages: []}`

    Instead: write it into a page that names the principle, and name the page there.
    """
    pages = {page.id: page for module in course.contents for page in module.pages}
    for theme in course.house.themes:
        where = theme.where
        if not theme.pages:
            message = f"no page teaches the theme {theme.theme!r} of {theme.principle}"
            yield warning("theme-not-taught", where, message, "name the pages that do in pages:")
        for name in theme.pages:
            if name in pages and theme.principle not in pages[name].principles:
                message = f"{name} is to teach a theme of {theme.principle}, and does not name it in principles:"
                yield warning("theme-not-taught", where, message, "add it there, or name another page")


def unknown_in_rules(course: HouseCourse) -> Iterator[Diagnostic]:
    """The house rules name a module, page, principle or scenario that does not exist.

    Why: a rule about nothing holds nothing.

    Example: `module: L5` where there are four levels.

    Instead: use the id as it stands in the course.
    """
    house = course.house
    modules = {module.id for module in course.contents}
    pages = {page.id for module in course.contents for page in module.pages}
    principles = {principle.id for principle in course.principles}
    scenarios = {scenario.id for scenario in course.scenarios}
    uses: list[tuple[str, Written, set[str]]] = []
    for rules in house.modules:
        uses.append(("module", Written(rules.module, rules, ("module",)), modules))
        uses += [
            ("principle", Written(p, rules, ("principles", n)), principles) for n, p in enumerate(rules.principles)
        ]
        uses += [("scenario", Written(s, rules, ("scenarios", n)), scenarios) for n, s in enumerate(rules.scenarios)]
    for theme in house.themes:
        uses.append(("principle", Written(theme.principle, theme, ("principle",)), principles))
        uses += [("page", Written(page, theme, ("pages", n)), pages) for n, page in enumerate(theme.pages)]
    for what, word, known in uses:
        if word.text not in known:
            yield unknown("unknown-in-rules", word.where(course), what=what, name=word.text, known=known)


def stories_in_a_row(course: HouseCourse) -> Iterator[Diagnostic]:
    """More scenarios' stories stand in a row than the house rules allow, with nothing in between.

    Why: words first, then a task, then breathe. One hard story after another wears people out, and some learners were
    hurt themselves.

    Example: `stories_in_a_row: 2` and three blocks `::: scenario` that show a story, one below the other.

    Instead: put text, a question or a reflection between them.
    """
    rules = course.house.scenarios
    for module in course.contents if rules else ():
        run: list[Location] = []
        for page in module.pages:
            for block in page.blocks:
                tells = isinstance(block, ScenarioBlock) and "before" in block.show
                run = [*run, block.where] if tells else []
                if rules and len(run) > rules.stories_in_a_row:
                    message = f"this is story number {len(run)} in a row; {rules.stories_in_a_row} are allowed"
                    yield error("stories-in-a-row", block.where, message, "put a task or some text between them")
