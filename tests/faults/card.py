"""The score card: what the fault tests and the walks found, as docs/faults.md. Every cell comes from a run.

`make faults` writes the page; `make soak` writes its section on the random walks anew.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.catalogue import FAULTS
from tests.faults.engines import ENGINES

#: The LMSs that are imitated (lms/profiles.ts, lms/scorm_again.ts), in the order of the card's columns.
PROFILES = (
    "strict12", "moodle12", "moodle-beacon", "openedx", "sa-sync", "sa-async", "csod", "sf-logout", "reload-eval",
    "saba-dual", "trunc255", "trunc4096", "minimal", "xframe", "async-fetch", "forma",
    # Record stores (stores.py, walks/record_store.ts), for xAPI and cmi5.
    "adl-lrs", "xapi-lrs", "busy", "busy-mute",
)  # fmt: skip
NAME = re.compile(r"test_f(\d\d)_(\w+)")
#: What came of the last `make soak`: its runs write it (walks/soak.ts), and it is kept with the code.
WALKS = Path(__file__).parent / "walks" / "soak.json"
WALKS_TITLE = "## Random walks"
#: From the title of the walks to the next one.
WALKS_SECTION = re.compile(rf"^{WALKS_TITLE}\n.*?(?=^## )", re.MULTILINE | re.DOTALL)

INTRODUCTION = """\
# What was tried against the save engine

`make faults` writes this page from its runs: nobody fills in a cell. Each fault is named in
`tests/faults/catalogue.py` and played in real browsers by tests of the same number in `tests/faults/`. After every step
the invariants of [the save engine](save-engine.md) are checked by `tests/faults/watch.py`, and at every opening that
the text stands on the screen within two seconds. The LMSs are imitations in `scorm_templates/preview/lms/`, each as
hard as the system that it is named after was measured to be; `sa-sync` and `sa-async` are scorm-again, which others
wrote. The last four are record stores, for xAPI and cmi5: `busy` answers 429 to what comes too often and says when to
come back, `busy-mute` does not say.

"""
LEGEND = """\
**C**: every test of the fault in that LMS passed in Chromium; **F**: in Firefox. **FAIL**: one did not. An empty cell:
the fault does not concern that LMS more than another, and was not run in it. *Elsewhere* is where there is no LMS, or
the record store is no matter.

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
        said = {fault: "; ".join(sorted(self.sentences[fault])) or "not run" for fault in FAULTS}
        proofs = "\n".join(f"- **F{fault:02d}** {name}: {said[fault]}." for fault, name in FAULTS.items())
        parts = [
            INTRODUCTION + LEGEND + self._table(),
            f"## Browsers\n\n{self._browsers()}",
            walks_section().rstrip(),
            f"## What the tests say\n\n{proofs}\n",
        ]
        return "\n\n".join(parts)

    def _table(self) -> str:
        head = ["fault", *(f"`{name}`" for name in PROFILES), "elsewhere"]
        rows = [head, ["---"] * len(head)]
        for fault, name in FAULTS.items():
            rows.append([f"F{fault:02d} {name}", *(self._cell(fault, column) for column in (*PROFILES, "none"))])
        return _table(rows)

    def _cell(self, fault: int, profile: str) -> str:
        played = {name[0]: self.results.get((fault, profile, engine), []) for engine, name in ENGINES.items()}
        return " ".join(letter if all(passed) else f"{letter} **FAIL**" for letter, passed in played.items() if passed)

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
    return name[2].replace("_", " ")


def _table(rows: Iterable[Iterable[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def walks_section() -> str:
    """Return the section on the random walks, as the last `make soak` found them."""
    found = json.loads(WALKS.read_text(encoding="utf-8"))
    (first, last), broken, tallies = found["seeds"], found["broken"], found["lmss"]
    seeds = f"; seeds {', '.join(map(str, broken))}" if broken else ""
    meetings = tallies[PROFILES[0]]["met"]
    rows: list[list[object]] = [
        ["in how many walks", *(f"`{lms}`" for lms in PROFILES), "all"],
        ["---"] * (len(PROFILES) + 2),
        *(_counted(name, [tallies[lms][name] for lms in PROFILES]) for name in ("walks", "broken")),
        *(_counted(name, [tallies[lms]["met"][name] for lms in PROFILES]) for name in meetings),
    ]
    return f"""\
{WALKS_TITLE}

`make soak` walked the seeds {first} to {last:,}: thirty steps of a learner and more, with up to four faults, most of
which end. **{len(broken)} of {last - first + 1:,} broke an invariant**{seeds}. What was met is counted where it reached
the course.

{_table(rows)}

"""


def _counted(name: str, counts: list[int]) -> list[object]:
    return [name, *counts, sum(counts)]


def renew_walks(page: Path) -> None:
    """Write the section on the random walks anew, and leave the rest of *page* as it is."""
    text = page.read_text(encoding="utf-8")
    page.write_text(WALKS_SECTION.sub(lambda _: walks_section(), text), encoding="utf-8")


if __name__ == "__main__":
    renew_walks(Path(sys.argv[1]))
