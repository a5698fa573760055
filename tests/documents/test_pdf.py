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

from builder.documents.flow import Step, phases_of
from builder.documents.pdf import make_pdf
from builder.model.course import Course
from builder.model.documents import Flowchart
from builder.render.documents import DocumentOverflow, document_files
from builder.render.facts import Facts
from tests.documents.pages import offering
from tests.documents.reading import fonts, letter_sizes, reader, tags, words

ROOT = Path(__file__).parents[2]
MODULES = ["SPR", "AUT"]
PDFS = ["serious-incident.pdf", *(f"{module}.pdf" for module in MODULES)]
A4 = (595, 842)


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
def test_all_letters_are_in_the_file(documents: Mapping[str, bytes], name: str) -> None:
    used = fonts(reader(documents[name]))
    assert {font.partition("-")[0] for font in used} == {"LibertinusSerif"}
    assert all(used.values())


def test_a_flowchart_on_a_wall_has_no_letter_smaller_than_12_points(documents: Mapping[str, bytes]) -> None:
    assert min(letter_sizes(reader(documents["serious-incident.pdf"]))) >= 11.99


@pytest.mark.parametrize("name", MODULES)
def test_a_card_has_no_letter_smaller_than_9_points_and_the_same_in_12_or_more(
    documents: Mapping[str, bytes], name: str
) -> None:
    pdf = reader(documents[f"{name}.pdf"])
    assert min(letter_sizes(pdf, 0)) >= 8.99
    assert min(letter_sizes(pdf, 1)) >= 11.99


def test_the_flowchart_is_words_under_the_headings_of_its_phases(
    documents: Mapping[str, bytes], chart: Flowchart
) -> None:
    pdf = reader(documents["serious-incident.pdf"])
    roles = [tag.role for tag in tags(pdf)]
    assert "Figure" not in roles
    assert roles.count("H1") == 1
    assert roles.count("H2") == len(chart.phases) + len(["alongside", "what else to know", "sources"])
    assert pdf.metadata is not None
    assert pdf.metadata.title == chart.title


def test_the_flowchart_is_one_sheet_of_a4_and_what_else_to_know_another(documents: Mapping[str, bytes]) -> None:
    pdf = reader(documents["serious-incident.pdf"])
    assert [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages] == [A4, A4]


def test_every_step_is_on_the_sheet_in_order_and_what_else_to_know_on_the_next(
    documents: Mapping[str, bytes], chart: Flowchart
) -> None:
    pdf = reader(documents["serious-incident.pdf"])
    sheet, next_sheet = words(pdf, 0), words(pdf, 1)
    steps = [step for phase in phases_of(chart) for step in phase.steps]
    at = [sheet.index(f"{step.number} {_begins(step)}") for step in steps]
    assert at == sorted(at)
    for step in steps:
        node = step.node
        assert f"{plain(node.label)} {node.who} · {node.when}" in sheet
        for way in step.ways:
            assert plain(f"{way.label} \N{RIGHTWARDS ARROW} To step {way.number}") in sheet
    for node in chart.alongside:
        assert plain(node.label) in sheet
    for number, clock in enumerate(chart.clocks, 1):
        assert f"Clock {number} {clock.title} {clock.time}" in sheet
    for node in chart.nodes:
        assert plain(node.more) in next_sheet
    assert chart.note in sheet
    assert "Facts as of 21 November 2026." in sheet


def _begins(step: Step) -> str:
    return "From step" if step.comes_from else plain(step.node.label)


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
def test_a_card_has_every_principle_and_behind_it_the_same_in_large_letters_with_a_line_for_that_module(
    documents: Mapping[str, bytes], course: Course, name: str
) -> None:
    pdf = reader(documents[f"{name}.pdf"])
    assert [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages] == [A4, A4]
    card, large = words(pdf, 0), words(pdf, 1)
    for principle in course.principles:
        assert principle.title in card and principle.title in large
        assert plain(principle.levels[name]) in large
    assert course.cards[0].urgent in card and course.cards[0].urgent in large
    (module,) = (module for module in course.contents if module.id == name)
    assert module.title in card
    roles = [tag.role for tag in tags(pdf)]
    assert roles.count("LI") == 2 * len(course.principles)


def test_a_card_prints_the_numbers_of_those_it_names_and_a_second_copy_for_the_eye_alone(
    documents: Mapping[str, bytes], course: Course
) -> None:
    (card,) = course.cards
    sheet = words(reader(documents["AUT.pdf"]), 0)
    support = {contact.id: contact for contact in course.support}
    assert card.numbers
    for name in card.numbers:
        assert sheet.count(f"{support[name].name} {support[name].number}") == 2
    roles = [tag.role for tag in tags(reader(documents["AUT.pdf"]))]
    assert roles.count("H2") == len(["front", "contacts", "large", "contacts in large"])


