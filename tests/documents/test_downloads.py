"""Documents in packages: where a page offers one, and nowhere else; and typst only where it is needed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.build import build
from builder.diagnostics import Severity
from builder.model.course import Course
from builder.render.bundle import Bundle
from builder.render.documents import document_download, document_files
from builder.render.module import render_module
from tests.documents.pages import offering

ROOT = Path(__file__).parents[2]
BUNDLE = Bundle("scorm12", b"")
OFFERED = {
    "spring": {"serious-incident.pdf"},
    "autumn": {"pocket-card.pdf", "serious-incident.pdf"},
}


@pytest.mark.parametrize("slug", OFFERED)
def test_a_module_holds_the_documents_that_its_pages_offer_and_no_others(course: Course, slug: str) -> None:
    (module,) = (module for module in course.contents if module.slug == slug)
    files = {file.path: file.content for file in render_module(course, module).files(BUNDLE)}
    document = files["index.html"]
    assert isinstance(document, bytes)
    made = {path.removeprefix("media/documents/") for path in files if path.startswith("media/documents/")}
    assert made == OFFERED[slug]
    for name in made:
        assert f'<a href="media/documents/{name}" download>'.encode() in document


def test_the_words_of_a_link_say_what_will_be_downloaded(course: Course) -> None:
    module = course.contents[1]
    titles = {name: document_download(course, module, name).title for name in course.documents}
    chart = "A swarm hangs in the plum tree"
    assert titles == {
        "serious-incident.pdf": f"{chart} (PDF, A4)",
        "pocket-card.pdf": f"Bees in a breast pocket: {module.title} (PDF, A4, to fold)",
    }


def test_a_changed_document_changes_the_name_of_the_build(course: Course) -> None:
    module = offering(course.contents[1], "pocket-card.pdf")
    other = tuple(card.model_copy(update={"urgent": "Ring."}) for card in course.cards)
    changed = course.model_copy(update={"cards": other})
    changed.__dict__.pop("documents", None)
    before, after = ({f.path: f.content for f in render_module(one, module).files(BUNDLE)} for one in (course, changed))
    assert before["probe.txt"] != after["probe.txt"]
    assert before["media/documents/pocket-card.pdf"] != after["media/documents/pocket-card.pdf"]


def test_a_document_is_made_once_for_all_modules_that_offer_it(course: Course) -> None:
    first, second = (document_files(course, offering(module, "serious-incident.pdf"))[0] for module in course.contents)
    assert first.content is second.content


def test_a_course_that_offers_no_pdf_never_loads_typst() -> None:
    base = ROOT / "tests" / "samples" / "_base"
    program = """
import pathlib, sys
from builder.render.bundle import Bundle
from builder.render.module import render_module
from builder.source.load import load
course = load(pathlib.Path(sys.argv[1])).course
for module in course.contents:
    render_module(course, module).files(Bundle("scorm12", b""))
assert "typst" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program, str(base)], cwd=ROOT, check=True)


def test_the_documents_of_a_module_are_small(course: Course) -> None:
    for module in course.contents:
        files = document_files(course, module)
        assert sum(len(file.content) for file in files if isinstance(file.content, bytes)) <= 100 * 1024, module.id


@pytest.mark.parametrize(
    ("line", "now", "code"),
    [("Many words. " * 30, "Now?", "document-too-long"), ("A line.", "\N{TELEPHONE RECEIVER}", "document-letter")],
    ids=["too long", "a letter"],
)
def test_a_document_that_cannot_be_printed_is_a_problem_of_the_course_and_nothing_is_built(
    line: str, now: str, code: str, tmp_path: Path
) -> None:
    course, output = tmp_path / "course", tmp_path / "dist"
    shutil.copytree(ROOT / "tests" / "samples" / "_base", course)
    page = course / "first" / "01-start.md"
    page.write_text(page.read_text("utf-8") + "\n::: downloads\ndocuments: [card.pdf]\n:::\n", encoding="utf-8")
    (course / "cards").mkdir()
    (course / "cards" / "card.yaml").write_text(
        f"id: card\ntitle: A card\nurgent_title: {now}\nurgent: Call 999.\ncontacts_title: Contacts\n"
        "contacts: [front_door]\n",
        encoding="utf-8",
    )
    principles = "".join(f"- id: P{number}\n  title: Principle {number}\n  line: {line}\n" for number in range(1, 15))
    (course / "principles.yaml").write_text(principles, encoding="utf-8")
    report = build(course, formats=["scorm12"], modules=[], output=output)
    assert [problem.code for problem in report.problems if problem.severity is Severity.ERROR] == [code]
    assert report.exit_code == 1
    assert list(output.glob("*")) == []
