"""The score card: what the fault tests and the walks found, as docs/faults.md. Every cell comes from a run.

`make faults` writes the page; `make soak` writes its section on the random walks anew.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.catalogue import FAULTS
from tests.faults.engines import ENGINES

#: The LMSs that are imitated (lms/profiles.ts, lms/scorm_again.ts), in the order of the card, and what each is.
PROFILES = {
    "strict12": "SCORM 1.2 to the letter, and nothing besides",
    "moodle12": "Moodle",
    "moodle-beacon": "Moodle that falls back to a beacon, which always says yes, where there is no connection",
    "openedx": "the SCORM XBlock of Open edX",
    "sa-sync": "scorm-again, which others wrote",
    "sa-async": "the same in its asynchronous mode",
    "csod": "Cornerstone, as its users report it: it says nothing while a page goes",
    "sf-logout": "SAP SuccessFactors, as its users report it: a wrong word at the end signs the learner out",
    "reload-eval": "one that takes quotes, backslashes and braces out of what it gives back",
    "saba-dual": "Saba, as its users report it: two APIs with different data",
    "trunc255": "one that cuts saved state at 255 characters, and says nothing",
    "trunc4096": "the same at 4,096 characters",
    "minimal": "one that has only what the standard demands: no interactions",
    "xframe": "one of another origin behind a proxy, which says yes at once and passes on later",
    "async-fetch": "one that says yes at once, and sends by requests for whose answer nobody waits",
    "forma": "forma LMS",
    # Record stores (stores.py, walks/record_store.ts), for xAPI and cmi5.
    "adl-lrs": "ADL LRS, a record store",
    "xapi-lrs": "xapi-lrs, a record store",
    "busy": "a record store that answers 429 to what comes too often, and says when to come back",
    "busy-mute": "the same, without saying when",
}
NAME = re.compile(r"test_f(\d\d)_(\w+)")
#: What came of the last `make soak`: its runs write it (walks/soak.ts), and it is kept with the code.
WALKS = Path(__file__).parent / "walks" / "soak.json"
WALKS_TITLE = "## Random walks"
#: From the title of the walks to the end.
WALKS_SECTION = re.compile(rf"^{WALKS_TITLE}\n.*", re.MULTILINE | re.DOTALL)
#: How words of a test's name are written.
WRITTEN = {
    "lms": "LMS", "lmss": "LMSs", "api": "API", "apis": "APIs", "cors": "CORS", "javascript": "JavaScript",
    "moodle": "Moodle", "openedx": "Open edX", "cornerstone": "Cornerstone",
}  # fmt: skip

INTRODUCTION = """\
# What was tried against the save engine

`make faults` writes this page from its runs: nobody fills in a cell. Each fault is named in
`scorm_templates/preview/faults.json` and played in real browsers by tests of the same number in `tests/faults/`. After
every step the invariants of [the save engine](save-engine.md) are checked by `tests/faults/watch.py`, and at every
opening that the text stands on the screen within two seconds.

