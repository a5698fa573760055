"""The PDFs, read back by somebody else's reader: tagged, in letters that can be read, and the same on every machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
import typst

from builder.documents.pdf import PageOverflow, make_pdf
from builder.model.course import Course
from builder.model.documents import Flowchart
from builder.render.documents import DocumentOverflow, document_files
from builder.render.facts import Facts
from tests.documents.pages import offering
from tests.documents.reading import fonts, letter_sizes, reader, tags, words

ROOT = Path(__file__).parents[2]
MODULES = ["SPR", "AUT"]
PDFS = ["serious-incident.pdf", *(f"{module}.pdf" for module in MODULES)]
A4, A5 = (595, 842), (420, 595)


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_is_tagged_and_says_its_title_and_language(documents: Mapping[str, bytes], name: str) -> None:
    pdf = reader(documents[name])
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None and pdf.metadata.title
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert all(page["/Tabs"] == "/S" for page in pdf.pages if "/Annots" in page)


@pytest.mark.parametrize("name", PDFS)
def test_no_letter_is_smaller_than_12_points_and_all_letters_are_in_the_file(
    documents: Mapping[str, bytes], name: str
) -> None:
    pdf = reader(documents[name])
    assert min(letter_sizes(pdf)) >= 11.99
    assert {font.partition("-")[0] for font in fonts(pdf)} == {"LibertinusSerif"}
    assert all(fonts(pdf).values())


def test_the_flowchart_is_a_figure_with_words_and_then_a_list(documents: Mapping[str, bytes], chart: Flowchart) -> None:
    pdf = reader(documents["serious-incident.pdf"])
    found = tags(pdf)
    top = [tag.role for tag in found if tag.depth == 1]
    assert top == ["H1", "Figure", "P", "H2", "L", "P", "H2", "L", "P"]
    (figure,) = (tag for tag in found if tag.role == "Figure")
    assert figure.alt.endswith("The same is said in words on the next page.")
    first_list = found[[tag.role for tag in found].index("L") :]
    steps = [tag.role for tag in first_list[: [tag.role for tag in first_list].index("P")]]
    assert steps.count("LI") == len(chart.in_order) == 10
    assert pdf.metadata is not None
    assert pdf.metadata.title == chart.title


def test_the_flowchart_is_one_sheet_of_a4_and_its_words_another(documents: Mapping[str, bytes]) -> None:
    pdf = reader(documents["serious-incident.pdf"])
    assert [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages] == [A4, A4]


def test_every_node_and_label_is_on_the_sheet_and_every_step_on_the_next(
    documents: Mapping[str, bytes], chart: Flowchart
) -> None:
    pdf = reader(documents["serious-incident.pdf"])
    sheet, next_sheet = words(pdf, 0), words(pdf, 1)
    for node in chart.nodes:
        assert plain(node.label) in sheet
        assert node.who in sheet and node.when in sheet
    for arrow in chart.arrows:
        assert arrow.label in sheet
    for step in chart.steps:
        assert plain(step.title) in next_sheet
        assert plain(step.text) in next_sheet
    assert chart.note in sheet
    assert "Facts checked 21 November 2026." in sheet


def test_the_sources_of_the_facts_stand_below_the_words(
    documents: Mapping[str, bytes], course: Course, chart: Flowchart
) -> None:
    facts = Facts(course)
    for node in next(c for c in course.flowcharts if c.id == chart.id).nodes:
        facts.fill(node.when)
    assert facts.sources()
    shown = words(reader(documents["serious-incident.pdf"]), 1)
    assert all(plain(line) in shown for line in facts.sources())


@pytest.mark.parametrize("name", MODULES)
def test_a_card_is_one_page_of_a5_with_every_principle_and_its_line_for_that_module(
    documents: Mapping[str, bytes], course: Course, name: str
) -> None:
    pdf = reader(documents[f"{name}.pdf"])
    assert [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages] == [A5]
    shown = words(pdf, 0)
    for principle in course.principles:
        assert principle.title in shown
        assert plain(principle.levels[name]) in shown
    assert course.cards[0].urgent in shown
    (module,) = (module for module in course.contents if module.id == name)
    assert module.title in shown
    found = tags(pdf)
    assert [tag.role for tag in found if tag.depth == 1 and tag.role != "P"] == ["H1", "L", "H2"]
    assert [tag.role for tag in found].count("LI") == len(course.principles)


def test_a_card_prints_a_contact_that_is_known_and_leaves_a_line_for_one_that_is_not(course: Course) -> None:
    (card,) = course.cards
    known, *others = (c for c in course.local if c.id in card.contacts)
    filled = known.model_copy(update={"value": "01234 567890"})
    rest = tuple(contact for contact in course.local if contact is not known)
    course = course.model_copy(update={"local": (filled, *rest)})
    (file,) = document_files(course, offering(course.contents[1], "pocket-card.pdf"))
    assert isinstance(file.content, bytes)
    shown = words(reader(file.content), 0)
    assert f"{known.label} 01234 567890" in shown
    assert all(other.label in shown for other in others)
    assert "None" not in shown


BUILD = """
import hashlib, pathlib, sys
from builder.render.documents import document_files
from builder.source.load import load
from tests.documents.pages import offering

