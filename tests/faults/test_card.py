"""The score card is whole: no fault without a test, none without a row, and no row without a run that passed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.faults.card import PROFILES, WALKS, WALKS_SECTION, Card, renew_walks, walks_section
from tests.faults.catalogue import FAULTS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CARD = ROOT / "docs" / "faults.md"


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    """Where each fault was played, as the card says it."""
    return dict(re.findall(r"^\| F(\d\d) [^|]+\| ([^|]+) \| [^|]+ \|$", CARD.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_test_and_a_row_that_passes(fault: int, rows: dict[str, str]) -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    assert f"def test_f{fault:02d}_" in tests
    played = re.sub(r"in (?:Chromium|Firefox) alone: ", "", rows[f"{fault:02d}"])
    assert set(re.split("[,;] ", played)) <= {*(f"`{name}`" for name in PROFILES), "elsewhere"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_was_not_played_in_firefox_has_its_reason(fault: int, rows: dict[str, str]) -> None:
    browsers = CARD.read_text(encoding="utf-8").partition("## Browsers")[2].partition("## ")[0]
    alone = "in Chromium alone" in rows[f"{fault:02d}"]
    assert not alone or f"F{fault:02d} " in browsers or "**Firefox**: not run:" in browsers


@pytest.mark.parametrize("profile", PROFILES)
def test_every_imitated_lms_has_met_a_fault(profile: str, rows: dict[str, str]) -> None:
    assert any(f"`{profile}`" in row for row in rows.values())


def test_one_failure_makes_a_cell_a_failure_and_the_card_is_the_same_in_any_order() -> None:
    noted = [
        ("a.py::test_f07_it_reads[x]", "chromium", True),
        ("a.py::test_f07_it_reads[x]", "firefox", True),
        ("a.py::test_f07_it_writes", "chromium", False),
    ]
    cards = [Card(), Card()]
    for card, order in zip(cards, (noted, noted[::-1]), strict=True):
        for test, browser, passed in order:
            card.note(test, ["strict12"], browser, passed=passed)
    one, other = (card.text() for card in cards)
    assert one == other
    failed = "**FAIL** in Chromium: `strict12`; in Firefox alone: `strict12`"
    assert f"| F07 every read throws | {failed} | it reads; it writes |" in one


def test_the_page_says_of_the_random_walks_what_the_last_soak_found() -> None:
    found = WALKS_SECTION.search(CARD.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == walks_section()
    broken = json.loads(WALKS.read_text(encoding="utf-8"))["broken"]
    assert f"**{len(broken)} of 10,000 broke an invariant**" in found[0]
    # What is not mended is said.
    limits = (ROOT / "docs" / "save-engine.md").read_text(encoding="utf-8").split("\n## Limits\n")[1]
    assert [seed for seed in broken if f"seed {seed} of the walks" not in limits] == []


def test_the_walks_are_renewed_and_nothing_else(tmp_path: Path) -> None:
    text = CARD.read_text(encoding="utf-8")
    page = tmp_path / "faults.md"
    page.write_text(WALKS_SECTION.sub("## Random walks\n\nAn older run.\n\n", text), encoding="utf-8")
    renew_walks(page)
    assert page.read_text(encoding="utf-8") == text


def test_what_a_browser_was_not_asked_to_do_is_named_with_its_reason_and_claims_nothing() -> None:
    card = Card(versions={"chromium": "156.0"})
    card.note("a.py::test_f07_it_reads", [], "chromium", passed=True)
    card.leave_out("a.py::test_f07_it_writes", "chromium", "it cannot")
    card.leave_out("a.py::test_f07_it_reads", "firefox", "there is none")
    text = card.text()
    assert "- **Chromium 156.0**: 1 of 72 faults played.\n  - Not F07 it writes: it cannot.\n" in text
    assert "- **Firefox**: not run: there is none." in text
    assert "| F07 every read throws | in Chromium alone: elsewhere | it reads |\n" in text


def test_the_page_says_what_each_imitated_lms_is() -> None:
    listed = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|$", CARD.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(listed) == PROFILES
