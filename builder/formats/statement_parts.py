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


class Parts:
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
        title = self.module.title
        definition = {
            "type": self.facts.xapi.activity_types.course,
            "name": self.words(title),
            "description": self.words(f"{self.course.title}: {title}"),
        }
        return activity(module_iri(self.course, self.module), definition)

    def page(self, page: Page) -> Json:
        """Return the activity of a page."""
        kind = self.facts.xapi.activity_types.page
        iri = activity_iri(self.course, self.module, page.id)
        return activity(iri, {"type": kind, "name": self.words(page.title)})

    def check(self) -> Json:
        """Return the activity of the check, called as the page that holds it."""
        title = next((page.title for page in self.module.pages if page.holds_check), self.module.title)
        definition = {
            "type": self.facts.xapi.activity_types.assessment,
            "name": self.words(title),
            "description": self.words(f"{self.course.title}: {self.module.title}: {title}"),
        }
        return activity(f"{module_iri(self.course, self.module)}#check", definition)

    def attempt(self) -> Json:
        """Return the result of a try at the check: the first, and not passed."""
        return {"score": score(0.25), "success": False, "extensions": {self.facts.xapi.extensions.attempt: 1}}

    def question(self, question: PlayerQuestion) -> Json:
        """Return the activity of a question, with all that is needed to read a response to it."""
        kind = self.facts.xapi.interaction_type_of[question.kind]
        options = [{"id": option.id, "description": self.words(option.text)} for option in question.options]
        labels = [{"id": str(n), "description": self.words(label)} for n, label in enumerate(question.labels, start=1)]
        components = {"source": options, "target": labels} if kind == "matching" else {"choices": options}
        definition = {
            "type": self.facts.xapi.activity_types.question,
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

    def tin_can_context(self, *, inside: bool, category: list[Json]) -> Json:
        """Return the context of a statement about the module, or about something *inside* it."""
        return {
            "registration": REGISTRATION,
            "platform": "Example LMS",
            "language": self.course.language,
            "contextActivities": {
                **({"parent": [activity(module_iri(self.course, self.module))]} if inside else {}),
                "grouping": [self.whole_course()],
                "category": [self.profile(), *category],
            },
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
            "extensions": {cmi5.extensions.session_id: SESSION, **mastery},
        }

    def allowed_context(self, *, category: list[Json]) -> Json:
        """Return the context of a "cmi5 allowed" statement: the LMS's template, and where the activity belongs."""
        return {
            "registration": REGISTRATION,
            "language": self.course.language,
            "contextActivities": {
                "grouping": [{"id": module_iri(self.course, self.module)}, self.whole_course()],
                "parent": [activity(ACTIVITY)],
                "category": [self.profile(), *category],
            },
            "extensions": {self.facts.cmi5.extensions.session_id: SESSION},
        }


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
