"""What samples cannot show: rules against the templates, and the table of rules itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.checks import CHECKS_BY_EXTENT
from builder.checks.ids import RESERVED, RESERVED_STARTS
from builder.checks.links import may_lead_to
from builder.house import HOUSE_CHECKS_BY_EXTENT
from builder.model.ids import tracked
from builder.model.node import AuthoredId
from builder.source.load import Extent

ROOT = Path(__file__).parents[2]
COMPONENTS = ROOT / "scorm_templates" / "components"
LAYOUTS = ROOT / "scorm_templates" / "layouts"
#: The page of cases is a document of its own, without pages.
MADE = [*(file for file in LAYOUTS.glob("*.j2") if file.name != "cases.html.j2"), *COMPONENTS.glob("*/*.j2")]
PLAYER = [
    file
    for folder in (ROOT / "player" / "src", COMPONENTS)
    for file in folder.rglob("*.ts")
    if ".test." not in file.name
]


def test_every_id_in_a_page_s_document_is_the_page_s_own_or_reserved() -> None:
    made = {name for file in MADE for name in re.findall(r'\sid="([^"]+)"', file.read_text("utf-8"))}
    # The player gives ids to what it makes: `id: "saving"`, and `const id = \`certificate-${type}\``.
    said = re.compile(r"""\b(?:id: |id = |return )["`](?!notice)([a-z]+(?:-[a-z]+)*-?)(?:["`]|\$\{)""")
    told = {name for file in PLAYER for name in said.findall(file.read_text("utf-8"))}
    starts = {re.split(r"\{\{|--", name)[0] for name in made - {"{{ page.id }}"} if "{{" in name}
    assert starts | {name for name in told if name.endswith("-")} == {*RESERVED_STARTS} - {"drawn-"}
    assert {name for name in made if "{{" not in name and not name.startswith("h-")} | {"saving"} == RESERVED


def test_every_rule_has_its_place_in_the_order_of_extents() -> None:
    assert list(CHECKS_BY_EXTENT) == list(HOUSE_CHECKS_BY_EXTENT) == list(Extent)


def test_no_tracked_id_is_longer_than_any_lms_takes() -> None:
    (limits,) = AuthoredId.__metadata__  # type: ignore[attr-defined]
    # 64 characters is the least that an LMS was seen to take (docs/facts.md#identifiers-that-every-lms-takes).
    assert len(tracked("a" * limits.max_length)) <= 64


@pytest.mark.parametrize(
    "target",
    ["page:L1-05", "term:lado", "media/a.pdf", "media/maps/a-1.png", "tel:999", "tel:+441234567890",
     "mailto:a@example.org", "https://example.org", "https://example.org/a?b=c#d"],
)  # fmt: skip
def test_a_link_may_lead_here(target: str) -> None:
    assert may_lead_to(target)


@pytest.mark.parametrize(
    "target",
    ["", "#top", "a.pdf", "/a.pdf", "../a.pdf", "media/../a.pdf", "media/", "media/a.pdf?b", "//example.org",
     "http://example.org", "HTTPS://example.org", "https:example.org", "https://user:word@example.org/",
     "javascript:alert(1)", "JavaScript:x",
     "data:text/html,x", "file:///etc/passwd", "vbscript:x", "page:", "term:", "tel:call me", "mailto:me",
     "ftp://example.org", " page:L1", "blob:x", "\\\\host\\share", "~/a.pdf", "C:\\a.pdf"],
)  # fmt: skip
def test_a_link_may_not_lead_here(target: str) -> None:
    assert not may_lead_to(target)
