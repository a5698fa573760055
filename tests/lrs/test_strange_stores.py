"""`coursepack lrs-check` against stores that are sound, and answer in ways of their own."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from builder.preview.lrs import StoreAnswer
from tests.e2e.server import World
from tests.lrs.test_lrs_check import endpoint, lrs_check, oddly, world

__all__ = ["endpoint", "world"]


def adl(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
    """ADL LRS calls whatever it answers a web page, an empty 204 too."""
    return right[0], right[1] | {"Content-Type": "text/html; charset=utf-8"}, right[2]


def xapi_lrs(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
    """xapi-lrs keeps JSON parsed, and gives it back in its own spelling."""
    status, headers, text = right
    is_document = (method, path) == ("GET", "activities/state") and status == 200
    return (status, headers, json.dumps(json.loads(text), indent=2).encode()) if is_document else right


def missing_is(status: int) -> Callable[[str, str, bytes, StoreAnswer], StoreAnswer]:
    def odd(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
        return (status, {}, b"") if (method, path, right[0]) == ("GET", "activities/state", 404) else right

    return odd


@pytest.mark.parametrize(
    "oddity", [adl, xapi_lrs, missing_is(204), missing_is(200)], ids=["adl", "xapi-lrs", "204", "empty"]
)
def test_a_strange_but_sound_store_can_be_used(
    oddity: Callable[[str, str, bytes, StoreAnswer], StoreAnswer], world: World, endpoint: str
) -> None:
    oddly(world, oddity)
    result = lrs_check(endpoint)
    assert "fails" not in result.output
    assert result.exit_code == 0
    assert world.lrs.documents == {}
