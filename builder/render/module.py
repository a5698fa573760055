"""A module to the files of its web content: the same for every format but for the player and one line of its CSP."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from builder.archive import PackageFile
from builder.model.course import Course, Module
from builder.model.edition import Edition
from builder.model.ids import activity_iri, module_iri, principle_iri, tracked
from builder.model.quiz import QuizRule
from builder.render.bundle import Bundle
from builder.render.cases import READABLE as CASES
from builder.render.cases import case_files, cases_in
from builder.render.data_script import TAUGHT, scripts_of, taught_script
from builder.render.document import document_of, finished
from builder.render.documents import document_files
from builder.render.edition_look import logo_files, stylesheet
from builder.render.own_scripts import own_scripts
from builder.render.pages import PageRenderer, RenderedPage
from builder.render.plain_pages import Readable, cases_page, licences_page, questions_page
from builder.render.player_data import (
    PlayerBank,
    PlayerCertificate,
    PlayerCourse,
    PlayerData,
    PlayerModule,
    PlayerPage,
    PlayerPart,
    PlayerPrinciple,
    PlayerQuestion,
    PlayerQuiz,
    PlayerState,
    PlayerWay,
)
from builder.render.player_words import player_words
from builder.render.policy import plain_policy
from builder.render.questions import bank_questions
from builder.render.saved_state import worst_case
from builder.render.templates import asset
from builder.render.typeface import typeface_files
from builder.tracking import load_tracking
from builder.words import Words, words_of

LAUNCH = "index.html"
QUIZ_BANK = "bank.json"
#: What the packages of every module hold, as it was made, beside what saves and the style sheet.
_ALWAYS = ("theme/scripted.css", "player/player.js", "player/more.js", "player/search.js")


@dataclass(frozen=True, eq=False)
class ModuleContent:
    """A module's web content, rendered once; ``files`` finishes it for a format."""

    course: Course
    module: Module
    pages: tuple[RenderedPage, ...]
    #: The questions that stand on the pages.
    taught: tuple[PlayerQuestion, ...]
    data: PlayerData
    bank: PlayerBank
    #: Files that are made from data, the same in every format.
    made: tuple[PackageFile, ...]

    @cached_property
    def digest(self) -> bytes:
        """A digest of all that every format's package of this module holds."""
        digest = hashlib.sha256()
        for part in (
            *(page.html.encode() for page in self.pages),
            self.data.model_dump_json().encode(),
            self.bank.model_dump_json().encode(),
            taught_script(self.taught),
            *(json.dumps(words_of(self.course).of(area)).encode() for area in ("player", "block.what-is-sent")),
            *(file.content for file in (*self.made, *self.typeface) if isinstance(file.content, bytes)),
            stylesheet(self.course),
            *(asset(f"generated/{name}") for name in _ALWAYS),
        ):
            digest.update(hashlib.sha256(part).digest())
        return digest.digest()

    @cached_property
    def typeface(self) -> tuple[PackageFile, ...]:
        """The files with the letters of what learners read."""
        # What is told in a case stands in a file of its own.
        told = (
            file.content.decode()
            for file in self.made
            if file.path.endswith(".json") and isinstance(file.content, bytes)
        )
        return tuple(typeface_files(self.document, self.bank.model_dump_json(), *told))

    @cached_property
    def readable(self) -> Readable:
        """What the pages beside the module show."""
        return Readable(self.course, self.module, self.bank.questions)

    @cached_property
    def document(self) -> str:
        """The module's document, rendered once; each format has its own in the ``PLACES`` of it."""
        return document_of(self)

    def files(self, bundle: Bundle) -> list[PackageFile]:
        """Return the files of the content with *bundle*'s player, the launch file first."""
        build = _build_id(self, bundle)
        bank = self.bank.model_copy(update={"build": build})
        plain, words = plain_policy(bundle), words_of(self.course)
        named = [
            PackageFile(LAUNCH, finished(self, self.data.model_copy(update={"build": build}), bundle=bundle).encode()),
            PackageFile("player.js", asset("generated/player/player.js")),
            PackageFile("saving.js", _with_words(bundle.saving, words)),
            *(PackageFile(n, _with_words(asset(f"generated/player/{n}"), words)) for n in ("more.js", "search.js")),
            PackageFile(TAUGHT, taught_script(self.taught)),
            PackageFile("style.css", stylesheet(self.course)),
            PackageFile("scripted.css", asset("generated/theme/scripted.css")),
            *self.typeface,
            PackageFile("probe.txt", build.encode()),
            PackageFile("licences.html", licences_page(self.readable, plain).encode()),
        ]
        if self.data.check:
            named.append(PackageFile(QUIZ_BANK, bank.model_dump_json(by_alias=True).encode()))
            named.append(PackageFile("questions.html", questions_page(self.readable, plain).encode()))
        if cases_in(self.course, self.module):
            named.append(PackageFile(CASES, cases_page(self.readable, plain).encode()))
        media = (PackageFile(f"media/{file.path}", file.content) for file in self.module.media)
        return [*named, *self.made, *scripts_of([*named, *self.made]), *media]