course = load(pathlib.Path(sys.argv[1])).course
names = ("serious-incident.pdf", "serious-incident.svg", "pocket-card.pdf")
for module in course.contents:
    for file in document_files(course, offering(module, *names)):
        print(module.id, file.path, hashlib.sha256(file.content).hexdigest())
"""


def build_elsewhere(home: Path, **surroundings: str) -> str:
    """Return the fingerprints of all documents, as another process makes them that lives somewhere else."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), **surroundings}
    command = [sys.executable, "-c", BUILD, str(ROOT / "tests" / "wide_course")]
    return subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True, text=True).stdout


def test_the_same_source_gives_the_same_bytes_in_every_place_and_at_every_time(
    tmp_path: Path, documents: Mapping[str, bytes]
) -> None:
    here = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "0"}
    there = {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "2000000000"}
    first, second = (build_elsewhere(tmp_path, **surroundings) for surroundings in (here, there))
    assert first == second
    made = {line.split()[2] for line in first.splitlines()}
    assert made >= {sha256(content).hexdigest() for content in documents.values()}


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_holds_no_date(documents: Mapping[str, bytes], name: str) -> None:
    pdf = reader(documents[name])
    assert pdf.metadata is not None
    assert not {"/CreationDate", "/ModDate"} & set(pdf.metadata)
    about = pdf.root_object["/Metadata"].get_object().get_data().decode()
    assert re.search(r"(?:Create|Modify|Metadata)Date|xmp:.*\d{4}-\d{2}-\d{2}T", about) is None


def test_the_clock_of_the_one_who_makes_a_pdf_does_not_matter(documents: Mapping[str, bytes]) -> None:
    source = b'#set document(title: "t", date: none)\n#set text(lang: "en")\nWords'
    fonts_inside = typst.Fonts(include_system_fonts=False)
    made = {
        typst.compile(
            source, font_paths=fonts_inside, ignore_system_fonts=True, pdf_standards="ua-1", timestamp=seconds
        )
        for seconds in (0, 2_000_000_000)
    }
    assert len(made) == 1
    for name in ("flowchart", "card"):
        template = (ROOT / "scorm_templates" / "documents" / f"{name}.typ").read_text(encoding="utf-8")
        assert "date: none" in template
        assert "datetime" not in template
        assert "#import" not in template


def test_what_an_author_writes_is_never_taken_for_typst(course: Course) -> None:
    danger = '#panic("no") $x$ *bold* @ref <label> \\ `raw` // gone'
    principles = tuple(p.model_copy(update={"title": danger}) for p in course.principles)
    course = course.model_copy(update={"principles": principles})
    (file,) = document_files(course, offering(course.contents[1], "pocket-card.pdf"))
    assert isinstance(file.content, bytes)
    assert words(reader(file.content), 0).count(danger) == len(principles)


def test_a_card_that_needs_a_second_page_is_refused(course: Course) -> None:
    long = tuple(p.model_copy(update={"levels": {"AUT": "Words and more words. " * 40}}) for p in course.principles)
    course = course.model_copy(update={"principles": long})
    with pytest.raises(DocumentOverflow, match=r"pocket-card\.pdf is too long"):
        document_files(course, offering(course.contents[1], "pocket-card.pdf"))


def test_a_flowchart_that_needs_a_second_sheet_is_refused(course: Course) -> None:
    (chart,) = course.flowcharts
    long = tuple(node.model_copy(update={"label": node.label * 3}) for node in chart.nodes)
    wide = Flowchart.model_construct(**{**{k: getattr(chart, k) for k in Flowchart.model_fields}, "nodes": long})
    course = course.model_copy(update={"flowcharts": (wide,)})
    course.__dict__.pop("documents", None)
    with pytest.raises(DocumentOverflow, match=r"serious-incident\.pdf is too long: it needs \d pages, and may have 2"):
        document_files(course, offering(course.contents[1], "serious-incident.pdf"))


def test_a_document_of_too_many_pages_says_how_many() -> None:
    data = {
        "title": "T", "heading": "T", "module": "M", "description": "D", "author": "A", "language": "en-GB",
        "urgent_title": "U", "urgent": "V", "contacts_title": "C", "contacts": [], "size": 12,
        "principles": [{"title": f"Principle {number}", "line": "Line"} for number in range(60)],
    }  # fmt: skip
    with pytest.raises(PageOverflow, match="it needs 4 pages, and may have 1"):
        make_pdf("card", data, pages=1)
