"""Rules for modules as a whole: pages, minutes, and the check at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from builder.checks.parts import blocks_in, with_other_pages
from builder.diagnostics import Diagnostic, counted, did_you_mean, error, warning
from builder.model.blocks.questions import Quiz
from builder.model.course import Course, Page


def empty_module(course: Course) -> Iterator[Diagnostic]:
    """A module has no pages.

    Why: a package needs something to show.

    Example: a folder with a `module.yaml` and no file that ends in `.md`.

    Instead: add a page, or take the module out of `course.yaml`.
    """
    for module in course.contents:
        if not module.pages:
            yield error("empty-module", module.where, f"the module {module.id} has no pages", "add a page")


def same_title(course: Course) -> Iterator[Diagnostic]:
    """Two pages of a module have the same title.

    Why: the list of contents has two lines that nobody can tell apart, and so has whoever listens to it.

    Example: two pages with `title: What to do`, of which one was copied.

    Instead: say in each title what its page is about. Its id stays.
    """
    for module in course.contents:
        first: dict[str, Page] = {}
        for page in module.pages:
            other = first.setdefault(page.title.casefold(), page)
            if other.id != page.id:
                message = f"the page {other.id} has this title, too"
                yield warning("same-title", course.place(page, "title"), message, "say what each of them is about")


def empty_page(course: Course) -> Iterator[Diagnostic]:
    """A page has no text and no blocks.

    Why: learners would meet a title with nothing below it.

    Example: a file that ends after its second line `---`.

    Instead: write the page, or take the file out.
    """
    for module in course.contents:
        for page in module.pages:
            if not page.blocks:
                yield error("empty-page", page.where, f"the page {page.id} has nothing on it", "write the page")


def minutes_sum(course: Course) -> Iterator[Diagnostic]:
    """A module's minutes are not the sum of its pages' minutes, where all of these are given.

    Why: learners plan by this number, and employers count it. What nobody gives is computed from words and tasks.

    Example: `minutes: 35` where the pages add up to 41.

    Instead: write the sum, or mend a page's minutes.
    """
    doubtful = with_other_pages(course)
    for module in (module for module in course.contents if module.id not in doubtful):
        given = [page.minutes for page in module.pages if page.minutes]
        total = sum(given)
        if module.minutes and len(given) == len(module.pages) > 0 and total != module.minutes:
            message = f"the pages add up to {counted(total, 'minute')}, and the module says {module.minutes}"
            yield error("minutes-sum", course.place(module, "minutes"), message, f"write minutes: {total}")


def check_page(course: Course) -> Iterator[Diagnostic]:
    """A module with a check has not exactly one place for it, or a module without a check has one.

    Why: learners could not reach the check, or would find an empty one.

    Example: `check:` in `module.yaml`, and no page with `::: check`.

    Instead: put `::: check` on exactly one page of a module whose `module.yaml` has `check:`.
    """
    doubtful = with_other_pages(course)
    for module in course.contents:
        places = [block for page in module.pages for block in page.blocks if isinstance(block, Quiz)]
        if module.check is None:
            for block in places:
                message = f"the module {module.id} has no check to show here"
                yield error("check-page", block.where, message, "add check: to module.yaml, or take the block out")
        elif module.id in doubtful:
            continue
        elif not places:
            message = f"no page of {module.id} shows its check"
            yield error("check-page", course.place(module, "check"), message, "put ::: check on the last page")
        else:
            for block in places[1:]:
                message = f"the check of {module.id} already stands at {places[0].where}"
                yield error("check-page", block.where, message, "keep one of them")


def bank_too_small(course: Course) -> Iterator[Diagnostic]:
    """A bank has fewer questions than the check draws.

    Why: a try could not be filled.

    Example: `draw: 10` and eight questions in `questions/`.

    Instead: write more questions, or draw fewer.
    """
    for module in course.contents:
        if module.check and len(module.bank) < module.check.draw:
            message = f"the check draws {counted(module.check.draw, 'question')}, and the bank has {len(module.bank)}"
            yield error(
                "bank-too-small", course.place(module, "check", "draw"), message, "add questions, or draw fewer"
            )


def too_few_critical(course: Course) -> Iterator[Diagnostic]:
    """The check draws more critical questions than the bank has.

    Why: a try could not be filled.

    Example: `critical: 2` and one question with `critical: true`.

    Instead: mark more questions as critical, or draw fewer of them.
    """
    for module in course.contents:
        if module.check is None or not module.bank:
            continue
        available = sum(question.critical for question in module.bank)
        if module.check.critical > available:
            wanted = counted(module.check.critical, "critical question")
            message = f"each try is to have {wanted}, and the bank has {available}"
            hint = "mark questions with critical: true, or draw fewer"
            yield error("too-few-critical", course.place(module, "check", "critical"), message, hint)


def unknown_draw_part(course: Course) -> Iterator[Diagnostic]:
    """A part of a check's draw names something that is no outcome and no page of the module.

    Why: no question would ever be drawn for it.

    Example: `of: [L3.o9]` in a module with seven outcomes.

    Instead: write the id of an outcome or a page as it stands in the module.
    """
    for module in course.contents:
        known = [*(outcome.id for outcome in module.outcomes), *(page.id for page in module.pages)]
        for part in module.check.parts if module.check else ():
            for index, name in enumerate(part.of):
                if name not in known:
                    message = f"{module.id} has no outcome and no page {name!r}"
                    hint = did_you_mean(name, known, "outcomes stand in module.yaml, pages at the top of their files")
                    yield error("unknown-draw-part", course.place(part, "of", index), message, hint)


def draw_too_large(course: Course) -> Iterator[Diagnostic]:
    """The parts, critical questions and case sets of a check's draw ask for more than there is.

    Why: a try would have other questions than you meant, and nobody would notice.

    Example: `cases: 3` and two stories in `cases:`; a part that takes 4 of an outcome with three questions; parts and
    case sets of 12 questions where `draw: 10`; `critical: 2` where `draw: 1`.

    Instead: write more questions, or take fewer. Questions of case sets, and critical ones, do not count for parts.
    """
    for module in course.contents:
        if module.check is None or not module.bank:
            continue
        rule, hint = module.check, "add questions, or take fewer"
        named = {one.id for one in module.outcomes} | {page.id for page in module.pages}
        single = [question for question in module.bank if question.case is None]
        too_few = rule.critical > sum(question.critical for question in module.bank)
        for part in rule.parts:
            free = [question for question in single if not (rule.critical and question.critical)]
            found = sum(bool({question.outcome, question.page}.intersection(part.of)) for question in free)
            too_few |= found < part.take
            if found < part.take and named.issuperset(part.of):
                message = f"this part takes {counted(part.take, 'question')}, and {found} can be drawn"
                yield error("draw-too-large", course.place(part, "take"), message, hint)
        sets = Counter(question.case for question in module.bank if question.case)
        if rule.cases > len(sets):
            message = f"each try is to have {counted(rule.cases, 'case set')}, and the bank has {len(sets)}"
            yield error("draw-too-large", course.place(rule, "cases"), message, hint)
            continue
        largest = sum(count for _, count in sets.most_common(rule.cases))
        asked = largest + rule.critical + sum(part.take for part in rule.parts)
        if asked > rule.draw and not too_few:
            message = f"case sets, critical questions and parts come to {asked}, and a try has {rule.draw}"
            yield error("draw-too-large", course.place(rule, "draw"), message, "draw more, or take fewer")


def unused_bank(course: Course) -> Iterator[Diagnostic]:
    """A module has a question bank and no check that draws from it.

    Why: nobody would ever see the questions.

    Example: a folder `questions/`, and no `check:` in `module.yaml`.

    Instead: add `check:` to `module.yaml`, or put the questions on pages.
    """
    for module in course.contents:
        if module.check is None and module.bank and not any(blocks_in(module, Quiz)):
            message = f"the module {module.id} has no check that draws this question"
            yield warning("unused-bank", module.bank[0].where, message, "add check: to module.yaml")


def requires_circle(course: Course) -> Iterator[Diagnostic]:
    """Modules require each other in a circle, or one requires itself.

    Why: each would wait for another, so nobody could ever open one of them.

    Example: `requires: [level-2]` in Level 1, and `requires: [level-1]` in Level 2.

    Instead: take out one of them; what is only suggested goes into `prerequisite`.
    """
    waits = {module.slug: module.requires for module in course.contents}
    for module in course.contents:
        way = _way_back(waits, module.slug)
        # Each circle is told once: where the first of its modules stands.
        if way and module.slug == next(slug for slug in course.modules if slug in way):
            circle = " requires ".join([module.slug, *way])
            where, hint = course.place(module, "requires"), "take one of these out; what is suggested is a prerequisite"
            yield error("requires-circle", where, f"{circle}: nobody could open them", hint)


def _way_back(waits: Mapping[str, Sequence[str]], start: str) -> Sequence[str]:
    """Return by which modules *start* waits for itself, itself at the end; nothing if it does not."""
    came_from: dict[str, str] = {}
    ahead = [start]
    while ahead:
        here = ahead.pop(0)
        for there in waits.get(here, ()):
            if there == start:
                way = [here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return [*way[-2::-1], start]
            if there not in came_from:
                came_from[there] = here
                ahead.append(there)
    return ()
