"""A package without an LMS, opened by a double click: every file comes from the disk, and nothing from a server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.launches import open_page, unpacked
from tests.e2e.learner import bank_of
from tests.e2e.server import World

PACKAGE = "played-one-web"


@pytest.fixture(scope="module")
def packages(played: Mapping[str, Path]) -> Mapping[str, Path]:
    """The small course: where files come from is the same in every course."""
    return played


def test_a_module_on_disk_is_read_checked_and_found_again_as_it_was_left(
    context: BrowserContext, world: World, tmp_path: Path
) -> None:
    page = unpacked(world, PACKAGE, tmp_path)
    first = open_page(context, page, page.rpartition("/")[0])
    expect(first.view.locator("#save")).to_contain_text("Not connected to a learning system")
    first.practise()
    first.go_on()
    left_at = first.current
    first.tab.close()

    second = open_page(context, page, page.rpartition("/")[0]).welcomed()
    expect(second.view.locator(".page[data-current]")).to_have_attribute("id", left_at)
    second.read_all()
    second.take_quiz(bank=bank_of(world, PACKAGE), wrong=0)
    expect(second.view.locator(".panel")).to_contain_text("You passed")
    second.view.get_by_role("button", name="See your certificate").click()
    expect(second.view.locator(".certificate").first).to_be_visible()
    assert first.complaints + second.complaints == []
