"""The record store that packages of other tools meet: it has what a store must have, whatever library asks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.preview.lrs import CREDENTIALS, Lrs

AGENT = json.dumps({"account": {"homePage": "https://lms.example.org", "name": "learner-1"}})
RESOURCES = {
    "activities/state": {"activityId": "https://e.example/x", "agent": AGENT, "stateId": "bookmark"},
    "activities/profile": {"activityId": "https://e.example/x", "profileId": "notes"},
    "agents/profile": {"agent": AGENT, "profileId": "settings"},
}


def ask(store: Lrs, method: str, path: str, query: dict[str, str], body: bytes = b"", **headers: str) -> Any:
    sent = {"authorization": CREDENTIALS, "x-experience-api-version": "1.0.3", **headers}
    return store.answer(method, path, query, sent, body)


@given(patch=st.integers(0, 99).map(lambda number: f".{number}") | st.just(""))
def test_every_version_of_the_standard_that_it_speaks_is_taken(patch: str) -> None:
    assert ask(Lrs(), "GET", "about", {}, **{"x-experience-api-version": f"1.0{patch}"})[0] == 200


@pytest.mark.parametrize(("version", "says"), [("", "is missing"), ("0.95", "says 0.95"), ("2.0.0", "says 2.0.0")])
def test_of_another_version_it_says_which_was_said(version: str, says: str) -> None:
    status, _, words = ask(Lrs(), "GET", "about", {}, **{"x-experience-api-version": version})
    assert status == 400
    assert says in words.decode()


@pytest.mark.parametrize("path", RESOURCES)
def test_a_document_comes_back_as_what_it_was_and_is_named_among_the_others(path: str) -> None:
    store, query = Lrs(), RESOURCES[path]
    *about, name = query
    assert ask(store, "PUT", path, query, b"3", **{"content-type": "text/plain"})[0] == 204
    status, headers, body = ask(store, "GET", path, query)
    assert (status, headers["Content-Type"], body) == (200, "text/plain", b"3")
    assert ask(store, "GET", path, {key: query[key] for key in about})[2] == json.dumps([query[name]]).encode()
    assert ask(store, "PUT", path, {key: query[key] for key in about}, b"4")[0] == 400
    assert ask(store, "DELETE", path, query)[0] == 204
    assert ask(store, "GET", path, query)[0] == 404


def test_statements_are_asked_for_with_the_last_first() -> None:
    store = Lrs()
    for number in range(3):
        statement = {"id": str(number), "actor": {}, "verb": {"id": "v"}, "object": {"id": "o"}}
        assert ask(store, "PUT", "statements", {"statementId": str(number)}, json.dumps(statement).encode())[0] == 204
    answer = json.loads(ask(store, "GET", "statements", {"limit": "2"})[2])
    assert ([statement["id"] for statement in answer["statements"]], answer["more"]) == (["2", "1"], "")
