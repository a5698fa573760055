"""Whatever comes to the two ports of a preview, they answer: in words where it is nothing that they know."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.preview.ports import HEADERS, launch

#: What a window of ours sends, and what is no such thing.
ASKED = {
    "launch": {"part": "one", "format": "scorm12", "learner": "learner-1", "name": "Sam", "who": "learner"},
    "store": {"condition": "well"},
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_the_inspector_is_sent_it_answers_in_a_sentence(
    inspector_port: TestClient, data: st.DataObject
) -> None:
    path, asked = data.draw(st.sampled_from(sorted(ASKED.items(), key=lambda item: item[0])))
    changed = st.dictionaries(st.sampled_from([*asked, "other"]), JSON, min_size=1)
    body = data.draw(st.binary() | JSON.map(json.dumps) | changed.map(lambda new: json.dumps(asked | new)))
    answer = inspector_port.post(f"/token/{path}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 204, 400)
    assert answer.status_code != 400 or (answer.text.endswith(".") and "\n" not in answer.text)


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[" * 10_000, 400), (b'"' + b"x" * 30_000 + b'"', 413)],
    ids=["cut", "deep", "long"],
)
def test_what_is_no_order_of_ours_is_refused_in_a_sentence(
    inspector_port: TestClient, body: bytes, status: int
) -> None:
    answer = inspector_port.post("/token/launch", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.text[-1]) == (status, ".")


#: Addresses of the LMS's port, with something in them that a package chooses.
PATHS = ("package/{0}/{0}/{0}", "package/one/scorm12/{0}", "lrs/{0}", "lrs/statements", "lrs/activities/state",
         "cmi5/0/lrs/{0}", "cmi5/{0}/lrs/about", "cmi5/0/fetch/{0}", "commit", "blocked", "{0}")  # fmt: skip


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_whatever_a_package_asks_of_the_lms_it_gets_an_answer(
    inspector_port: TestClient, lms_port: TestClient, data: st.DataObject
) -> None:
    launch(inspector_port, "cmi5")
    part = st.text(st.characters(exclude_categories=["Cs"])) | st.integers(0).map(str) | st.just("9" * 5000)
    path = data.draw(st.sampled_from(PATHS)).format(quote(data.draw(part), safe=""))
    query = data.draw(st.dictionaries(st.sampled_from(["agent", "activityId", "stateId", "statementId", "as"]), part))
    method = data.draw(st.sampled_from(["GET", "PUT", "POST", "DELETE", "PATCH"]))
    body = data.draw(st.binary() | JSON.map(json.dumps) | st.just(json.dumps([{"id": [], "actor": {"name": []}}])))
    headers = HEADERS | {"Range": data.draw(st.sampled_from(["bytes=0-", "bytes=9-1", "bytes=-", "x"]))}
    answer = lms_port.request(method, f"/key/{path}", params=query, content=body, headers=headers)
    assert answer.status_code < 500
