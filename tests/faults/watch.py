"""The invariants I1 to I10 of the save engine, checked after every step of every fault."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page

from tests.faults.server import World

if TYPE_CHECKING:
    from tests.faults.visit import Visit

RANK = {"": 0, "not attempted": 0, "browsed": 0, "incomplete": 1, "failed": 2, "completed": 3, "passed": 4}
#: A frame that is loaded anew has to ask whether there is a session, and cannot know that there is, or is none.
ASKING = ("LMSInitialize(, ): 101", "LMSGetValue(cmi.core.lesson_status, ): 301")
WRITES = ("LMSSetValue", "LMSCommit", "LMSFinish")
MOST_COMMITS = 12

#: What a learner can see and find out: the line, the recovery code, and whether the page can be read and left behind.
LOOK = """async () => {
  const fold = [...document.querySelectorAll("#about details")].find((details) =>
    details.firstElementChild.textContent === "Show a recovery code");
  const line = () => document.getElementById("save").textContent;
  const turn = (open) => new Promise((resolve) => {
    fold.addEventListener("toggle", resolve, { once: true });
    fold.open = open;
  });
  let state = "";
  let before = line();
  if (fold) {
    if (fold.open) await turn(false);
    await turn(true);
    before = line();
    state = fold.querySelector("textarea").value;
    await turn(false);
  }
  const page = document.querySelector(".page[data-current]") ?? document.querySelector("main");
  const isFree = (found) => found.checkVisibility() && !found.closest("[inert]") && !found.disabled;
  let kept = "";
  try { kept = JSON.stringify({ ...localStorage, ...sessionStorage }); } catch { /* there is no storage */ }
  return {
    line: before, state, kept,
    // Before it is known where the learner left off, there is only what was done since.
    known: !/^Looking|^Nothing is recorded yet|keep this page open/.test(before),
    heading: [...page.querySelectorAll("h1")].some(isFree),
    ways: [...page.querySelectorAll("a[href], button")].some(isFree),
    modal: document.querySelector("dialog[open]:modal") !== null,
  };
}"""


@dataclass
class Judge:
    """Reads saved states as the player does (lms/judge.ts), in a page of its own."""

    page: Page

    def read(self, state: str) -> dict[str, Any] | None:
        """Return what *state* says, or None if it is none."""
        read = self.page.evaluate("(state) => judge.read(state)", state)
        return None if read is None else dict(read)

    def lacks(self, after: str, before: str) -> str:
        """Say what of *before* is not in *after*, or nothing."""
        return str(self.page.evaluate("([after, before]) => judge.lacks(after, before)", [after, before]))

    def change(self, state: str, **changes: object) -> str:
        """Return *state* with *changes*, as the player writes it."""
        return str(self.page.evaluate("([state, changes]) => judge.change(state, changes)", [state, changes]))


@dataclass
class Watch:
    """What is known of one learner since the test began, over all their visits from one device."""

    world: World
    judge: Judge
    token: str
    #: Seconds since the test began.
    seconds: float = 0
    submitted: int = 0
    finishes_allowed: int = 0
    has_thought: bool = False
    #: The newest state that was seen, of which nothing may be missing from now on.
    known: str = ""
    rank: int = 0
    calls: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Expect nothing of the next visit: after this fault nothing can be left, or it is another learner's."""
        self.known = ""

    def check(self, visit: Visit, step: str) -> None:
        """Check everything after *step*."""
        broken = [
            *self._calls(visit),
            *self._server(visit),
            *(f"I7: {error}" for error in visit.overheard.errors),
            *(f"I9: {address}" for address in visit.overheard.addresses if not visit.is_own(address)),
        ]
        if seen := visit.ask(LOOK):
            state = seen["state"] if seen["known"] else ""
            broken += [*self._state(state), *self._words(visit, seen), *self._reading(seen)]
            if self.has_thought and self.token in seen["kept"] + seen["state"]:
                broken.append("I10: the reflection is kept on the device")
        assert not broken, f"after {step}: " + "; ".join(broken)

    def _state(self, state: str) -> list[str]:
        if not state or state == self.known:
            return []
        missing = self.judge.lacks(state, self.known) if self.known else ""
        self.known = state
        read = self.judge.read(state) or {}
        return [
            *([f"I1: {missing} is gone"] if missing else []),
            *(["I4: an attempt was counted that nobody made"] if read.get("attempts", 0) > self.submitted else []),
        ]

    def _words(self, visit: Visit, seen: dict[str, Any]) -> list[str]:
        word = seen["line"].split(" ")[0]
        if word not in ("Saved", "Sent"):
            return []
        broken = []
        if word == "Saved" and not visit.profile.startswith("trunc"):
            held = visit.held("state")
            behind = (self.judge.read(held) or {}).get("seq", -1) < (self.judge.read(seen["state"]) or {}).get("seq", 0)
            missing = self.judge.lacks(held, seen["state"]) or ("the newest change" if behind else "")
            broken += [f"I2: “{word}”, and the LMS does not hold {missing}"] if missing else []
        return broken

    def _reading(self, seen: dict[str, Any]) -> list[str]:
        return [
            *([] if seen["heading"] else ["I8: the heading of the page cannot be seen"]),
            *([] if seen["ways"] else ["I8: there is no way on from the page"]),
            *(["I8: something stands in front of the page"] if seen["modal"] else []),
        ]

    def _calls(self, visit: Visit) -> list[str]:
        noted = visit.collect()
        fresh = noted["calls"]
        self.calls += fresh
        self.refused += [refused for refused in noted["violations"] if refused not in ASKING]
        commits = [call["at"] for call in self.calls if call["name"] == "LMSCommit"]
        crowd = max((sum(1 for other in commits if at - 60_000 < other <= at) for at in commits), default=0)
        times = [call["value"] for call in fresh if call["element"] == "cmi.core.session_time"]
        secret = self.has_thought and any(self.token in str(call) for call in fresh)
        is_review = visit.is_there and visit.line.startswith("Looking again")
        return [
            *(f"the LMS refuses {refused}" for refused in self.refused),
            *([f"{crowd} commits in a minute"] if crowd > MOST_COMMITS else []),
            *(f"I6: {time} in {self.seconds} s" for time in times if seconds_of(time) > self.seconds + 0.1),
            *(["I10: the reflection was sent to the LMS"] if secret else []),
            *(f"{call['name']} in review" for call in fresh if is_review and call["name"] in WRITES),
        ]

    def _server(self, visit: Visit) -> list[str]:
        account = self.world.account(visit.learner)
        rank = RANK.get(account.values.get("cmi.core.lesson_status", "").lower(), 0)
        is_calm = visit.line.startswith("Saved")
        is_lower = is_calm and rank < self.rank
        self.rank = rank if is_calm else max(rank, self.rank)
        sent = [*self.world.bodies, *self.world.requests]
        return [
            *([f"I5: the status went down to {account.values.get('cmi.core.lesson_status')}"] if is_lower else []),
            *([f"I6: {account.total_seconds} s"] if account.total_seconds > self.seconds + 0.1 else []),
            *(["Finish, which nobody asked for"] if account.finishes > self._finishes(visit) else []),
            *(
                ["I10: the reflection was sent"]
                if self.has_thought and any(self.token in body for body in sent)
                else []
            ),
        ]

    def _finishes(self, visit: Visit) -> int:
        return self.finishes_allowed + (len(visit.device.visits) if visit.is_complete else 0)


def seconds_of(timespan: str) -> float:
    """Return a CMITimespan in seconds."""
    hours, minutes, seconds = re.split(":", timespan)
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
