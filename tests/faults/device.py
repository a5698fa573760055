"""A learner's device: a browser with its storage and its clock, in which the course is opened from any LMS."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import BrowserContext

from tests.faults.server import World
from tests.faults.visit import TOKEN, Visit
from tests.faults.watch import Judge, Watch
from tests.patience import PATIENCE

#: When every test begins: a Monday morning.
MORNING = 1_795_424_400


@dataclass
class Device:
    """One browser of one learner. Time stands still on it but for ``Visit.pass_time``."""

    context: BrowserContext
    world: World
    judge: Judge
    #: Is told the profile of every LMS that was opened, for the score card.
    note_profile: Callable[[str], None]
    #: The question bank of the course.
    bank: dict[str, Any]
    watch: Watch = field(init=False)
    visits: list[Visit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watch = Watch(self.world, self.judge, TOKEN)
        self.context.set_default_timeout(PATIENCE)

    def start_clock(self, at: int = MORNING) -> Device:
        """Stop the browser's clock at the moment *at*, in seconds since 1970."""
        # A clock can only be stopped at a moment that is to come.
        self.context.clock.install(time=at - 60)
        self.context.clock.pause_at(at)
        return self

    def moved_to(self, context: BrowserContext) -> Device:
        """Be another browser from now on, of which time stands still as well."""
        self.context.close()
        self.context = context
        self.context.set_default_timeout(PATIENCE)
        return self.start_clock()

    def give(self, values: dict[str, str], learner: str = "tess") -> None:
        """Let the LMS hold *values* of a learner who took the check once, an hour ago, on another device."""
        self.world.account(learner).values |= values
        self.watch.submitted = 1
        self.watch.seconds += 3600

    def open(self, profile: str = "strict12", **query: Any) -> Visit:
        """Open the course in an LMS of *profile*, and wait until it can be read. *query* is what lms/page.ts reads."""
        visit = self.arrive(profile, **query)
        return visit.find()

    def open_window(self, profile: str = "strict12", **query: Any) -> Visit:
        """Open the course in a window of its own, as some LMSs do."""
        visit = self.arrive(profile, **{"in": "window", "open": "later"}, **query)
        with self.context.expect_page() as opened:
            visit.tab.evaluate("lms.open()")
        visit.window = opened.value
        visit.overheard.listen(visit.window)
        return visit.find()

    def arrive(self, profile: str = "strict12", *, site: str = "", **query: Any) -> Visit:
        """Open the LMS's page at *site*, and the course in it unless ``open="later"`` says otherwise."""
        self.note_profile(profile)
        asked = {"profile": profile, "login": self.world.login, "learner": "tess"} | query
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.items()}
        return self.visit(
            f"{site or self.world.address}/lms?{urlencode(texts, quote_via=quote)}", profile, str(asked["learner"])
        )

    def visit(self, address: str, profile: str = "none", learner: str = "tess") -> Visit:
        """Open any *address* in a new tab."""
        tab = self.context.new_page()
        visit = Visit(tab, tab.main_frame, device=self, profile=profile, learner=learner, window=tab)
        visit.overheard.listen(tab)
        self.visits.append(visit)
        tab.goto(address)
        return visit

    def pass_time(self, milliseconds: int) -> None:
        """Let time pass, in all tabs."""
        self.context.clock.run_for(milliseconds)
        self.watch.seconds += milliseconds / 1000

    def sleep(self, milliseconds: int) -> None:
        """Let time pass in which nothing happens, until all that is due happens at once."""
        self.context.clock.fast_forward(milliseconds)
        self.watch.seconds += milliseconds / 1000
