"""Blocked names are found without being readable."""

from __future__ import annotations

from builder.house.blocklist import blocklist, entry_of
from tools.blocklist import entries

LIST = blocklist(entries(["Imaginary Child\n", "\n", "Nowhere\n"]))


def names(text: str) -> list[tuple[int, str]]:
    return list(LIST.names_in(text))


def test_a_name_is_found_whatever_stands_between_its_words() -> None:
    assert names("Of Imaginary-Child and IMAGINARY\nchild.") == [(3, "Imaginary-Child"), (23, "IMAGINARY\nchild")]


def test_part_of_a_name_is_not_the_name() -> None:
    assert names("An imaginary child. Imaginary friends in nowhere.") == []


def test_entries_do_not_show_names() -> None:
    assert "imaginary" not in entry_of("Imaginary Child").lower()
