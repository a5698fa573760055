"""How soon a saved page is on the screen: ``python -m bench.preview``, or ``make bench-preview``.

A copy of the real course is previewed in Chromium, and a page of it saved twenty times. A save counts from the moment
in which the file is written until its new words stand on the page in view and have been painted. Only an idle machine
measures times; ``processor`` is what the server itself works for a save, and is nearly the same on a busy one.
"""

from __future__ import annotations

import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

from bench.processes import ROOT
from builder.preview.course import PreviewedCourse
from tools.chromium import find_chromium

SAVES, STARTS = 20, 5
#: At most, in seconds (docs/architecture.md).
BUDGETS = {"ready": 1.0, "refresh": 0.3}
MODULE, PAGE = "introduction", "02"
#: Longer than the course is judged after a save, so that the next one finds the server idle, as a person's would.
PAUSE = 2_000
#: Runs in every frame, and says on the console when the page in view has a save's words and has been painted.
WATCH = r"""
let seen = "";
const look = () => {
  const words = /Save number (\d+)\./.exec(document.querySelector(".page[data-current]")?.textContent ?? "")?.[0] ?? "";
  if (words !== seen) {
    seen = words;
    requestAnimationFrame(() => setTimeout(() => console.log(`SHOWN ${words} ${Date.now()}`)));
  }
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["data-current"] });
"""


@dataclass(frozen=True)
class Measured:
    """Seconds: until the address answers, until a module is in view, from save to screen, of the server for a save."""

    ready: float
    first_view: float
    refresh: float
    slowest_refresh: float
    processor: float


@contextmanager
def previewed(course: Path) -> Iterator[tuple[str, float]]:
    """Yield the address of a preview of *course*, and the seconds until it answers."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "builder", "preview", str(course), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        with urlopen(address) as answer:
            answer.read()
        yield address, time.perf_counter() - started
        process.terminate()


def refreshes(browser: Browser, course: Path, file: Path) -> tuple[float, list[float]]:
    """Return the seconds until the page in *file* is in view, from the address on, and those of each save of it."""
    said: queue.Queue[tuple[str, float]] = queue.Queue()
    text = file.read_text(encoding="utf-8")

    def hear(message: ConsoleMessage) -> None:
        if message.text.startswith("SHOWN Save"):
            words, _, moment = message.text.removeprefix("SHOWN ").rpartition(" ")
            said.put((words, float(moment) / 1000))

    with previewed(course) as (address, _):
        tab = browser.new_page(viewport={"width": 1600, "height": 900})
        tab.add_init_script(WATCH)
        tab.on("console", hear)
        opened = time.time()
        tab.goto(address)
        view = tab.frame_locator("#lms").frame_locator("#course")
        view.locator(".page[data-current]").wait_for()
        first_view = time.time() - opened
        name = text.split("id: ")[1].split()[0]
        view.locator(f"#contents [data-page='{name}']").evaluate("link => link.click()")
        taken = []
        for number in range(SAVES):
            tab.wait_for_timeout(PAUSE)
            saved = time.time()
            file.write_text(f"{text}\nSave number {number}.\n", encoding="utf-8")
            while said.empty():
                tab.wait_for_timeout(20)
                if time.time() - saved > 30:
                    raise SystemExit(f"save {number} was never shown")
            _, moment = said.get()
            taken.append(moment - saved)
        tab.close()
    return first_view, taken


def processor_seconds(course: Path, file: Path) -> float:
    """Return the median of what reading and showing a saved page takes of one core."""
    subject, text = PreviewedCourse(course), file.read_text(encoding="utf-8")
    subject.show(MODULE, "scorm12")
    taken = []
    for number in range(SAVES):
        file.write_text(f"{text}\nSaved {number} times.\n", encoding="utf-8")
        started = time.process_time()
        subject.read_page(file)
        subject.show(MODULE, "scorm12")
        taken.append(time.process_time() - started)
    return median(taken)


def measure(workplace: Path) -> Measured:
    """Preview a copy of the course in *workplace*, and return what it takes."""
    course = workplace / "course"
    shutil.copytree(ROOT / "course_src", course)
    file = next((course / MODULE).glob(f"{PAGE}-*.md"))
    starts = []
    for _ in range(STARTS):
        with previewed(course) as (_, ready):
            starts.append(ready)
    processor = processor_seconds(course, file)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        first_view, taken = refreshes(browser, course, file)
        browser.close()
    figures = (median(starts), first_view, median(taken), max(taken), processor)
    return Measured(*(round(figure, 3) for figure in figures))


def main(_: Sequence[str]) -> int:
    """Measure, print beside the budgets, and write; a clock never fails the run."""
    with tempfile.TemporaryDirectory() as folder:
        measured = asdict(measure(Path(folder)))
    for name, seconds in measured.items():
        most = BUDGETS.get(name)
        print(f"{name:<18}{seconds:>8.3f} s{f'  at most {most}' if most else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
