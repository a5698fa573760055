"""The pictures of the README and of the documentation, in ``docs/pictures/``: part of ``make screenshots``."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
#: Of which pictures of states, beside each other, each is made.
MADE_OF = {
    "start": ("start-1280-light",),
    "question": ("question-not-quite-768-light",),
    "phone": ("animation-320-light", "animation-320-dark", "resume-320-light"),
}


def write_pictures(states: Path) -> None:
    """Write the pictures that show learners' states, of those in the folder *states*."""
    for name, files in MADE_OF.items():
        shown = [Image.open(states / f"{file}.png") for file in files]
        sheet = Image.new("RGB", (sum(image.width for image in shown), shown[0].height))
        for place, image in enumerate(shown):
            sheet.paste(image, (sum(before.width for before in shown[:place]), 0))
        keep(sheet, name)


def photograph_preview(tab: Page, course: Path) -> None:
    """Write the picture of a preview of *course*, with the calls of its LMS."""
    command = [sys.executable, "-m", "builder", "preview", str(course), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            tab.set_viewport_size({"width": 1280, "height": 720})
            tab.emulate_media(color_scheme="light")
            tab.goto(process.stdout.readline().strip())
            tab.get_by_label("Width").select_option("498")
            tab.get_by_role("tab", name="Calls").click()
            tab.locator("#told", has_text="Saved").wait_for()
            keep(Image.open(BytesIO(tab.screenshot())), "preview")
        finally:
            process.terminate()


def keep(image: Image.Image, name: str) -> None:
    """Write *image* as the picture *name*, in 256 colours: a third of the bytes."""
    image.convert("RGB").quantize(256).save(PICTURES / f"{name}.png", optimize=True)
