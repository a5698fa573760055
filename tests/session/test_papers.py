"""What a trainer prints: tagged PDFs, whose plan adds up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest

from builder.documents.pdf import PageOverflow
from builder.model.course import Course
from builder.model.documents import FlowClock
from builder.session.content import Content
from builder.session.papers import PaperOverflow, _handout, _plan, _steps, printed_papers
from tests.documents.reading import reader, tags, words

READ = Path(__file__).with_name("papers.txt")
PAPERS = {"trainers-guide": None, "handout": 2, "cards": None, "jigsaw": 2, "sign-in-sheet": None, "evaluation": 2}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_a_title_a_language_and_tags(name: str, written: Path, course: Course) -> None:
    pdf = reader((written / f"{name}.pdf").read_bytes())
    assert course.sessions[0].title in str(pdf.metadata and pdf.metadata.title)
    assert pdf.root_object["/Lang"] == course.language
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    roles = [tag.role for tag in tags(pdf)]
    assert "H1" in roles
    assert PAPERS[name] in (None, len(pdf.pages))


def text_of(written: Path, name: str) -> str:
    pdf = reader((written / f"{name}.pdf").read_bytes())
    return " ".join(words(pdf, number) for number in range(len(pdf.pages)))


def test_the_papers_say_what_they_said_when_a_person_last_read_them(written: Path, *, update_goldens: bool) -> None:
    papers = [f"== {name}\n{fill(text_of(written, name), 110)}\n" for name in (*PAPERS, "flowchart")]
    if update_goldens:
        READ.write_text("".join(papers), encoding="utf-8", newline="")
    assert READ.read_text(encoding="utf-8") == "".join(papers), "run pytest --update-goldens and read the difference"


def asked(content: Content, monkeypatch: pytest.MonkeyPatch, *, fits: float) -> list[tuple[str, float, int]]:
    """Return of which papers a PDF is asked for, in which letters, and with how many pages at most.

    In larger letters than those that fit, nothing has room.
    """
    papers: list[tuple[str, float, int]] = []

    def make_pdf(_: str, data: Mapping[str, Any], *, pages: int) -> bytes:
        papers.append((data["kind"], data.get("size", fits), pages))
        if papers[-1][1] > fits:
            raise PageOverflow("it has 3 pages")
        return b"%PDF"

    monkeypatch.setattr("builder.session.papers.make_pdf", make_pdf)
    monkeypatch.setattr("builder.session.papers._flowchart", lambda _: {})
    printed_papers(content, content.slides())
    return papers


def test_the_handout_is_set_in_the_largest_letters_in_which_it_is_one_sheet(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [11.0, 10.5, 10.0, 9.5, 9.0]
    for fits in sizes:
        tried = [size for kind, size, _ in asked(content, monkeypatch, fits=fits) if kind == "handout"]
        assert tried == [size for size in sizes if size >= fits]
    with pytest.raises(PaperOverflow, match="it has 3 pages"):
        asked(content, monkeypatch, fits=8.5)


def test_what_is_filled_in_is_one_sheet_and_no_paper_has_more_pages_than_anybody_prints(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = {kind: pages for kind, _, pages in asked(content, monkeypatch, fits=11.0)}
    sheets, books = {"handout": 2, "evaluation": 2}, {"guide", "sign-in", "cards", "jigsaw"}
    assert most == {**sheets, **dict.fromkeys(books, 60)}


def test_the_parts_of_every_length_follow_one_another_and_add_up_to_it(course: Course) -> None:
    (session,) = course.sessions
    for length in session.lengths:
        at = 0
        for _, minutes, start, _ in _plan(Content(course, session, length)):
            assert int(start) == at
            at += int(minutes)
        assert at == length.minutes


def test_the_guide_holds_every_note_and_every_answer_with_what_it_rests_on(written: Path, content: Content) -> None:
    said = text_of(written, "trainers-guide")
    for slide in content.slides():
        assert f"{slide.number}. {slide.title}" in said
        assert [note for note in slide.notes if note not in said] == []
    for section in content.session.guide:
        for answer in section.answers:
            assert answer.question in said and answer.answer in said
    assert content.words("session.rests-on") in said


def test_the_handout_asks_a_question_for_each_principle_and_has_room_for_two_actions(
    written: Path, content: Content
) -> None:
    handout, said = content.session.handout, text_of(written, "handout")
    assert [question.ask for question in handout.questions if question.ask not in said] == []
    assert said.count(content.words("session.asker")) == 2
    terms = {term.id: term.term for term in content.course.glossary}
    assert [name for name in handout.words if f"{terms[name]}." not in said] == []


def test_a_step_of_the_handout_says_how_long_there_is_by_each_clock_that_runs_there(content: Content) -> None:
    (chart,) = content.course.flowcharts
    names = [name for phase in chart.phases for name in phase.nodes]
    clocks = tuple(
        FlowClock(title="Do it.", time=f"Within {number} days.", nodes=tuple(names[number - 1 :: number]))
        for number in range(1, 5)
    )
    steps = list(_steps(content, chart.model_copy(update={"clocks": clocks})))
    for name, step in zip(names, steps, strict=True):
        assert [clock.time for clock in clocks if clock.time in step["text"]] == [
            clock.time for clock in clocks if name in clock.nodes
        ]


def test_of_several_flowcharts_the_handout_has_its_own(content: Content) -> None:
    (chart,) = content.course.flowcharts
    others = [chart.model_copy(update={"id": name, "title": "Another"}) for name in ("zebra", "ant")]
    course = content.course.model_copy(update={"flowcharts": (*others, chart)})
    assert _handout(Content(course, content.session, content.length))["steps_title"] == _handout(content)["steps_title"]


def test_a_card_holds_the_story_up_to_its_decision_and_nothing_of_how_it_ended(written: Path, course: Course) -> None:
    said = text_of(written, "cards")
    (card,), (story, *_) = course.sessions[0].cards, course.scenarios
    assert " ".join(story.before.split()) in said
    assert card.ask in said and card.back in said
    assert " ".join(story.after.split())[:40] not in said


def test_each_agency_has_a_sealed_paper_with_what_it_knows_and_nothing_else(written: Path, content: Content) -> None:
    (jigsaw,) = content.length.jigsaws
    said = text_of(written, "jigsaw")
    assert said.count(content.words("session.sealed")) == len(jigsaw.papers)
    parts = said.split(content.words("session.sealed"))
    for paper, part in zip(jigsaw.papers, parts, strict=False):
        texts = [content.facts.fill(other.text) for other in jigsaw.papers]
        assert [text for text in texts if text in part] == [content.facts.fill(paper.text)]


def test_papers_that_are_filled_in_have_the_statements_at_both_times(written: Path, course: Course) -> None:
    said = text_of(written, "evaluation")
    assert all(said.count(statement) == 2 for statement in course.sessions[0].evaluation.statements)
