"""What no edition changes, whatever it fills in: what is taught, what is asked, and under which identifiers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from builder.diagnostics import Location
from builder.formats import FORMATS
from builder.model.course import Course
from builder.model.edition import Edition, EditionCertificate, EditionColour, EditionColours, EditionContact
from builder.model.in_edition import in_edition
from builder.model.shared import OwnWords
from builder.model.tracking_options import TrackingOptions
from builder.render.bundle import Bundle
from builder.render.data_script import TAUGHT
from builder.render.module import render_module
from builder.render.pages import PageRenderer
from builder.source.load import load
from builder.words import is_fixed, original

COURSE = Path(__file__).resolve().parents[1] / "wide_course"
WORDS = {key: sentence for key, sentence in original().items() if not is_fixed(key)}
SAID = st.text("abc <&>\"'{}", min_size=1, max_size=12).map(lambda text: f"own {text}")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
PAIRS = st.builds(EditionColour, light=COLOURS, dark=COLOURS)


@cache
def the_course() -> Course:
    course = load(COURSE).course
    assert course
    return course


def replaced(key: str) -> OwnWords:
    """Return other words for *key*, with the places of the original."""
    sentence = WORDS[key]
    said = (
        {name: f"Own: {form}" for name, form in sentence.items()} if isinstance(sentence, dict) else f"Own: {sentence}"
    )
    return OwnWords(key=key, sentence=said)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Any edition that the rules let through; its contacts and its name hold anything."""
    contacts = draw(st.dictionaries(st.sampled_from([one.id for one in the_course().local]), SAID))
    return Edition.model_construct(
        id="anyborough",
        name=draw(SAID),
        contacts={key: EditionContact(value=value, checked_on="2026-11-20") for key, value in contacts.items()},
        pass_mark=draw(st.none() | st.integers(the_course().pass_mark, 100)),
        certificate=draw(st.none() | st.builds(EditionCertificate, issuer=SAID, refresh_months=st.integers(1, 60))),
        colours=EditionColours(brand=draw(st.none() | PAIRS), masthead=draw(st.none() | PAIRS)),
        switched_off=draw(st.sampled_from([(), ("certificate",), ("read_aloud", "certificate")])),
        tracking=draw(st.none() | st.builds(TrackingOptions, practice=st.booleans(), completed=st.booleans())),
        own_words=tuple(map(replaced, draw(st.lists(st.sampled_from(sorted(WORDS)), unique=True, max_size=40)))),
    )


def packaged(course: Course) -> dict[str, dict[str, bytes]]:
    """Return the files of each module's packages in each format."""
    made = {}
    for module in course.contents:
        content = render_module(course, module)
        for name, form in FORMATS.items():
            files = content.files(Bundle(name, b"", form.connect, form.own, sends=form.sends))
            every = (*files, *form.manifest(course, module, files))
            made[f"{module.id} {name}"] = {f.path: f.content for f in every if isinstance(f.content, bytes)}
    return made


def identified(files: dict[str, bytes]) -> dict[str, Any]:
    """Return everything by which learners' records hang on a package, and every question with its key."""
    page = html.document_fromstring(files["index.html"].decode())
    data = json.loads(page.get_element_by_id("player-data").text)
    bank = json.loads(files["bank.json"])["questions"] if "bank.json" in files else []
    check = {key: value for key, value in (data["check"] or {}).items() if key != "passMark"}
    kept = {key: data[key] for key in ("module", "pages", "taught", "cases", "principles", "state")}
    course = {key: value for key, value in data["course"].items() if key != "edition"}
    return {**kept, "course": course, "check": check, "told": files[TAUGHT], "bank": bank}


def taught(course: Course, files: dict[str, bytes]) -> list[str]:
    """Return every sentence of *course* that a learner reads in a package as it was written."""
    page = html.document_fromstring(files["index.html"].decode())
    shown = " ".join("".join(page.xpath("//main//text()[not(parent::script)]")).split())
    taught = (entry for entry in course.passages if entry.role != "local" and not isinstance(entry.part, OwnWords))
    said = (line.strip() for entry in taught for line in entry.text.splitlines())
    return [line for line in said if len(line) > 20 and line in shown]


@cache
def as_it_is() -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
    course, plain = the_course(), packaged(the_course())
    return {name: identified(files) for name, files in plain.items()}, {n: taught(course, f) for n, f in plain.items()}


@given(editions())
@settings(max_examples=12)
def test_no_edition_changes_what_is_taught_or_asked_nor_any_identifier(edition: Edition) -> None:
    course = the_course()
    own = in_edition(course, edition, lambda where, keys: Location("editions/anyborough/edition.yaml"))
    assert own.contents is course.contents
    identifiers, passages = as_it_is()
    assert min(map(len, passages.values())) > 10
    made = packaged(own)
    assert {name: identified(files) for name, files in made.items()} == identifiers
    for name, files in made.items():
        assert not set(passages[name]) - set(taught(course, files)), name


@given(st.lists(editions(), min_size=3, max_size=4))
@settings(max_examples=8)
def test_pages_that_editions_share_are_those_that_each_would_have_alone(several: list[Edition]) -> None:
    course = the_course().model_copy()
    # Those with words of their own share nothing.
    for edition in [several[0], *(one.model_copy(update={"own_words": ()}) for one in several[1:])]:
        own = in_edition(course, edition, lambda where, keys: Location("editions/anyborough/edition.yaml"))
        for module in course.contents:
            alone = [*map(PageRenderer(own, module).render, module.pages)]
            assert [*render_module(own, module).pages] == alone
    assert any(course.in_all_editions[kind] for kind in course.in_all_editions if kind[0] == "pages")
