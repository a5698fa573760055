"""Two ports: the inspector's, which only its own window reaches, and the LMS's, which has packages and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from builder.cli import main
from builder.formats import FORMATS
from builder.formats.statements import profile
from builder.preview.conditions import Condition
from builder.preview.lms import EmulatedLms
from builder.render.state_reader import decode
from builder.source.load import load
from tests.preview.ports import HEADERS, launch

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "small_course"
OTHERS = {
    "another host": {"Host": "attacker.example:5001"},
    "a name for this machine": {"Host": "localhost:5001"},
    "another port": {"Host": "127.0.0.1:5003"},
    "another origin": {"Origin": "https://attacker.example"},
    "an origin that is none": {"Origin": "null"},
    "another site": {"Sec-Fetch-Site": "cross-site"},
}


@pytest.mark.parametrize("headers", OTHERS.values(), ids=OTHERS)
def test_neither_port_answers_whoever_comes_by_way_of_another_site(
    headers: dict[str, str], inspector_port: TestClient, lms_port: TestClient
) -> None:
    assert inspector_port.get("/token/subject", headers=headers).status_code == 403
    assert lms_port.get("/key/lms.html", headers=headers).status_code == 403


def test_the_inspector_is_found_by_its_token_alone_and_hears_no_window_of_the_other_port(
    inspector_port: TestClient,
) -> None:
    assert inspector_port.get("/token/").status_code == 200
    assert {inspector_port.get(path).status_code for path in ("/", "/key/", "/tokem/", "/subject")} == {404}
    assert inspector_port.get("/token/subject", headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    form = inspector_port.post("/token/launch", content="{}", headers={"Content-Type": "text/plain"})
    assert form.status_code == 415


def test_a_new_learner_is_one_that_no_window_has_had(inspector_port: TestClient) -> None:
    numbers = [inspector_port.post("/token/learner", json={}).json()["number"] for _ in range(3)]
    assert numbers == [2, 3, 4]


def test_the_port_of_the_lms_has_nothing_of_the_inspector_and_lets_packages_load_from_it_alone(
    lms_port: TestClient,
) -> None:
    for path in ("/key/subject", "/key/events", "/token/subject", "/token/", "/key/inspector.js", "/"):
        assert lms_port.get(path).status_code == 404
    page = lms_port.get("/key/package/one/scorm12/index.html")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval';")
    assert "frame-ancestors 'self' http://127.0.0.1:5001;" in policy
    assert "http" not in policy.replace("http://127.0.0.1:5001", "")


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-4", 206, slice(0, 5)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=3-99999999", 206, slice(3, None)),
        ("bytes=99999999-", 416, slice(0)),
        ("bytes=-", 200, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("", 200, slice(None)),
    ],
)
def test_a_file_is_served_in_the_part_that_is_asked_for(
    asked: str, status: int, part: slice, lms_port: TestClient
) -> None:
    path = "/key/package/one/web/index.html"
    whole = lms_port.get(path).content
    answer = lms_port.get(path, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, whole[part])


def test_no_answer_sets_a_cookie_or_stays_in_a_cache(inspector_port: TestClient, lms_port: TestClient) -> None:
    answers = [inspector_port.get("/token/"), inspector_port.get("/token/subject"), lms_port.get("/key/lms.html")]
    answers += [lms_port.get("/key/package/one/web/index.html"), lms_port.get("/key/nothing")]
    assert [answer.headers.get("set-cookie") for answer in answers] == [None] * len(answers)
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


@pytest.mark.parametrize(
    "path", ["/../../pyproject.toml", "%2e%2e/%2e%2e/course.yaml", "../course.yaml", "course.yaml"]
)
def test_nothing_is_served_beyond_the_package(path: str, lms_port: TestClient) -> None:
    assert lms_port.get(f"/key/package/one/scorm12/{path}").status_code == 404


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_module_is_launched_in_each_format_at_an_address_that_opens_it(
    fmt: str, inspector_port: TestClient, lms_port: TestClient
) -> None:
    address = str(launch(inspector_port, fmt)["address"])
    assert lms_port.get(address).text.startswith("<!doctype html>")
    assert ("endpoint=" in address) == (fmt in ("xapi", "cmi5"))
    activity = {"xapi": "activity_id", "cmi5": "activityId"}.get(fmt, "")
    assert f"{activity}=https%3A%2F%2Fexample.org%2Fcourses%2Fsmall%2Fone" in address or not activity


def endpoint_of(launched: dict[str, object]) -> tuple[str, dict[str, str]]:
    query = {name: values[0] for name, values in parse_qs(urlsplit(str(launched["address"])).query).items()}
    return urlsplit(query["endpoint"]).path.rstrip("/"), query


def test_somebody_who_finished_last_year_is_known_to_every_kind_of_lms(
    inspector_port: TestClient, lms_port: TestClient
) -> None:
    told = {fmt: launch(inspector_port, fmt, learner="l-9", who="finished") for fmt in FORMATS}
    assert told["scorm12"]["held"]["cmi.core.lesson_status"] == "passed"  # type: ignore[index]
    assert told["scorm2004"]["held"]["cmi.success_status"] == "passed"  # type: ignore[index]
    endpoint, query = endpoint_of(told["xapi"])
    asked = {"activityId": query["activity_id"], "agent": query["actor"], "stateId": "suspendData"}
    document = lms_port.get(f"{endpoint}/activities/state", params=asked, headers=HEADERS).json()
    states = [told[fmt]["held"]["cmi.suspend_data"] for fmt in ("scorm12", "scorm2004")]  # type: ignore[index]
    for text in (*states, document["state"]):
        state = decode(text)
        assert state is not None
        assert (state.complete, state.passed) == (True, True)


@pytest.mark.parametrize(("fmt", "element"), [("scorm12", "cmi.core.lesson_mode"), ("scorm2004", "cmi.mode")])
def test_a_reviewer_is_launched_in_the_standard_s_own_mode(fmt: str, element: str, inspector_port: TestClient) -> None:
    assert launch(inspector_port, fmt, who="reviewer")["settings"][element] == "review"  # type: ignore[index]


def test_a_reviewer_of_cmi5_is_told_so_in_the_launch_data(lms: EmulatedLms, inspector_port: TestClient) -> None:
    launch(inspector_port, "cmi5", learner="reviewer", who="reviewer")
    assert lms.stores.cmi5[-1].sessions[-1].launch_data["launchMode"] == "Review"


def test_a_statement_is_told_with_why_it_was_sent_and_what_is_wrong_with_it(
    lms: EmulatedLms, inspector_port: TestClient, lms_port: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(lms.hub, "tell", lambda what, about: told.append(about))
    endpoint, _ = endpoint_of(launch(inspector_port, "xapi"))
    course = load(SMALL).read
    assert course
    for promise in profile(course, course.contents[0], standard="xapi")["statements"]:
        lms_port.post(f"{endpoint}/statements", json=promise["example"], headers=HEADERS)
        (judged,) = told.pop()["statements"]
        assert (judged["when"], judged["faults"]) == (promise["when"], [])
    strange = promise["example"] | {"id": str(UUID(int=1)), "stored": "now"}
    lms_port.post(f"{endpoint}/statements", json=strange, headers=HEADERS)
    (judged,) = told.pop()["statements"]
    assert any("/stored was not promised" in fault for fault in judged["faults"])


def faults() -> list[dict[str, Any]]:
    path = ROOT / "scorm_templates" / "preview" / "faults.json"
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def plans() -> list[dict[str, Any]]:
    return [fault["does"] for fault in faults() if "does" in fault]


def test_each_fault_of_the_catalogue_has_a_button_or_says_how_it_is_tried_by_hand() -> None:
    assert [fault["title"] for fault in faults() if ("does" in fault) == ("by_hand" in fault)] == []


def test_every_command_that_the_catalogue_names_is_there() -> None:
    named = set(re.findall(r"coursepack ([a-z-]+)", json.dumps(faults())))
    assert named
    assert named <= main.commands.keys()


def test_faults_happen_in_formats_servers_and_lmss_that_there_are() -> None:
    profiles = (ROOT / "scorm_templates" / "preview" / "lms" / "profiles.ts").read_text(encoding="utf-8")
    assert {fmt for plan in plans() for fmt in plan["in"]} <= FORMATS.keys()
    named = {plan["launch"]["profile"] for plan in plans() if "profile" in plan.get("launch", {})}
    assert {name for name in named if f'"{name}":' not in profiles and f"{name}:" not in profiles} == set()


#: How each trouble of an LMS's server looks to its run-time; "gone" never comes to the server.
TROUBLES = {"well": (200, "true"), "broken": (500, ""), "busy": (429, ""), "login": (200, "<!doctype html>")}


@pytest.mark.parametrize("condition", TROUBLES)
def test_a_server_in_trouble_answers_as_such_servers_do(condition: str, lms_port: TestClient) -> None:
    answer = lms_port.post("/key/commit", params={"as": condition}, content=b"{}")
    status, words = TROUBLES[condition]
    assert (answer.status_code, answer.text[: len(words)]) == (status, words)
    assert {plan["server"] for plan in plans() if "server" in plan} <= {*TROUBLES, "gone", "slow"}


def test_what_answers_packages_is_in_the_trouble_that_the_inspector_asks_for_until_it_is_well(
    lms: EmulatedLms, inspector_port: TestClient, lms_port: TestClient
) -> None:
    def state() -> object:
        file = lms_port.get("/key/package/one/cmi5/player.js")
        sessions = [session.is_abandoned for each in lms.stores.cmi5 for session in each.sessions]
        stores = [(store.failing, store.lost_answers, dict(store.documents)) for store in (lms.stores.lrs,)]
        return file.status_code, dict(file.headers), sessions, stores, dict(lms.stores.launch_data)

    launch(inspector_port, "xapi", who="finished")
    launch(inspector_port, "cmi5")
    asked = {plan[key] for plan in plans() for key in ("store", "package") if key in plan}
    assert asked == {*get_args(Condition)} - {"well"}
    for condition in sorted(asked - {"slow line", "old libraries"}):
        before = state()
        assert inspector_port.post("/token/store", json={"condition": condition}).status_code == 204
        assert state() != before, condition
        lms.stores.cmi5[-1].sessions[-1].is_abandoned = False
        inspector_port.post("/token/store", json={"condition": "well"})
        assert lms_port.get("/key/lrs/about", headers=HEADERS).status_code == 200
    assert inspector_port.post("/token/store", content="{}").status_code == 415


@pytest.mark.parametrize("condition", ["no files", "no unload", "old libraries", "slow line", "strict policy"])
def test_the_inspector_is_told_of_each_file_to_which_a_trouble_makes_a_difference(
    condition: Condition, lms: EmulatedLms, inspector_port: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(lms.hub, "tell", lambda what, about=None: told.append(what))
    monkeypatch.setattr("builder.preview.conditions._LATENCY", 0)
    launch(inspector_port, "web")
    port = TestClient(lms.application(), base_url="http://127.0.0.1:5002")
    made: dict[str, tuple[bool, bool]] = {}
    for path in ("index.html", "player.js"):
        port.get(f"/key/package/one/web/{path}")
        assert told == []
        lms.condition(condition)
        port.get(f"/key/package/one/web/{path}")
        made[path] = (bool(told), condition == "slow line" or (path == "index.html") == (condition != "no files"))
        told.clear()
        lms.condition("well")
    assert [path for path, (was_told, is_due) in made.items() if was_told != is_due] == []


def test_an_lms_with_old_libraries_puts_them_before_everything_in_a_page(
    inspector_port: TestClient, lms_port: TestClient
) -> None:
    launch(inspector_port, "web")
    inspector_port.post("/token/store", json={"condition": "old libraries"})
    page = lms_port.get("/key/package/one/web/index.html").text
    inspector_port.post("/token/store", json={"condition": "well"})
    assert page.index("Array.prototype.each") < page.index("<meta")


def test_what_cannot_be_launched_is_said_in_words(inspector_port: TestClient) -> None:
    assert launch(inspector_port, "scorm12", part="three") == {
        "problem": "there is no module 'three' in the format 'scorm12'"
    }


def test_what_the_policy_blocked_is_told_to_the_inspector(
    lms: EmulatedLms, lms_port: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(lms.hub, "tell", lambda what, about=None: told.append((what, about)))
    report = {"blocked-uri": "https://tracker.example/x", "effective-directive": "img-src", "document-uri": "a/i.html"}
    lms_port.post("/key/blocked", json={"csp-report": report})
    lms_port.post("/key/blocked", content=b"not a report")
    expected = {"address": "https://tracker.example/x", "directive": "img-src", "page": "i.html"}
    assert told == [("blocked", expected)]


def test_a_store_that_is_sent_what_it_cannot_read_says_so_and_lives(lms_port: TestClient) -> None:
    for body in (b"not JSON", b"[1]", b"{}", b"[" * 100_000):
        assert lms_port.post("/key/lrs/statements", content=body, headers=HEADERS).status_code == 400
    assert lms_port.get("/key/lrs/about", headers=HEADERS).status_code == 200
    assert lms_port.get("/key/cmi5/7/lrs/about").status_code == 404
    assert lms_port.post("/key/cmi5/7/fetch/1").status_code == 404