def test_a_card_folds_to_85_by_55_millimetres(documents: Mapping[str, bytes]) -> None:
    content = reader(documents["AUT.pdf"]).pages[0].get_contents()
    assert content is not None
    wide, high = (round(side / 25.4 * 72, 1) for side in (85, 4 * 55))
    numbers = {round(float(number), 1) for number in re.findall(rb"-?\d+\.?\d*", content.get_data())}
    assert {wide, high} <= numbers


def test_a_card_prints_a_contact_that_is_known_and_leaves_a_line_for_one_that_is_not(course: Course) -> None:
    (card,) = course.cards
    known, *others = (c for c in course.local if c.id in card.contacts)
    filled = known.model_copy(update={"value": "01234 567890"})
    rest = tuple(contact for contact in course.local if contact is not known)
    shown = card_words(course.model_copy(update={"local": (filled, *rest)}))
    assert f"{known.label} 01234 567890" in shown
    assert all(other.label in shown for other in others)
    assert "None" not in shown


def card_words(course: Course) -> str:
    """Return the words of the card in the second module."""
    (file,) = document_files(course, offering(course.contents[1], "pocket-card.pdf"))
    assert isinstance(file.content, bytes)
    return words(reader(file.content), 0)


def test_a_code_to_scan_is_on_a_card_only_where_the_course_has_an_address(course: Course) -> None:
    assert "Take it online" not in card_words(course)
    course = course.model_copy(update={"online": "https://www.example.org/bees"})
    assert "Take it online:" in card_words(course)
    assert "example.org/bees" in card_words(course).replace(" ", "")
    (file,) = document_files(course, offering(course.contents[1], "pocket-card.pdf"))
    assert isinstance(file.content, bytes)
    (figure,) = (tag for tag in tags(reader(file.content)) if tag.role == "Figure")
    assert figure.alt == "A code to scan, which leads to example.org/bees"


BUILD = """
import hashlib, pathlib, sys
from builder.render.documents import document_files
from builder.source.load import load
from tests.documents.pages import offering

course = load(pathlib.Path(sys.argv[1])).course
names = ("serious-incident.pdf", "pocket-card.pdf")
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
    assert words(reader(file.content), 0).count(danger) == 2 * len(principles)


def test_a_card_whose_words_do_not_fit_in_small_letters_is_refused(course: Course) -> None:
    long = tuple(p.model_copy(update={"title": "Words and more words. " * 8}) for p in course.principles)
    course = course.model_copy(update={"principles": long})
    with pytest.raises(DocumentOverflow, match=r"pocket-card\.pdf is too long: its words do not fit"):
        document_files(course, offering(course.contents[1], "pocket-card.pdf"))


def test_a_card_whose_lines_do_not_fit_in_large_letters_is_refused(course: Course) -> None:
    long = tuple(p.model_copy(update={"levels": {"AUT": "Words and more words. " * 40}}) for p in course.principles)
    course = course.model_copy(update={"principles": long})
    with pytest.raises(DocumentOverflow, match=r"pocket-card\.pdf is too long: its words do not fit"):
        document_files(course, offering(course.contents[1], "pocket-card.pdf"))


def test_a_flowchart_that_needs_a_second_sheet_is_refused(course: Course) -> None:
    (chart,) = course.flowcharts
    long = tuple(node.model_copy(update={"label": node.label * 3}) for node in chart.nodes)
    course = course.model_copy(update={"flowcharts": (chart.model_copy(update={"nodes": long}),)})
    course.__dict__.pop("documents", None)
    with pytest.raises(DocumentOverflow, match=r"serious-incident\.pdf is too long: it needs \d pages, and may have 2"):
        document_files(course, offering(course.contents[1], "serious-incident.pdf"))


def test_a_mistake_in_a_template_is_not_taken_for_words_that_are_too_long() -> None:
    with pytest.raises(typst.TypstError, match="does not contain key"):
        make_pdf("card", {"language": "en"}, pages=2)


def test_a_document_of_too_many_pages_says_how_many(course: Course) -> None:
    (chart,) = course.flowcharts
    more = tuple(node.model_copy(update={"more": "Words and more words. " * 60}) for node in chart.nodes)
    course = course.model_copy(update={"flowcharts": (chart.model_copy(update={"nodes": more}),)})
    course.__dict__.pop("documents", None)
    with pytest.raises(DocumentOverflow, match=r"it needs [4-9] pages, and may have 2"):
        document_files(course, offering(course.contents[1], "serious-incident.pdf"))