Each was played in the [imitated LMSs](#the-imitated-lmss) that it concerns more than others, in Chromium and in Firefox
but where the cell or [the list of browsers](#browsers) says otherwise; *elsewhere* is where there is no LMS, or where
it does not matter which record store it is. **FAIL**: a test did not pass.

"""
LMSS = """\
## The imitated LMSs

They stand in `scorm_templates/preview/lms/`. Those that were measured ([facts](facts.md)) are as hard as they were
found to be; what is said of the others comes from their users, or from no LMS in particular.

"""
WEBKIT = "- **WebKit**: not run. Playwright drives only a build of its own, which is not among the tests' browsers."


@dataclass
class Card:
    """What became of the tests of each fault."""

    #: By fault, profile and browser: whether each test passed.
    results: dict[tuple[int, str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    sentences: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    versions: dict[str, str] = field(default_factory=dict)
    #: By browser and reason: the faults, with the sentences, of tests that were not played in it.
    left_out: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, test: str, profiles: list[str], browser: str, *, passed: bool) -> None:
        """Take down that *test* was run in *profiles*, in *browser*."""
        if found := NAME.search(test):
            fault = int(found[1])
            self.sentences[fault].add(_sentence(found))
            for profile in profiles or ["none"]:
                self.results[fault, profile if profile in PROFILES else "none", browser].append(passed)

    def leave_out(self, test: str, browser: str, reason: str) -> None:
        """Take down that *test* was not run in *browser* because of *reason*."""
        if found := NAME.search(test):
            self.left_out[browser, reason].add(f"F{found[1]} {_sentence(found)}")

    def text(self) -> str:
        """Return the card in Markdown."""
        parts = [
            INTRODUCTION + self._table(),
            LMSS + _table([["name", "what it is"], *([f"`{name}`", what] for name, what in PROFILES.items())]),
            f"## Browsers\n\n{self._browsers()}",
            walks_section(),
        ]
        return "\n\n".join(parts)

    def _table(self) -> str:
        said = {fault: "; ".join(sorted(self.sentences[fault])) or "not run" for fault in FAULTS}
        rows = [[f"F{fault:02d} {name}", self._played(fault), said[fault]] for fault, name in FAULTS.items()]
        return _table([["fault", "played in", "what the tests say"], *rows])

    def _played(self, fault: int) -> str:
        """Return where *fault* was played: first where all went well in both browsers, then what is to be said."""
        where: dict[str, list[str]] = {"": []}
        for profile in (*PROFILES, "none"):
            played = {name: self.results.get((fault, profile, engine), []) for engine, name in ENGINES.items()}
            passed = [name for name, results in played.items() if results and all(results)]
            failed = [f"**FAIL** in {name}: " for name, results in played.items() if not all(results)]
            alone = [f"in {name} alone: " for name in passed if len(passed) < len(ENGINES)]
            for words in failed + alone or [""] * bool(passed):
                where.setdefault(words, []).append("elsewhere" if profile == "none" else f"`{profile}`")
        return "; ".join(words + ", ".join(lmss) for words, lmss in where.items() if lmss)

    def _browsers(self) -> str:
        return "\n".join([*(self._browser(engine, name) for engine, name in ENGINES.items()), WEBKIT])

    def _browser(self, engine: str, name: str) -> str:
        reasons = {
            reason: sorted(tests) for (browser, reason), tests in sorted(self.left_out.items()) if browser == engine
        }
        if engine not in self.versions:
            return f"- **{name}**: not run: {'; '.join(reasons) or 'nobody asked for it'}."
        faults = {fault for fault, _, browser in self.results if browser == engine}
        lines = [f"- **{name} {self.versions[engine]}**: {len(faults)} of {len(FAULTS)} faults played."]
        lines += [f"  - Not {', nor '.join(tests)}: {reason}." for reason, tests in reasons.items()]
        return "\n".join(lines)


def _sentence(name: re.Match[str]) -> str:
    return " ".join(WRITTEN.get(word, word) for word in name[2].split("_"))


def _table(rows: Sequence[Sequence[object]]) -> str:
    head, *rest = rows
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in [head, ["---"] * len(head), *rest])


def walks_section() -> str:
    """Return the section on the random walks, as the last `make soak` found them."""
    found = json.loads(WALKS.read_text(encoding="utf-8"))
    (first, last), broken, tallies = found["seeds"], found["broken"], found["lmss"]
    what = f": {', '.join(f'seed {seed}' for seed in broken)} ([its limits](save-engine.md#limits))" if broken else ""
    passed = "the module was passed"
    rows = [[f"`{lms}`", *(f"{n:,}" for n in _walked(tallies[lms], passed))] for lms in PROFILES]
    met = [[name, f"{sum(tallies[lms]['met'][name] for lms in PROFILES):,}"] for name in tallies["strict12"]["met"]]
    return f"""\
{WALKS_TITLE}

`make soak` walked the seeds {first} to {last:,}: thirty steps of a learner and more, with up to four faults, most of
which end. **{len(broken)} of {last - first + 1:,} broke an invariant**{what}.

{_table([["in", "walks", "broken", passed], *rows])}

What was met is counted where it reached the course.

{_table([["what was met", "in how many walks"], *met])}
"""


def _walked(tally: dict[str, Any], passed: str) -> tuple[int, int, int]:
    return tally["walks"], tally["broken"], tally["met"][passed]


def renew_walks(page: Path) -> None:
    """Write the section on the random walks anew, and leave the rest of *page* as it is."""
    text = page.read_text(encoding="utf-8")
    page.write_text(WALKS_SECTION.sub(lambda _: walks_section(), text), encoding="utf-8")


if __name__ == "__main__":
    renew_walks(Path(sys.argv[1]))
