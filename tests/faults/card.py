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

#: The LMSs that are imitated (lms/profiles.ts, lms/scorm_again.ts), in the order of the card's columns.
PROFILES = (
    "strict12", "moodle12", "moodle-beacon", "openedx", "sa-sync", "sa-async", "csod", "sf-logout", "reload-eval",
    "saba-dual", "trunc255", "trunc4096", "minimal", "xframe", "forma",
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
`tests/faults/catalogue.py` and played in Chromium by tests of the same number in `tests/faults/`; after every step the
invariants of [the save engine](save-engine.md) are checked by `tests/faults/watch.py`. The LMSs are imitations in
`tests/faults/lms/`, each as hard as the system that it is named after was measured to be; `sa-sync` and `sa-async` are
scorm-again, which others wrote.

**pass**: every test of the fault in that LMS passed. **FAIL**: one did not. An empty cell: the fault does not concern
that LMS more than another, and was not run in it. *Elsewhere* is where there is no LMS, or another standard's.

Not run: Firefox and WebKit. Playwright drives builds of its own of both, and the machine that made this page has none.

"""


@dataclass
class Card:
    """What became of the tests of each fault."""

    #: By fault and profile: whether each test passed.
    results: dict[int, dict[str, list[bool]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    sentences: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, test: str, profiles: list[str], *, passed: bool) -> None:
        """Take down that *test* was run in *profiles*."""
        if found := NAME.search(test):
            fault = int(found[1])
            self.sentences[fault].add(found[2].replace("_", " "))
            for profile in profiles or ["none"]:
                self.results[fault][profile if profile in PROFILES else "none"].append(passed)

    def text(self) -> str:
        """Return the card in Markdown."""
        columns = [*PROFILES, "none"]
        head = ["fault", *(f"`{name}`" for name in PROFILES), "elsewhere"]
        rows = [head, ["---"] * len(head)]
        for fault, name in FAULTS.items():
            cells = [_cell(self.results[fault].get(column, [])) for column in columns]
            rows.append([f"F{fault:02d} {name}", *cells])
        said = {fault: "; ".join(sorted(self.sentences[fault])) or "not run" for fault in FAULTS}
        proofs = "\n".join(f"- **F{fault:02d}** {name}: {said[fault]}." for fault, name in FAULTS.items())
        return f"{INTRODUCTION}{_table(rows)}\n\n{walks_section()}## What the tests say\n\n{proofs}\n"


def _cell(passed: list[bool]) -> str:
    return "" if not passed else "pass" if all(passed) else "FAIL"


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
