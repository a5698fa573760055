"""The parts of xAPI statements, as plain JSON: what they are about, who learns, and in which context.

The player makes the same in ``player/src/trackers/lrs/statement.ts`` and in the trackers; tests hold the two against
each other.
Sources: xAPI-Data 1.0.3, 2.4; cmi5 9 and 10.
"""

from __future__ import annotations

import uuid
from typing import Any

from builder.model.course import Course, Module, Page
from builder.model.ids import activity_iri, module_iri, principle_iri
from builder.render.facts import Facts
from builder.render.player_data import PlayerQuestion
from builder.tracking import load_tracking

Json = dict[str, Any]

#: The namespace of all statement ids (``player/src/trackers/lrs/uuid.ts``).
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://w3id.org/coursepack")
#: A learner and an enrolment such as an LMS might have them.
ACTOR: Json = {
    "objectType": "Agent",
    "name": "Sam Example",
    "account": {"homePage": "https://lms.example.org", "name": "1234"},
}
REGISTRATION = "6f5c3a52-0f6b-4c51-8d2c-5d9b8a0b7a11"
#: In cmi5 the LMS chooses the id under which it knows a unit.
ACTIVITY = "https://lms.example.org/activity/42"
SESSION = "session-7"


class StatementParts:
    """What the statements of a module are about, in the words of its course."""

    def __init__(self, course: Course, module: Module) -> None:
        """Take the *course* and one of its modules."""
        self.course = course
        self.module = module
        self.fill = Facts(course).fill
        self.facts = load_tracking()

    def words(self, text: str) -> Json:
        """Return *text* as a language map."""
        return {self.course.language: self.fill(text)}

    def whole_course(self) -> Json:
        """Return the activity of the course."""
        kind = self.facts.xapi.activity_types.course
        return activity(self.course.iri, {"type": kind, "name": self.words(self.course.title)})

    def whole_module(self) -> Json:
        """Return the activity of the module."""
        definition = {
            "type": self.facts.xapi.activity_types.module,
            "name": self.words(self.module.title),
            "description": self.words(described(self.course, self.module)),
        }
        return activity(module_iri(self.course, self.module), definition)

    def page(self, page: Page) -> Json:
        """Return the activity of a page."""
        kind = self.facts.xapi.activity_types.page
        iri = activity_iri(self.course, self.module, page.id)
        return activity(iri, {"type": kind, "name": self.words(page.title)})

    def quiz(self) -> Json:
        """Return the activity of the quiz, called as the page that holds it."""
        title = next((page.title for page in self.module.pages if page.holds_quiz), self.module.title)
        definition = {
            "type": self.facts.xapi.activity_types.assessment,
            "name": self.words(title),
            "description": self.words(f"{self.course.title}: {self.module.title}: {title}"),
        }
        return activity(self.check_iri, definition)

    @property
    def check_iri(self) -> str:
        """The id of the quiz's activity."""
        return f"{module_iri(self.course, self.module)}#check"

    def around(self, question: PlayerQuestion) -> Json:
        """Return what answers to *question* belong to: the quiz, or the page on which it is practised."""
        pages = [page for page in self.module.pages if any(asked.id == question.id for asked in page.questions)]
        return activity(activity_iri(self.course, self.module, pages[0].id) if pages else self.check_iri)

    def purpose(self, question: PlayerQuestion) -> Json:
        """Return the extension that says what answers to *question* are for."""
        is_practice = self.around(question)["id"] != self.check_iri
        return {self.facts.xapi.extensions.purpose: "practice" if is_practice else "check"}

    def edition(self) -> Json:
        """Return the extension that says in which edition of the course this was, if it was in one."""
        edition = self.course.edition
        return {self.facts.xapi.extensions.edition: edition.id} if edition else {}

    def attempt(self) -> Json:
        """Return the result of a try at the quiz: the first, and not passed."""
        return {"score": score(0.25), "success": False, "extensions": {self.facts.xapi.extensions.attempt: 1}}

    def question(self, question: PlayerQuestion) -> Json:
        """Return the activity of a question, with all that is needed to read a response to it."""
        kind = self.facts.xapi.interaction_type_of[question.kind]
        options = [{"id": option.id, "description": self.words(option.text)} for option in question.options]
        labels = [{"id": str(n), "description": self.words(label)} for n, label in enumerate(question.labels, start=1)]
        components = {"source": options, "target": labels} if kind == "matching" else {"choices": options}
        definition = {
            "type": self.facts.xapi.activity_types.question,
            "name": self.words(called(question)),
            "description": self.words(question.stem),
            "interactionType": kind,
            "correctResponsesPattern": [right_response(question)],
        }
        return activity(question.iri, definition | components)

    def principle(self, question: PlayerQuestion) -> list[Json]:
        """Return the principle that a question is about, if it is about one."""
        kind = self.facts.xapi.activity_types.principle
        return [
            activity(principle_iri(self.course, p.id), {"type": kind, "name": self.words(p.title)})
            for p in self.course.principles
            if p.id == question.principle
        ]

    def profile(self) -> Json:
        """Return what says that a statement is as the profile promises."""
        return activity(self.facts.xapi.profile, {"type": self.facts.xapi.activity_types.profile})

    def tin_can_context(self, *, inside: bool, category: list[Json], asked: PlayerQuestion | None = None) -> Json:
        """Return the context of a statement about the module, or about something *inside* it, such as an answer."""
        module = activity(module_iri(self.course, self.module))
        extensions = self.edition() | (self.purpose(asked) if asked else {})
        return {
            "registration": REGISTRATION,
            "platform": "Example LMS",
            "language": self.course.language,
            "contextActivities": {
                **({"parent": [self.around(asked) if asked else module]} if inside else {}),
                "grouping": [self.whole_course(), *([module] if asked else [])],
                "category": [self.profile(), *category],
            },
            **({"extensions": extensions} if extensions else {}),
        }

    def defined_context(self, result: Json) -> Json:
        """Return the context of a "cmi5 defined" statement with *result*: the LMS's template, and what cmi5 adds."""
        cmi5 = self.facts.cmi5
        moves_on = "success" in result or "completion" in result
        mastery = {cmi5.extensions.mastery_score: self.course.pass_mark / 100} if "score" in result else {}
        return {
            "registration": REGISTRATION,
            "contextActivities": {
                "grouping": [{"id": module_iri(self.course, self.module)}],
                "category": [activity(cmi5.categories.cmi5), *([activity(cmi5.categories.moveon)] if moves_on else [])],
            },
            "extensions": {cmi5.extensions.session_id: SESSION, **self.edition(), **mastery},
        }

    def allowed_context(self, *, category: list[Json], asked: PlayerQuestion | None = None) -> Json:
        """Return the context of a "cmi5 allowed" statement: the LMS's template, and where the activity belongs."""
        return {
            "registration": REGISTRATION,
            "language": self.course.language,
            "contextActivities": {
                "grouping": [
                    {"id": module_iri(self.course, self.module)},
                    self.whole_course(),
                    *([activity(ACTIVITY)] if asked else []),
                ],
                "parent": [self.around(asked) if asked else activity(ACTIVITY)],
                "category": [self.profile(), *category],
            },
            "extensions": {
                self.facts.cmi5.extensions.session_id: SESSION,
                **self.edition(),
                **(self.purpose(asked) if asked else {}),
            },
        }


def described(course: Course, module: Module) -> str:
    """Return the description of a module: the same in statements and in manifests, for a store keeps the last."""
    return f"{course.title}: {module.title}"


def called(question: PlayerQuestion) -> str:
    """Return how reports call a question: by its id, and the words of its slug."""
    slug = question.tracking_id[len(question.id) + 1 :]
    return f"{question.id}: {slug.replace('_', ' ')}" if slug else question.id


def activity(iri: str, definition: Json | None = None) -> Json:
    """Return an activity, with its definition where it is not known from elsewhere."""
    return {"objectType": "Activity", "id": iri, **({"definition": definition} if definition else {})}


def right_response(question: PlayerQuestion) -> str:
    """Return the right response to a question in xAPI's notation."""
    if question.mechanic == "pick":
        return "[,]".join(option.id for option in question.options if option.answer == 1)
    if question.kind == "order":
        return "[,]".join(option.id for option in sorted(question.options, key=lambda option: option.answer))
    return "[,]".join(f"{option.id}[.]{option.answer + 1}" for option in question.options)


def score(scaled: float) -> Json:
    """Return a score as a share of everything."""
    return {"scaled": scaled, "raw": scaled * 100, "min": 0, "max": 100}
