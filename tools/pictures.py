"""The pictures of the README and of the documentation, made anew by `make screenshots`: ``docs/pictures``.

Those of a module are taken from ``test-results/screenshots``. That of the preview shows the first course as its author
sees it, with a problem put into a copy of it, beside what a learner sees.
"""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
#: Each picture of a module, and what of it stands beside each other there.
OF_A_MODULE = {
    "start": ("start-1280-light",),
    "question": ("question-not-quite-768-light",),
    "phone": ("animation-320-light", "animation-320-dark", "resume-320-light"),
}
PREVIEW_SIZE = (1440, 800)
#: When the preview is looked at: what was saved says when.
MOMENT = "2026-11-30T10:15:00Z"
PAGE = Path("introduction", "02-why-we-look-back.md")


def make_pictures(tab: Page, screenshots: Path, course: Path) -> None:
    """Make every picture: of a module from *screenshots*, and of a preview of *course*, a copy that is written in."""
    for name, parts in OF_A_MODULE.items():
        _write(name, beside(tab, [screenshots / f"{part}.png" for part in parts]))
    with previewed(course) as address:
        _write("preview", photograph_preview(tab, address, course))


def beside(tab: Page, pictures: Sequence[Path]) -> bytes:
    """Return *pictures*, of one height, in a row, as a PNG."""
    row = [base64.b64encode(picture.read_bytes()).decode() for picture in pictures]
    tab.emulate_media(color_scheme="light")
    tab.set_content(
        "<!doctype html><style>body { margin: 0 } div { display: flex; width: max-content }</style><div>"
        + "".join(f'<img alt="" src="data:image/png;base64,{picture}">' for picture in row)
        + "</div>"
    )
    return tab.locator("div").screenshot()


@contextmanager
def previewed(course: Path) -> Iterator[str]:
    """Yield the address of a preview of *course*."""
    # From beside the course, as its places are then told in few words.
    command = [sys.executable, "-m", "builder", "preview", course.name, "--no-browser"]
    among = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=course.parent, env=among, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


def photograph_preview(tab: Page, address: str, course: Path) -> bytes:
    """Return what an author sees who has saved a page of *course* with a block that has no such name, as a PNG."""
    width, height = PREVIEW_SIZE
    tab.set_viewport_size({"width": width, "height": height})
    tab.clock.set_fixed_time(MOMENT)
    tab.goto(address)
    view = tab.frame_locator("#lms").frame_locator("#course")
    file = course / PAGE
    text = file.read_text(encoding="utf-8")
    name = text.split("id: ")[1].split()[0]
    view.locator(f"#contents [data-page='{name}']").evaluate("(link) => link.click()")
    head, end, body = text.partition("\n---\n")
    file.write_text(f"{head}{end}\n::: calout\nAsk, and write down what you were told.\n:::\n{body}", encoding="utf-8")
    expect(view.get_by_role("complementary", name="Error in the course").first).to_be_visible()
    tab.get_by_role("tab", name="Problems").click()
    problems = tab.get_by_role("tabpanel", name="Problems")
    expect(problems.get_by_role("link").first).to_be_visible()
    expect(problems).not_to_contain_text("Looking for problems")
    return tab.screenshot()


def _write(name: str, picture: bytes) -> None:
    """Write a PNG of at most 256 colours, which is a third of the size."""
    with Image.open(io.BytesIO(picture)) as read:
        read.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def copy_of(course: Path, place: Path) -> Path:
    """Copy *course* below *place*, and return the copy."""
    return Path(shutil.copytree(course, place / course.name))
