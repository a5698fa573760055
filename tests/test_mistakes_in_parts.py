"""Mistakes in stories, questions, tables, films, flowcharts and draws: one message each, at its line, with the cure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.diagnostics import has_errors
from builder.judge import judge

WIDE = Path(__file__).parent / "wide_course"
STORY, FLOW, SNOW = "scenarios/S01-bramble.yaml", "flowcharts/serious-incident.yaml", "animations/A2-winter.yaml"
ROOF, TOOLS, HANDS, WINTER = (f"spring/0{page}.md" for page in ("1-roof", "2-tools", "3-hands", "5-winter"))
MODULE, BANK = "spring/module.yaml", "spring/questions/all.yaml"
LADDER, POLL = "- Ladder first.\n- Veil second.", "options: [Soap, Banana, Dog]"
THUNDER = "feedback: Thunder spoils tempers within minutes.}"

#: The file, what stands in it, what is written instead, the line of the message, and a word of its cure.
MISTAKES: dict[str, tuple[str, str, str, int, str]] = {
    "id of another decision": (STORY, "id: S01-A", "id: S01-B", 20, "another id"),
    "verdict of another word": (STORY, "verdict: best", "verdict: good", 17, "best, partial, unsafe"),
    "level by the name of its folder": (STORY, "levels: [SPR]", "levels: [spring]", 14, "'SPR'"),
    "way to a node that is not there": (STORY, "next: S01-n2", "next: n2", 45, "S01-n2"),
    "end in small letters": (STORY, "next: END", "next: end", 56, "END"),
    "age as a number": (STORY, 'age: "2 summers"', "age: 2", 3, '"2"'),
    "semicolons between keys": (STORY, ", verdict: best,", "; verdict: best;", 17, "quotation marks"),
    "comma in a text in brackets": (
        STORY, '{text: "Lower the frame, roof on, downstairs."', "{text: Lower the frame, roof on, downstairs.", 17,
        "the whole text in quotation marks",
    ),
    "comma in feedback in brackets": (STORY, THUNDER, THUNDER.replace("tempers", "tempers,"), 17, "the whole text"),
    "story by its file": (HANDS, "::: scenario S01", "::: scenario S01-bramble", 70, "S01"),
    "poll of Yes and No": (HANDS, POLL, "options: [Yes, No]", 14, '"Yes", "No"'),
    "poll of one option without commas": (HANDS, POLL, "options: [Soap Banana Dog]", 11, "two options"),
    "poll without its id, asked again": (HANDS, "id: SPR-03-poll\n", "", 11, "write id:"),
    "group of another name": (HANDS, "group: Above", "group: Abov", 48, "'Above'"),
    "question without how many to choose": (HANDS, "choose: 2\n", "", 29, "choose:"),
    "date without its hyphens": (HANDS, "reviewed: 2026-11-21", "reviewed: 20261121", 8, "write 2026-11-21"),
    "hyphen before every key": (TOOLS, "    text: It brushes", "  - text: It brushes", 17, "in the place of"),
    "heading too few": (TOOLS, "head: [Capping, Beneath]", "head: [Capping]", 45, "a heading"),
    "row without brackets": (TOOLS, "  - [Bone white, Honey]", "  - Bone white, Honey", 48, "[one, two]"),
    "time as a number": (TOOLS, "when: Noon", "when: 12:00", 40, '"12:00"'),
    "apostrophe in single quotation marks": (
        TOOLS, "when: Six o'clock", "when: 'Six o'clock'", 39, "quotation marks",
    ),
    "heading of a block as in another tool": (TOOLS, "::: callout Chalk", ":::callout{Chalk}", 10, "'callout'"),
    "picture in another format": (TOOLS, "image: tavi.svg", "image: tavi.png", 59, "'tavi.svg'"),
    "outcome of another form": (BANK, "outcome: SPR.o1", "outcome: SPR.01", 4, "SPR.o1"),
    "page of another module": (BANK, "page: SPR-02", "page: AUT-02", 5, "a package of its own"),
    "case with a capital": (BANK, "case: SPR-case-A", "case: SPR-Case-A", 26, "'SPR-case-A'"),
    "heading between questions": (BANK, "- id: SPR-Q2", "Question 2\n- id: SPR-Q2", 11, "colon"),
    "asterisk for a hyphen": (BANK, "- id: SPR-Q2", "* id: SPR-Q2", 11, "* in quotation marks"),
    "token with capitals": (ROOF, "{{g:inspection}}", "{{G:inspection}}", 16, "{{g:key}}"),
    "word of the glossary with a capital": (ROOF, "(term:drone)", "(term:Drone)", 16, "'drone'"),
    "document without its ending": (ROOF, "[serious-incident.pdf]", "[serious-incident]", 31, "serious-incident.pdf"),
    "ticks for hyphens": (ROOF, LADDER, "\u2713 Ladder first.\n\u2713 Veil second.", 34, "a hyphen"),
    "arrows for hyphens": (ROOF, LADDER, "\u27a2 Ladder first.\n\u27a2 Veil second.", 34, "a hyphen"),
    "numbers in brackets": (ROOF, LADDER, "(1) Ladder first.\n(2) Veil second.", 34, "'1. one'"),
    "Roman numbers": (ROOF, LADDER, "I. Ladder first.\nII. Veil second.", 34, "'1. one'"),
    "numbers that skip one": (ROOF, LADDER, "1. Ladder first.\n3. Veil second.", 35, "count on"),
    "film in another format": (WINTER, "file: hive.webm", "file: hive.mov", 14, "'hive.webm'"),
    "key of captions without its s": (WINTER, "captions: hive.vtt", "caption: hive.vtt", 15, "'captions'"),
    "node with the id of another": (FLOW, "{id: N2, kind: action", "{id: N1, kind: action", 8, "another id"),
    "arrow as it is drawn": (FLOW, "{from: N1, to: N2}", "{N1 -> N2}", 26, "{key: value}"),
    "seconds with their unit": (SNOW, "seconds: 10", "seconds: 10s", 5, "a number"),
    "seconds by another name": (SNOW, "seconds: 10", "duration: 10", 5, "call it seconds"),
    "part of a drawing of another name": (SNOW, "target: snow", "target: snowflake", 9, "'snow'"),
    "id of another module": (MODULE, "id: SPR\n", "id: AUT\n", 1, "another id"),
    "more critical questions than there are": (MODULE, "critical: 1", "critical: 9", 11, "draw fewer"),
    "draw from an outcome that is not there": (MODULE, "of: [SPR.o2]", "of: [SPR.o3]", 14, "'SPR.o2'"),
    "more of a part than there are": (MODULE, "take: 1", "take: 6", 14, "take fewer"),
    "story of a check with the id of another": (MODULE, "- id: SPR-case-B", "- id: SPR-case-A", 18, "another id"),
}  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(WIDE, tmp_path_factory.mktemp("parts") / "course"))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_part_has_one_message_at_its_line_that_names_the_cure(mistake: str, course: Path) -> None:
    name, before, after, line, cure = MISTAKES[mistake]
    text = (course / name).read_text(encoding="utf-8")
    assert before in text
    (course / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    try:
        problems = judge(course).problems
    finally:
        shutil.copy(WIDE / name, course / name)
    assert has_errors(problems)
    (problem,) = problems
    assert (problem.where.path, problem.where.line) == ((course / name).as_posix(), line), problem
    assert cure in f"{problem.message} {problem.hint}"
