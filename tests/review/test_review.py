"""The review: everything is in it, it needs nothing beside it, and it says what changed."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.cli import main
from builder.judge import judge
from builder.model.blocks.story import ScenarioBlock
from builder.model.course import Course
from builder.model.tokens import filled
from builder.printing import guarded
from builder.review import UnreadableSnapshot, write_review
from builder.review.document import Review, review_html
from builder.review.questions import questions_csv
from builder.review.snapshot import changes, read_snapshot, snapshot
from builder.source.load import load
from tests.test_samples import lay_out

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "samples" / "_base"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module", params=["tests/contract/course", "tests/samples/_base"])
def course(request: pytest.FixtureRequest) -> Course:
    read = judge(ROOT / request.param).course
    assert read
    return read


@pytest.fixture(scope="module")
def page(course: Course) -> str:
    return review_html(course, None, today=TODAY)


def plain(text: str) -> str:
    """Return the words of HTML or Markdown, without marks."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)]*\)", " ", text)))


def test_everything_that_learners_read_is_in_it(course: Course, page: str) -> None:
    words = plain(page)
    shown = (p for p in course.passages if p.module)
    lines = ((p, line) for p in shown for line in filled(p.text, course.fact_names).splitlines())
    assert [(p.ids, p.keys, line) for p, line in lines if plain(re.sub(r"^\s*\d+\.\s", "", line)) not in words] == []


def test_all_values_of_a_field_stand_in_one_line_and_none_stands_twice_at_a_page_or_block(page: str) -> None:
    labels = re.findall(r'<small lang="en">([^<]+)</small>', page)
    assert set(labels) & {"principles", "outcomes"} == set()
    assert [label for label, following in pairwise(labels) if label == following == "of"] == []
    assert ">kind</small> text" not in page


def test_a_story_stands_on_its_page_as_far_as_the_page_tells_it() -> None:
    course = load(ROOT / "tests" / "wide_course").course
    assert course
    review = Review(course, None, today=TODAY)
    stories = {story.id: story for story in course.scenarios}
    pages = [page for module in course.contents for page in module.pages]
    told = [(block, shown) for page in pages for block, shown in zip(page.blocks, review.blocks(page), strict=True)]
    asked = [(block, shown) for block, shown in told if isinstance(block, ScenarioBlock)]
    assert asked
    for block, shown in asked:
        words = plain(" ".join(line.html for line in shown.lines))
        for part in ("before", "after", "voice", "learning"):
            text = plain(filled(getattr(stories[block.scenario], part), course.fact_names))
            assert (text in words) == (part in block.show), (block.scenario, part)


def test_every_question_has_its_key_its_feedback_and_its_reason(course: Course, page: str) -> None:
    words = plain(page)
    for module in course.contents:
        for question in module.bank:
            assert f'id="q-{question.id}"' in page
            assert plain(question.rationale) in words


def test_every_fact_has_its_source_and_grade(course: Course, page: str) -> None:
    words = plain(page)
    for fact in course.guidance:
        assert plain(fact.edition or fact.source) in words
    assert page.count("grade A") + page.count("grade B") + page.count("grade C") == len(course.guidance)


def test_it_needs_nothing_beside_it_and_runs_nothing(page: str) -> None:
    tree = etree.HTML(page)
    assert tree.xpath("//script|//link|//img|//iframe|//object|//@onclick") == []
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_each_module_that_reviewers_are_to_sign_has_a_sheet_and_is_a_draft_until_then(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    (tmp_path / "lint.yaml").write_text("release:\n  reviewers: [practitioner, tester]\n")
    read = judge(tmp_path).course
    assert read
    shown = review_html(read, None, today=TODAY)
    assert shown.count("Sign-off sheet:") == 1
    assert shown.count('<strong class="draft">Draft: not signed off</strong>') == 2


def test_what_is_held_stands_in_the_review_marked_with_its_reason_and_in_nothing_that_goes_out(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    with (tmp_path / "scenarios" / "S01-lumi.yaml").open("a") as story:
        story.write("held:\n  reason: Nobody has read it.\n  lifted_by: A reader says yes.\n")
    judged = judge(tmp_path)
    assert not [problem for problem in judged.problems if problem.code == "held-part-used"]
    assert judged.read and judged.course
    written, out = (review_html(course, None, today=TODAY) for course in (judged.read, judged.course))
    mark = '<strong class="draft">Held back: in no package.</strong>'
    # On the page that asks, and where the story stands.
    assert written.count(mark) == 2
    assert "Nobody has read it." in written
    assert "To be let out: A reader says yes." in written
    assert mark not in out
    assert "What do you do?" not in out


def test_a_module_that_is_signed_off_names_its_reviewers(tmp_path: Path) -> None:
    lay_out("unreviewed-questions", tmp_path)
    signed = judge(tmp_path).course
    assert signed
    shown = review_html(signed, None, today=TODAY)
    assert "Draft: not signed off" not in shown
    assert "R1, a partnership, 20 November 2026" in shown


def test_markup_of_an_author_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    file = tmp_path / "first" / "module.yaml"
    file.write_text(file.read_text().replace("Everybody.", '"<b>All</b> & \\"one\\""'))
    read = load(tmp_path).read
    assert read
    assert "&lt;b&gt;All&lt;/b&gt; &amp;" in review_html(read, None, today=TODAY)


def rows(course: Course) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(questions_csv(course))))


