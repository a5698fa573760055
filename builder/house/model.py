"""The house rules of one course, as data: ``lint.yaml``. A course without them is held to the general rules alone.

Each section switches on the rules that read it (``builder.house`` names them), so that a course starts with none and
adds what its writers have agreed on.
"""

from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field

from builder.model.kinds import VALUE, Kind
from builder.model.node import AuthoredId, ByKey, IsoDate, Key, Node, Text

#: The least and the most that is allowed.
Range = tuple[int, int]


class HousePart(Node):
    """A part of the house rules. No learner reads a word of them."""

    OTHERWISE: ClassVar[Kind | None] = VALUE


class CourseSize(HousePart):
    """How large a course and its modules are."""

    modules: int = Field(ge=1)
    pages: Range
    outcomes: Range
    items_for_each_outcome: int = Field(default=0, ge=0)


class ReadingLimits(HousePart):
    """US school grades (reading age less 5), over which there is a warning or an error, and words in a sentence.

    A module whose pages together are under the ``floor`` talks down to those whom it is for.
    """

    floor: float = 0
    target: float
    limit: float
    sentence: int = Field(ge=1)


class ModuleRules(HousePart):
    """What one module has to teach and to ask."""

    module: AuthoredId
    principles: tuple[AuthoredId, ...] = ()
    scenarios: tuple[AuthoredId, ...] = ()
    bank: int = Field(default=0, ge=0)
    items_for_each_principle: int = Field(default=0, ge=0)
    critical_items: int = Field(default=0, ge=0)
    reading: ReadingLimits | None = None


class Theme(HousePart):
    """Something that has to be taught under a principle, and the pages that do."""

    principle: AuthoredId
    theme: Text
    pages: tuple[AuthoredId, ...] = ()


class ScenarioRules(HousePart):
    """How a scenario is told and what its decision points are like."""

    story_words: Range
    #: Words that ``learning`` holds: what was done well.
    learning_says: Text
    options: int = Field(ge=2)
    stories_in_a_row: int = Field(ge=1)


class QuestionRules(HousePart):
    """How questions are written. Lengths are in words; ``key_longest`` is in per cent of a bank's single choices."""

    feedback_words: int = Field(ge=1)
    stem_words: int = Field(ge=1)
    stem_words_in_case: int = Field(ge=1)
    key_longest: Range
    key_times_longest: float = Field(gt=1)
    trick_options: tuple[Text, ...] = ()
    stem_without: tuple[Text, ...] = ()
    #: Words that no slug has: an LMS shows slugs to people who have not read the course.
    slug_without: tuple[Text, ...] = ()
    #: Words that praise. Feedback begins with what happens.
    praise: tuple[Text, ...] = ()


class WordCueRules(HousePart):
    """From which share of right options, in per cent, words alone may not find more; and words to be shown by side."""

    warns_over: int = Field(ge=0, le=100)
    fails_over: int = Field(ge=0, le=100)
    words: tuple[Text, ...] = ()


class NarrationRules(HousePart):
    """How fast an animation speaks."""

    words_in_scene: int = Field(ge=1)
    words_in_second: float = Field(gt=0)


class FactRules(HousePart):
    """Which facts are never typed. ``shown_in`` names ids of parts in which the words are history or a story."""

    #: Words beside which a typed number of days, weeks or months is a time limit.
    time_limits_near: tuple[Text, ...] = ()
    time_limits_shown_in: tuple[AuthoredId, ...] = ()
    #: Titles behind which a typed year is an edition.
    editions_of: tuple[Text, ...] = ()
    editions_shown_in: tuple[AuthoredId, ...] = ()
    #: Numbers that must not meet in one sentence.
    never_together: tuple[tuple[Text, Text], ...] = ()
    shares_shown_in: tuple[AuthoredId, ...] = ()
    #: Keys of facts that join a duty of an Act to one of guidance.
    also_must: tuple[Key, ...] = ()
    #: "caused by" near one of these words is a claim that no review makes.
    not_causes: tuple[Text, ...] = ()


class Phrase(HousePart):
    """Words that are not used, and what to write. ``shown_in`` names parts that show them as words to avoid."""

    avoid: tuple[Text, ...] = Field(min_length=1)
    write: str = ""
    shown_in: tuple[AuthoredId, ...] = ()


