"""Pages in a partnership's own colours can be read by everybody, also where these have just enough contrast."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from builder.build import build
from tests.e2e.audit import ALL_RULES, axe, open_audit, put_on
from tests.e2e.server import World, serve

ROOT = Path(__file__).parents[2]
#: As a partnership may have them; and greys of which the next is refused, with less contrast.
COLOURS = {
    "plum": {"brand": ("#7a1f5c", "#f0a6d4"), "masthead": ("#4a1238", "#3a0f2d")},
    "grey": {"brand": ("#6c6c6c", "#909090"), "masthead": ("#7e7e7e", "#7e7e7e")},
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 9"><rect width="40" height="9" fill="#7a1f5c"/></svg>'


def written(folder: Path, colours: Mapping[str, tuple[str, str]]) -> None:
    folder.mkdir(parents=True)
    lines = [f'  {what}: {{ light: "{light}", dark: "{dark}" }}' for what, (light, dark) in colours.items()]
    text = "\n".join(["name: Anyborough Partnership", "certificate: { issuer: Anyborough }", "colours:", *lines, ""])
    (folder / "edition.yaml").write_text(text, "utf-8")
    (folder / "logo.svg").write_text(LOGO, "utf-8")


@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_nothing_on_pages_in_an_editions_colours(colours: str, tmp_path: Path, browser: Browser) -> None:
    written(tmp_path / "editions" / "own", COLOURS[colours])
    report = build(
        ROOT / "tests" / "wide_course",
        formats=["web"],
        modules=["spring"],
        output=tmp_path / "out",
        of=["own"],
        editions=tmp_path / "editions",
    )
    assert report.exit_code == 0, report.problems
    context = browser.new_context(viewport={"width": 1010, "height": 600}, locale="en-GB", reduced_motion="reduce")
    tab, found = context.new_page(), list[str]()
    with (
        ZipFile(report.packages[0].path) as package,
        serve(World(packages={"own": package})) as served,
    ):
        open_audit(tab, f"{served}/package/own/index.html")
        tab.evaluate("audit.openAll()")
        tab.evaluate("audit.answerAll()")
        for scheme in ("light", "dark"):
            put_on(tab, scheme)
            found += [f"{scheme}: {what}" for what in axe(tab, "html", ALL_RULES)]
    context.close()
    assert found == []
