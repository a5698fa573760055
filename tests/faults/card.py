"""The score card: what the fault tests and the walks found, as docs/faults.md. Every cell comes from a run."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.catalogue import FAULTS

#: The LMSs that are imitated (lms/profiles.ts, lms/scorm_again.ts), in the order of the card's columns.
PROFILES = (
    "strict12", "moodle12", "moodle-beacon", "openedx", "sa-sync", "sa-async", "csod", "sf-logout", "reload-eval",
    "saba-dual", "trunc255", "trunc4096", "minimal", "xframe", "forma",
)  # fmt: skip
NAME = re.compile(r"test_f(\d\d)_(\w+)")
#: What `make soak` leaves behind of the random walks.
WALKS = Path("test-results/walks.json")

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

    def text(self, walks: Mapping[str, object] | None) -> str:
        """Return the card in Markdown."""
        columns = [*PROFILES, "none"]
        head = ["fault", *(f"`{name}`" for name in PROFILES), "elsewhere"]
        rows = [head, ["---"] * len(head)]
        for fault, name in FAULTS.items():
            cells = [_cell(self.results[fault].get(column, [])) for column in columns]
            rows.append([f"F{fault:02d} {name}", *cells])
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        said = {fault: "; ".join(sorted(self.sentences[fault])) or "not run" for fault in FAULTS}
        proofs = "\n".join(f"- **F{fault:02d}** {name}: {said[fault]}." for fault, name in FAULTS.items())
        parts = [INTRODUCTION + table, f"## Random walks\n\n{_walks(walks)}", f"## What the tests say\n\n{proofs}\n"]
        return "\n\n".join(parts)


def _cell(passed: list[bool]) -> str:
    return "" if not passed else "pass" if all(passed) else "FAIL"


def _walks(walks: Mapping[str, object] | None) -> str:
    if walks is None:
        return "Not run before this page was made: `make soak` runs them."
    return (
        f"{walks['walks']} walks of about thirty steps with up to four faults each (seeds {walks['seeds']}), through "
        f"{_listed(walks['profiles'])}: {walks['broken']} broke an invariant."
    )


def _listed(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names) if isinstance(names, list) else str(names)


def read_walks(root: Path) -> Mapping[str, object] | None:
    """Return what `make soak` found, or None where it was not run."""
    path = root / WALKS
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None