class Names(HousePart):
    """Which names may stand in the course."""

    #: The names of those whom scenarios are about, and of others in their stories.
    people: tuple[Text, ...] = ()
    #: Other words that have a capital letter inside a sentence.
    capitals: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()
    #: Fingerprints of names in public cases (see ``builder.house.blocklist``), divided by spaces.
    blocked: str = ""
    #: Fields of ``course.yaml`` and ids of parts that give credit, where blocked names and places may stand.
    credits: tuple[Text, ...] = ()


class Fairness(HousePart):
    """A group that no text may tie to harm: where it is named, one of these lines stands on the same page."""

    about: tuple[Text, ...] = Field(min_length=1)
    lines: tuple[Text, ...] = Field(min_length=1)


class Acronyms(HousePart):
    """Acronyms that need no explanation."""

    plain: tuple[Text, ...] = ()


class Reason(HousePart):
    """Why a warning stands: its code, the id of the part that it is about, and the reason."""

    code: Text
    at: AuthoredId
    reason: Text


class ReleaseRules(HousePart):
    """What has to be true before a course is released."""

    #: Ids of ``local.yaml`` that a partnership fills in.
    local_contacts: tuple[Key, ...] = ()
    #: Words that stand for something that has not been filled in.
    placeholders: tuple[Text, ...] = ()
    #: Who checks each module.
    reviewers: tuple[Text, ...] = ()
    #: Who checks a module besides them.
    also: ByKey[AuthoredId, tuple[Text, ...]] = Field(default_factory=dict)
    #: Permissions that have to be recorded in ``signoff.yaml``.
    permissions: tuple[Text, ...] = ()
    #: What ``credit`` in ``course.yaml`` says.
    credit_says: tuple[Text, ...] = ()


class Required(HousePart):
    """Keys that a course may leave out, and this one may not."""

    course: tuple[Literal["guidance_version", "licence", "credit"], ...] = ()
    module: tuple[Literal["audience", "prerequisite", "reading_age", "outcomes"], ...] = ()
    scenario: tuple[Literal["age", "primary", "note", "voice"], ...] = ()
    question: tuple[Literal["principle", "outcome", "page", "rationale"], ...] = ()


class HouseRules(HousePart):
    """``lint.yaml``."""

    required: Required = Required()

    shape: CourseSize | None = None
    modules: tuple[ModuleRules, ...] = ()
    a_scenario_for_each_principle: bool = False
    #: By how many per cent the minutes that somebody gives may differ from those that are computed.
    minutes_off_by: int | None = Field(default=None, ge=1, le=100)
    themes: tuple[Theme, ...] = ()
    scenarios: ScenarioRules | None = None
    questions: QuestionRules | None = None
    word_cues: WordCueRules | None = None
    narration: NarrationRules | None = None
    facts: FactRules | None = None
    phrases: tuple[Phrase, ...] = ()
    prefer: ByKey[str, Text] = Field(default_factory=dict)
    names: Names | None = None
    acronyms: Acronyms | None = None
    fairness: tuple[Fairness, ...] = ()
    #: Reading limits of feedback, whatever the level.
    feedback_reading: ReadingLimits | None = None
    #: Terms that count as one easy word, beside those of the glossary.
    easy_terms: tuple[Text, ...] = ()
    release: ReleaseRules | None = None
    reasons: tuple[Reason, ...] = ()

    @cached_property
    def by_module(self) -> ByKey[str, ModuleRules]:
        """The rules of each module that has some, by its id."""
        return {rules.module: rules for rules in self.modules}


class SignOff(HousePart):
    """That one reviewer has checked one module, as it was: a line of ``signoff.yaml``.

    ``content`` is the fingerprint that the review sheet prints. When words change afterwards, it no longer fits, and
    the module is a draft again.
    """

    module: AuthoredId
    role: Text
    #: A short code. Who it is stays with the partnership.
    reviewer: AuthoredId
    organisation: Text
    date: IsoDate
    content: Text
    comments_closed: IsoDate | None = None
    #: Whether this reviewer has answered and checked every question of the bank.
    questions: bool = False


class Permission(HousePart):
    """That somebody has allowed something, such as the use of words."""

    subject: Text
    #: Who gave it, or was asked for it.
    of: Text
    status: Text
    date: IsoDate


class SignOffs(HousePart):
    """``signoff.yaml``: who has checked what and when, and who has allowed what."""

    modules: tuple[SignOff, ...] = ()
    permissions: tuple[Permission, ...] = ()
