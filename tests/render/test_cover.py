"""The cover of a module: one promise, one way to begin, and the notes one action away."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from builder.model.blocks.private import WhatIsSent
from builder.model.blocks.text import Figure
from builder.model.course import Course
from builder.render.bundle import Bundle
from builder.render.module import render_module


def test_a_cover_has_one_start_what_awaits_the_learner_and_the_notes_one_action_away(course: Course) -> None:
    first = course.contents[0]
    picture = Figure(image="cover.svg", alt="A hive on a roof")
    begins, sent = (
        page.model_copy(update={"blocks": (block, *page.blocks)})
        for page, block in zip(first.pages[:2], (picture, WhatIsSent()), strict=True)
    )
    module = first.model_copy(update={"promise": "You will know a swarm.", "pages": (begins, sent, *first.pages[2:])})
    content = render_module(course.model_copy(update={"contents": (module,)}), module)
    document: HtmlElement = document_fromstring(content.files(Bundle(name="scorm12", saving=b""))[0].content)  # type: ignore[arg-type]
    pages = document.xpath("//main/section[contains(@class, 'page')]")
    cover = next(page for page in pages if page.get("id") == "cover")
    assert [page.get("id") for page in pages].index("cover") + 1 == [page.get("id") for page in pages].index(begins.id)
    assert [(start.text, start.get("href")) for start in cover.xpath(".//*[@class='button']")] == [
        ("Start", f"#{begins.id}")
    ]
    said = " ".join(etree.tostring(cover, method="text", encoding="unicode").split())
    assert "You will know a swarm." in said
    for fact in ("14 minutes", f"{len(module.pages)} pages", "ertificate"):
        assert fact in said
    assert {link.get("href") for link in cover.iter("a")} == {f"#{begins.id}", "#help", f"#{sent.id}"}
    # Its picture is the one with which the first page would begin, and stands once.
    assert [
        image.getparent().getparent().get("id") for image in document.iter("img") if image.get("alt") == picture.alt
    ] == ["cover"]
