"""Workflows run nothing that cannot be run here, may do no more than they need, and pin what they use by its hash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.release import shares

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAY_WRITE = {("release", "id-token"), ("release", "attestations")}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
            yield path.stem, name, job


def steps() -> Iterator[dict[str, Any]]:
    yield from (step for _, _, job in jobs() for step in job["steps"])


def test_what_a_step_runs_is_one_target_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    run = [step["run"] for step in steps() if "run" in step]
    found = [re.fullmatch(r"make (?:-C coursepack )?([a-z-]+)(?: PYTHON=python)?", line) for line in run]
    assert {match[1] if match else "" for match in found} <= targets
    assert len(run) >= 6


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_an_action_is_pinned_by_the_hash_of_a_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_nothing_and_a_job_only_reads_but_for_attestations(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {}
    for workflow, name, job in jobs():
        granted = {(workflow, scope) for scope, level in job["permissions"].items() if level != "read"}
        assert granted <= MAY_WRITE, name
        assert job["timeout-minutes"] <= 60
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_page_for_a_partnership_calls_the_workflow_with_what_it_asks_for() -> None:
    page = (ROOT / "docs" / "partnership.md").read_text("utf-8")
    caller = next(
        yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "jobs:" in block
    )
    called = yaml.safe_load((ROOT / ".github" / "workflows" / "edition.yml").read_text("utf-8"))
    # YAML 1.1 reads `on` as a truth value.
    asked = called[True]["workflow_call"]["inputs"]
    (job,) = caller["jobs"].values()
    assert job["uses"].endswith("/.github/workflows/edition.yml@COMMIT")
    assert set(job["with"]) == {name for name, one in asked.items() if one["required"]} == set(asked)
    (own,) = called["jobs"].values()
    assert own["permissions"].items() <= job["permissions"].items()
    assert own["env"]["EDITIONS"].endswith("/own/editions")
    assert "`editions/<your-id>/edition.yaml`" in page


def test_as_much_is_attested_as_can_be_at_a_time() -> None:
    (attested,) = (step for step in steps() if "attest" in step.get("uses", ""))
    assert attested["with"]["subject-path"] == "release/*/SHA256SUMS"


def test_a_tag_never_makes_a_draft() -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in ("tools/release.py", "Makefile")]
    assert not any("--draft" in text for text in texts)


@pytest.mark.parametrize("of", [1, 3, 4, 20])
def test_every_edition_is_in_one_share_and_the_course_in_the_first(of: int) -> None:
    editions = [f"edition-{n}" for n in range(11)]
    dealt = [shares(editions, {"SHARD": str(own), "SHARDS": str(of)}) for own in range(1, of + 1)]
    assert sorted(each for share in dealt for each in share) == sorted(["", *editions])
    assert dealt[0][0] == ""
