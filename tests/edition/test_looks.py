"""How an edition looks: whatever colours it says, everything on them can be read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.judge import judge, judge_editions
from builder.model.colours import (
    AWAY,
    BLACK,
    CONTROL,
    FOCUS,
    GROUNDS,
    TEXT,
    Scheme,
    contrast,
    hardest,
    mended,
    with_brand,
    with_masthead,
)
from builder.source.editions import find_editions
from builder.source.logo import shown_of
from tests.source.test_logo import noted, picture

ROOT = Path(__file__).resolve().parents[2]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_the_grounds_are_those_of_the_theme() -> None:
    tokens = (ROOT / "scorm_templates" / "theme" / "_tokens.scss").read_text(encoding="utf-8")
    for scheme in SCHEMES:
        mixin = tokens.partition(f"@mixin {scheme} {{")[2].partition("\n}")[0]
        said = dict(re.findall(r"--([\w-]+): (#\w+);", mixin))
        full = {
            name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:]) for name, value in said.items()
        }
        names = ("paper", "surface", "wash", "accent-wash", "ok-wash")
        assert GROUNDS[scheme] == tuple(full[name] for name in names)
        if scheme == "light":
            assert full["focus"] == FOCUS


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#ffffff", "#000000") == contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@given(COLOURS, st.sampled_from(SCHEMES))
def test_whatever_follows_from_a_colour_for_links_can_be_read_and_one_that_cannot_is_mended(
    colour: str, scheme: Scheme
) -> None:
    brand = mended(colour, GROUNDS[scheme], TEXT, AWAY[scheme])
    own = with_brand(brand, scheme)
    for name in ("brand", "brand-hover"):
        assert contrast(own[name], hardest(own[name], GROUNDS[scheme])) >= TEXT
        assert contrast(own[name], own["on-brand"]) >= TEXT
    assert (brand == colour) is (contrast(colour, hardest(colour, GROUNDS[scheme])) >= TEXT)


@given(COLOURS)
def test_the_bar_can_be_read_and_shows_the_keyboard_and_how_far_one_has_come(colour: str) -> None:
    own = with_masthead(mended(colour, (FOCUS,), CONTROL, BLACK))
    assert contrast(own["masthead"], FOCUS) >= CONTROL
    assert contrast(own["masthead"], own["masthead-ink"]) >= TEXT
    assert contrast(own["progress"], own["masthead-rule"]) >= CONTROL


def problems_with(tmp_path: Path, logo: str, content: bytes) -> list[str]:
    """Return what is wrong with an edition that has the *logo*."""
    shutil.copytree(ROOT / "tests" / "samples" / "_base", tmp_path / "course")
    edition = tmp_path / "course" / "editions" / "anyborough"
    edition.mkdir(parents=True)
    (edition / "edition.yaml").write_text("name: Anyborough Partnership\n", encoding="utf-8")
    (edition / logo).write_bytes(content)
    course = judge(tmp_path / "course").course
    assert course
    there = find_editions(edition.parent, lambda problem: pytest.fail(str(problem)))
    judged = judge_editions(course, there, there.ids)
    assert all(f"anyborough/{logo}" in str(problem) and problem.hint for problem in judged.problems)
    return [problem.code for problem in judged.problems]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (600).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("logo", "content", "code"),
    [
        ("logo.svg", SVG % b"<script>alert(1)</script>", "drawing-element"),
        ("logo.svg", SVG % b'<path d="M0 0" onclick="x()"/>', "drawing-attribute"),
        ("logo.svg", b'<?xml-stylesheet href="x.css"?>' + SVG % b"", "drawing-element"),
        ("logo.svg", SVG % (b" " * 20_000_000), "file-too-large"),
        ("logo.svg", SVG % (b" " * 200_000), "edition-logo"),
        ("logo.svg", b"\x89PNG\r\n\x1a\n", "not-utf8"),
        ("logo.png", PNG + (200).to_bytes(4, "big") + b"\0" * 20_000_000, "edition-logo"),
        ("logo.png", PNG + (200_000).to_bytes(4, "big"), "edition-logo"),
        ("logo.png", b"<svg/>", "edition-logo"),
        ("logo.png", picture("png", "RGB")[:-20], "edition-logo"),
        ("logo.jpg", picture("jpeg", "RGB")[:-20], "edition-logo"),
        ("logo.jpg", b"\xff\xd8\xff\xe0", "edition-logo"),
        ("logo.jpg", b"", "edition-logo"),
        ("logo.gif", b"GIF89a", "stray-file"),
    ],
)
def test_a_logo_that_would_run_or_weigh_too_much_is_refused_at_its_place(
    logo: str, content: bytes, code: str, tmp_path: Path
) -> None:
    assert problems_with(tmp_path, logo, content) == [code]


@pytest.mark.parametrize(
    ("logo", "content"),
    [
        ("logo.svg", SVG % b'<path d="M0 0h9"/>'),
        ("logo.png", picture("png", "RGB")),
        ("logo.jpg", picture("jpeg", "RGB")),
    ],
)
def test_a_plain_logo_is_taken(logo: str, content: bytes, tmp_path: Path) -> None:
    assert problems_with(tmp_path, logo, content) == []


def test_a_package_gets_of_a_logo_what_is_shown_and_nothing_else(tmp_path: Path) -> None:
    edition = tmp_path / "editions" / "anyborough"
    edition.mkdir(parents=True)
    (edition / "edition.yaml").write_text("name: Anyborough Partnership\n", encoding="utf-8")
    (edition / "logo.jpg").write_bytes(noted("jpeg", "RGB"))
    built = build(
        ROOT / "tests" / "small_course", formats=["web"], modules=["one"], output=tmp_path / "dist",
        of=["anyborough"], editions=edition.parent,
    )  # fmt: skip
    with ZipFile(built.packages[0].path) as archive:
        assert archive.read("logo.jpg") == shown_of("jpeg", noted("jpeg", "RGB"))