def test_the_table_has_a_row_for_each_option_of_each_question(course: Course) -> None:
    listed = rows(course)
    assert {row["question"] for row in listed} == {q.id for module in course.contents for q in module.bank}
    assert all(row["key"] == "right" or row["kind"] in ("sort", "match", "order") for row in listed if row["key"])
    assert not any("{{" in cell for row in listed for cell in row.values())


def test_the_table_names_the_danger_what_is_replaced_and_what_is_kept_apart(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    bank = tmp_path / "first" / "questions" / "bank.yaml"
    said = "  critical: true\n  danger: bruise\n  pairs: [M1-Q02]\n  replaces: M1-Q00\n  stem:"
    bank.write_text(bank.read_text().replace("  stem:", said))
    read = load(tmp_path).read
    assert read
    first = rows(read)[0]
    told = [first[name] for name in ("critical", "danger", "pairs", "replaces")]
    assert told == ["critical", "bruise", "M1-Q02", "M1-Q00"]


@pytest.mark.parametrize("cell", ["=1+1", "+44 1", "-1", "@x", "\t=1", " =cmd", "\r=1"])
def test_a_cell_that_looks_like_a_formula_is_made_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@given(st.text())
def test_no_cell_starts_a_formula(cell: str) -> None:
    assert guarded(cell).lstrip(" ")[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n") or not cell


def test_a_change_shows_what_stood_there_and_what_stands_there_now(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    old = load(tmp_path).read
    page_file = tmp_path / "first" / "01-start.md"
    page_file.write_text(page_file.read_text().replace("Tell your", "Ask your"))
    new = load(tmp_path).read
    assert old and new
    (change,) = changes(snapshot(old), snapshot(new))
    assert (change.kind, change.id) == ("changed", "M1-01")
    assert ("before", "Tell") in change.words
    assert ("after", "Ask") in change.words


def test_a_changed_fact_shows_on_every_page_that_uses_it(tmp_path: Path) -> None:
    lay_out("_base", tmp_path)
    old = load(tmp_path).read
    file = tmp_path / "guidance.yaml"
    file.write_text(file.read_text().replace("without consent", "with no consent"))
    new = load(tmp_path).read
    assert old and new
    assert {change.id for change in changes(snapshot(old), snapshot(new))} == {"M1-01", "G-01"}


def test_the_same_course_has_not_changed_and_gives_the_same_files(course: Course, tmp_path: Path) -> None:
    first = write_review(course, output=tmp_path / "a", since=None, today=TODAY)
    second = write_review(course, output=tmp_path / "b", since=None, today=TODAY)
    assert [f.read_bytes() for f in first] == [f.read_bytes() for f in second]
    assert changes(read_snapshot(first[2]), snapshot(course)) == ()


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[" * 99_999, '{"format": 1, "parts": {"a": 1}}', '{"format": 99, "parts": {}}']
)
def test_a_file_that_is_no_snapshot_is_refused_in_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "review.json"
    file.write_text(text)
    with pytest.raises(UnreadableSnapshot, match=re.escape("no review.json")):
        read_snapshot(file)
    result = CliRunner().invoke(main, ["review", str(BASE), "--output", str(tmp_path / "out"), "--since", str(file)])
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_course_with_errors_is_not_reviewed_but_says_what_to_mend(tmp_path: Path) -> None:
    lay_out("_base", tmp_path / "course")
    with next((tmp_path / "course" / "first").glob("*.md")).open("a") as page:
        page.write("\n{{f:nobody.knows}}\n")
    result = CliRunner().invoke(main, ["review", str(tmp_path / "course"), "--output", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "error[" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_command_writes_three_files_and_names_them(tmp_path: Path) -> None:
    lay_out("_base", tmp_path / "course")
    result = CliRunner().invoke(main, ["review", str(tmp_path / "course"), "--output", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["questions.csv", "review.html", "review.json"]
    assert json.loads((tmp_path / "out" / "review.json").read_text(encoding="utf-8"))["course"] == "sample"
