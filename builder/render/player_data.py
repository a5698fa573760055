"""The contract between build time and run time: what a page tells the player, and nothing else.

These models are apart from the course model on purpose: an author's words may change without breaking a learner's saved
state. ``tools/generate.py`` writes the TypeScript side, ``player/src/core/player_data.ts``, from them.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel
from pydantic.alias_generators import to_camel

from builder.model.cases import Verdict
from builder.model.switches import Switch


class Contract(BaseModel):
    """A part of the contract: frozen, complete, and camelCase in JSON."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        json_schema_serialization_defaults_required=True,
    )


class PlayerOption(Contract):
    """An option or item: ``answer`` is 1 for a right option and 0 for a wrong one, or the index of its right label."""

    id: str
    text: str
    feedback: str
    answer: int


class PlayerDecision(Contract):
    """What makes a question a decision about the person called ``name``: what each of its options is worth."""

    name: str
    verdicts: tuple[Verdict, ...]


class PlayerQuestion(Contract):
    """A question in one of two mechanics: ``pick`` options, or ``assign`` a label to each item.

    ``fingerprint`` files it in saved state; ``tracking_id`` and ``iri`` file it in the LMS and the LRS. ``danger`` is
    the kind of a critical question, and ``pairs`` holds the fingerprints of those that never share a try with it.
    """

    id: str
    tracking_id: str
    iri: str
    fingerprint: int
    kind: Literal["choice", "hotspot", "order", "sort", "match"]
    mechanic: Literal["pick", "assign"]
    stem: str
    case_text: str | None = None
    choose: int
    options: tuple[PlayerOption, ...]
    labels: tuple[str, ...] = ()
    shuffle: bool = True
    principle: str | None = None
    critical: bool = False
    danger: str | None = None
    pairs: tuple[int, ...] = ()
    page: str | None = None
    decision: PlayerDecision | None = None


class PlayerPage(Contract):
    """A page: ``required`` lists the fingerprints of the questions that must have been tried before it is done."""

    id: str
    title: str
    iri: str
    fingerprint: int
    minutes: int
    core: bool
    required: tuple[int, ...] = ()


class PlayerPrinciple(Contract):
    """A principle, for the result by principle; ``tracking_id`` and ``iri`` file it in the LMS and the LRS."""

    id: str
    tracking_id: str
    iri: str
    title: str


class PlayerPart(Contract):
    """A part of a draw: how many questions it takes, and the fingerprints of those that it may take."""

    take: int
    questions: tuple[int, ...]


class PlayerQuiz(Contract):
    """The quiz: ``bank`` is the file that holds its ``questions``, ``pass_mark`` is in per cent.

    Of the ``draw`` questions of a try, ``cases`` sets of questions that share a story come whole, ``critical`` ones are
    critical (one of each kind of danger before a second of any), and each of the ``parts`` takes its own.
    """

    page: str
    bank: str
    questions: tuple[int, ...]
    draw: int
    critical: int
    cases: int = 0
    parts: tuple[PlayerPart, ...] = ()
    pass_mark: int


class PlayerModule(Contract):
    """The module in this package; ``outcomes`` stand on its certificate, ``following`` is the next module's title."""

    id: str
    slug: str
    title: str
    iri: str
    minutes: int
    outcomes: tuple[str, ...] = ()
    following: str = ""


class PlayerCourse(Contract):
    """The course to which the module belongs; ``edition`` is the id of a partnership's, or ""."""

    id: str
    title: str
    iri: str
    version: str
    guidance_version: str
    language: str
    edition: str = ""


class PlayerCertificate(Contract):
    """What an edition adds to the certificate: who gives it out, its picture, who signs it, and months until anew.

    What it does not say is "", or 0.
    """

    issuer: str
    logo: str = ""
    signatory: str
    refresh_months: int


class PlayerWay(Contract):
    """A branching case: the ``number`` of the way through it in saved state, and the most ``steps`` that it keeps."""

    number: int
    steps: int


class PlayerState(Contract):
    """Saved state: the limit in characters, and the worst case that this module can reach."""

    limit: int
    worst_case: int


class PlayerData(Contract):
    """What the player is told before the whole document has arrived, so that it need not wait for that.

    ``build`` names these bytes: it is the body of ``probe.txt``. ``taught`` lists the fingerprints of the questions
    that stand on the pages; the questions themselves come in ``taught.js``. ``practice_is_sent`` says whether
    answers to those leave the browser, and ``done`` what SCORM 1.2 is told of a module that is done.
    """

    build: str
    course: PlayerCourse
    module: PlayerModule
    pages: tuple[PlayerPage, ...]
    taught: tuple[int, ...]
    cases: tuple[PlayerWay, ...] = ()
    principles: tuple[PlayerPrinciple, ...]
    check: PlayerQuiz | None
    certificate: PlayerCertificate | None = None
    switched_off: tuple[Switch, ...] = ()
    state: PlayerState
    not_passed: Literal["incomplete", "failed"]
    done: Literal["passed", "completed"]
    practice_is_sent: bool


class PlayerTaught(RootModel[tuple[PlayerQuestion, ...]]):
    """``taught.js``: the questions that stand on the pages, each once."""


class PlayerBank(Contract):
    """``bank.json``: the questions of the quiz, fetched when the learner gets there."""

    build: str
    questions: tuple[PlayerQuestion, ...]


class PlayerCaseOption(Contract):
    """A way to act in a case: ``next`` is the id of the node that follows, or null where the case is over."""

    text: str
    verdict: Verdict
    feedback: str
    then: str
    next: str | None
    gives: tuple[str, ...]


class PlayerCaseNode(Contract):
    """A step of a case."""

    id: str
    clock: str
    you_are: str
    known: str
    ask: str
    options: tuple[PlayerCaseOption, ...]


class PlayerCaseEnding(Contract):
    """An ending, for whoever has all the marks that it ``needs`` and none that it ``lacks``."""

    needs: tuple[str, ...]
    lacks: tuple[str, ...]
    title: str
    text: str


class PlayerCase(Contract):
    """``case-<id>.json``: a branching case about ``name``, fetched when the learner begins it.

    The first of ``endings`` that fits is shown.
    """

    name: str
    start: str
    nodes: tuple[PlayerCaseNode, ...]
    endings: tuple[PlayerCaseEnding, ...]
    debrief: str
