"""What generated learners send, in a module with every kind of question, judged by others than us.

The learners are those of ``learner.ts``: the real player on a virtual clock. Judges are Ralph's models and ``tincan``
for every statement, an LMS as strict as CATAPULT for every cmi5 request, and the package's own promise.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from builder.formats.statements import profile
from builder.formats.xapi_profile import xapi_profile
from builder.model.course import Course, Module
from builder.preview.cmi5_lms import Cmi5Lms
from builder.preview.promises import Promises
from builder.render.module import render_module
from builder.source.load import load
from builder.tracking import load_tracking
from tests.contract.templates import Templates
from tests.e2e.judges import judge_statements
from tools.node import find_node

ROOT = Path(__file__).parent.parent.parent
#: Fewer than the thousand of `make soak`, and as many as fit into a test run.
LEARNERS = int(os.environ.get("COURSEPACK_LEARNERS", "40"))


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(ROOT / "tests" / "contract" / "course")
    assert loaded.course is not None
    return loaded.course


@pytest.fixture(scope="module")
def module(course: Course) -> Module:
    """The module with every kind of question."""
    return max(course.contents, key=lambda module: len({question.kind for question in module.bank}))


@pytest.fixture(scope="module")
def learners(course: Course, module: Module, tmp_path_factory: pytest.TempPathFactory) -> Sequence[dict[str, Any]]:
    """What each learner sent: two entries for each, one in xAPI and one in cmi5."""
    folder = tmp_path_factory.mktemp("learners")
    content = render_module(course, module)
    told = {"data": content.data, "taught": content.taught, "bank": content.bank.questions}
    text = json.dumps(told, default=lambda each: json.loads(each.model_dump_json(by_alias=True)))
    (folder / "module.json").write_text(text, encoding="utf-8")
    node = find_node()
    script = folder / "statements.mjs"
    bundle = ["exec", "--no", "--", "esbuild", "tests/contract/statements.ts", "--bundle", "--platform=node"]
    done = node.run_npm([*bundle, "--format=esm", "--log-level=warning", f"--outfile={script}"], folder=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    call = shlex.join(["node", str(script), str(folder / "module.json"), str(LEARNERS)])
    run = node.run_npm(["exec", "--no", "--call", call], folder=ROOT)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def replayed(learners: Sequence[dict[str, Any]]) -> Iterator[Cmi5Lms]:
    """Send what each cmi5 learner sent to the strict LMS once more, and yield the LMS."""
    for learner in learners:
        if learner["format"] == "cmi5":
            launch = learner["launch"]
            lms = Cmi5Lms(launch["actor"], launch["registration"], launch["activityId"], learner["publisher"])
            for _ in range(learner["launches"]):
                lms.launch(masteryScore=0.75)
            opened = 0
            for request in learner["requests"]:
                if request["path"] == "/fetch":
                    opened += 1
                    lms.fetch(str(opened), request["method"])
                    continue
                token = {"authorization": f"Basic {lms.sessions[opened - 1].token}"}
                path = request["path"].removeprefix("/lrs/")
                # The LMS of the generator has no ETags; this one is asked without them.
                lms.answer(
                    request["method"], path, request["query"], request["headers"] | token, request["body"].encode()
                )
            yield lms


def test_neither_judge_refuses_a_statement(learners: Sequence[dict[str, Any]]) -> None:
    sent = [statement for learner in learners if learner["format"] == "xapi" for statement in learner["statements"]]
    assert len(sent) > 10 * LEARNERS
    assert judge_statements(sent) == []


def test_no_learner_sends_a_statement_twice(learners: Sequence[dict[str, Any]]) -> None:
    for learner in learners:
        if learner["format"] == "xapi":
            ids = [statement["id"] for statement in learner["statements"]]
            assert len(ids) == len(set(ids)), learner["seed"]


def test_the_strict_lms_refuses_no_request_and_the_judges_no_statement(
    learners: Sequence[dict[str, Any]], module: Module, course: Course
) -> None:
    promises = Promises(profile(course, module, standard="cmi5")["statements"])
    for seed, lms in enumerate(replayed(learners), start=1):
        assert lms.refusals == [], seed
        assert judge_statements(lms.lrs.statements) == [], seed
        assert [breach for statement in lms.lrs.statements for breach in promises.breaches(statement)] == [], seed


def test_what_is_sent_is_what_the_package_promises(
    learners: Sequence[dict[str, Any]], module: Module, course: Course
) -> None:
    promises = Promises(profile(course, module, standard="xapi")["statements"])
    for learner in learners:
        if learner["format"] == "xapi":
            breaches = [breach for statement in learner["statements"] for breach in promises.breaches(statement)]
            assert breaches == [], learner["seed"]


def test_what_is_sent_fits_the_profile_that_is_written_beside_the_packages(
    learners: Sequence[dict[str, Any]], course: Course
) -> None:
    templates = Templates(xapi_profile(course))
    for learner in learners:
        if learner["format"] == "xapi":
            breaches = [breach for statement in learner["statements"] for breach in templates.breaches(statement)]
            assert breaches == [], learner["seed"]


def test_answers_of_the_check_and_of_practice_are_told_apart_by_their_parents(
    learners: Sequence[dict[str, Any]], module: Module
) -> None:
    pages = tuple(f"/{page.id}" for page in module.pages)
    purpose = load_tracking().xapi.extensions.purpose
    seen = set()
    for learner in learners:
        for statement in learner.get("statements", []):
            if statement["verb"]["display"]["en"] == "answered":
                [parent] = statement["context"]["contextActivities"]["parent"]
                said = statement["context"]["extensions"][purpose]
                seen.add(said)
                assert parent["id"].endswith("#check") == (said != "practice")
                assert parent["id"].endswith(pages) == (said == "practice")
    assert seen == {"check", "practice"}


def test_among_them_is_every_kind_of_statement(
    learners: Sequence[dict[str, Any]], course: Course, module: Module
) -> None:
    sent = {statement["verb"]["id"] for learner in learners for statement in learner.get("statements", [])}
    assert sent == {verb["id"] for verb in profile(course, module, standard="xapi")["verbs"]}
