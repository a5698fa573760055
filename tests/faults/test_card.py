"""The score card is whole: no fault without a test, none without a row, and no row without a run that passed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.card import PROFILES, WALKS_SECTION, Card, renew_walks, walks_section
from tests.faults.catalogue import FAULTS

HERE = Path(__file__).parent
CARD = HERE.parents[1] / "docs" / "faults.md"


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    """The cells of the card by fault."""
    return dict(re.findall(r"^\| F(\d\d) [^|]+\| (.+) \|$", CARD.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_test_and_a_row_that_passes(fault: int, rows: dict[str, str]) -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    assert f"def test_f{fault:02d}_" in tests
    cells = {cell.strip() for cell in rows[f"{fault:02d}"].split("|")}
    assert "pass" in cells
    assert cells <= {"pass", ""}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_imitated_lms_has_met_a_fault(profile: str, rows: dict[str, str]) -> None:
    column = PROFILES.index(profile)
    assert any(row.split("|")[column].strip() == "pass" for row in rows.values())


def test_one_failure_makes_a_cell_a_failure_and_the_card_is_the_same_in_any_order() -> None:
    noted = [("a.py::test_f07_it_reads[x]", ["strict12"], True), ("a.py::test_f07_it_writes", ["strict12"], False)]
    cards = [Card(), Card()]
    for card, order in zip(cards, (noted, noted[::-1]), strict=True):
        for test, profiles, passed in order:
            card.note(test, profiles, passed=passed)
    one, other = (card.text() for card in cards)
    assert one == other
    assert "| F07 every read throws | FAIL |" in one
    assert "it reads; it writes" in one


def test_the_page_says_of_the_random_walks_what_the_last_soak_found() -> None:
    found = WALKS_SECTION.search(CARD.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == walks_section()
    assert "**0 of 10,000 broke an invariant**" in found[0]


def test_the_walks_are_renewed_and_nothing_else(tmp_path: Path) -> None:
    text = CARD.read_text(encoding="utf-8")
    page = tmp_path / "faults.md"
    page.write_text(WALKS_SECTION.sub("## Random walks\n\nAn older run.\n\n", text), encoding="utf-8")
    renew_walks(page)
    assert page.read_text(encoding="utf-8") == text