def render_module(course: Course, module: Module, renderer: PageRenderer | None = None) -> ModuleContent:
    """Return the web content of *module*, of a course that has passed all checks, its pages by a *renderer* of its own.

    Raises StateOverflow and DocumentOverflow.
    """
    renderer = renderer or PageRenderer(course, module)
    with ThreadPoolExecutor(max_workers=1) as aside:
        # typst leaves Python's lock alone: what it makes is ready when the pages are.
        documents = aside.submit(document_files, course, module)
        pages = tuple(renderer.shared(page) for page in module.pages)
    bank = bank_questions(course, module, fill=renderer.fill)
    player_pages = tuple(_player_page(renderer, rendered) for rendered in pages)
    # A decision point may stand on two pages of a module; it is one question.
    taught = tuple({question.id: question for rendered in pages for question in rendered.questions}.values())
    rule = module.check
    # A critical question that went wrong is followed by a fresh one (scorm_templates/components/check/critical.ts).
    draw = rule.draw + rule.critical if rule else 0
    ways = tuple(
        PlayerWay(number=course.numbers[module.id, *case.shape], steps=case.longest_way)
        for _, case in cases_in(course, module)
    )
    data = PlayerData(
        build="",
        course=PlayerCourse(
            id=course.id,
            title=renderer.fill(course.title),
            iri=course.iri,
            version=course.version,
            guidance_version=course.guidance_version,
            language=course.language,
            edition=course.edition.id if course.edition else "",
        ),
        module=PlayerModule(
            id=module.id,
            slug=module.slug,
            title=renderer.fill(module.title),
            iri=module_iri(course, module),
            minutes=renderer.minutes.module,
            outcomes=tuple(renderer.fill(outcome.text) for outcome in module.outcomes),
            following=_following(renderer),
        ),
        pages=player_pages,
        taught=tuple(question.fingerprint for question in taught),
        cases=ways,
        principles=tuple(
            PlayerPrinciple(
                id=p.id, tracking_id=tracked(p.id), iri=principle_iri(course, p.id), title=renderer.fill(p.title)
            )
            for p in course.principles
        ),
        check=quiz_of(course, module, bank),
        certificate=_certificate_of(course.edition),
        switched_off=course.edition.switched_off if course.edition else (),
        state=PlayerState(
            limit=load_tracking().state.limit,
            worst_case=worst_case(pages=player_pages, taught=taught, bank=bank, draw=draw, cases=ways),
        ),
        not_passed=course.tracking.not_passed,
        done="completed" if course.tracking.completed else "passed",
        practice_is_sent=course.tracking.practice,
    )
    made = (
        *logo_files(course),
        *documents.result(),
        *renderer.animation_files(),
        *case_files(course, module, renderer.fill),
        *own_scripts(page.html for page in pages),
    )
    return ModuleContent(course, module, pages, taught, data, PlayerBank(build="", questions=bank), made)


def _certificate_of(edition: Edition | None) -> PlayerCertificate | None:
    own = edition.certificate if edition else None
    if own is None:
        return None
    return PlayerCertificate(
        issuer=own.issuer,
        signatory=own.signatory or "",
        refresh_months=own.refresh_months or 0,
        logo=edition.logo.path if edition and edition.logo else "",
    )


def quiz_of(course: Course, module: Module, bank: Sequence[PlayerQuestion]) -> PlayerQuiz | None:
    """Return how the quiz of *module* is drawn from *bank*, its bank as the player gets it; None if it has none."""
    page = next((page for page in module.pages if page.holds_quiz), None)
    rule = module.check
    if not (rule and page):
        return None
    return PlayerQuiz(
        page=page.id, bank=QUIZ_BANK, questions=tuple(question.fingerprint for question in bank),
        draw=rule.draw, critical=rule.critical, cases=rule.cases, parts=_parts(module, rule, bank),
        pass_mark=course.pass_mark,
    )  # fmt: skip


def _parts(module: Module, rule: QuizRule, bank: Sequence[PlayerQuestion]) -> tuple[PlayerPart, ...]:
    """Return the parts of a draw. A question of a case set is none of theirs: it comes with its set, or not at all."""
    return tuple(
        PlayerPart(
            take=part.take,
            questions=tuple(
                drawn.fingerprint
                for question, drawn in zip(module.bank, bank, strict=True)
                if question.case is None and {question.outcome, question.page}.intersection(part.of)
            ),
        )
        for part in rule.parts
    )


def _following(on: PageRenderer) -> str:
    """Return the title of the module after this one, or "" after the last."""
    place = [module.id for module in on.course.contents].index(on.module.id)
    after = on.course.contents[place + 1 :]
    return on.fill(after[0].title) if after else ""


def _player_page(on: PageRenderer, rendered: RenderedPage) -> PlayerPage:
    page = rendered.page
    return PlayerPage(
        id=page.id,
        title=on.fill(page.title),
        iri=activity_iri(on.course, on.module, page.id),
        fingerprint=on.course.numbers[on.module.id, page.id],
        minutes=on.minutes.pages[page.id],
        core=page.core,
        required=tuple(question.fingerprint for question in rendered.questions),
    )


def _build_id(content: ModuleContent, bundle: Bundle) -> str:
    """Return a name for these bytes: it changes when anything that the learner gets does, and only then."""
    return hashlib.sha256(content.digest + bundle.saving).hexdigest()[:16]


def _with_words(script: bytes, words: Words) -> bytes:
    """Return *script* with what it says: it comes after the first page, which nobody waits for then."""
    return f"window.coursepackWords={player_words(words, script)};\n".encode() + script
