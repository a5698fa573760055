"""How soon a learner reads: ``python -m bench.first_paint``, or ``make bench-page``. Writes ``bench/first_paint.json``.

Each module's SCORM 1.2 package is opened in Chromium on a slow line: 1.6 Mbit/s, 150 ms, a processor four times slower,
an empty cache. The median of five openings counts, with and without compression by the server. The line is Lighthouse's
mobile preset (docs/facts.md#the-slow-line). The processor's slowness comes on top of the machine's own.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.processes import ROOT
from tools.chromium import find_chromium
from tools.serving import Encoding, serve_package

RUNS = 5
ENCODINGS: tuple[Encoding, ...] = ("identity", "gzip")
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
#: At most, in seconds; and what we aim at (docs/architecture.md).
BUDGETS = {"first_paint": 0.8, "usable": 1.2, "page_to_page": 0.1, "shift": 0.02}

#: Runs before the page: notes when the player has taken over, and what shifts.
WATCH = """
window.seen = { shift: 0, usable: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver((_, observer) => {
  if (document.querySelector(".page[data-current]")) {
    window.seen.usable = performance.now() / 1000;
    observer.disconnect();
  }
}).observe(document, { subtree: true, attributeFilter: ["data-current"] });
"""
#: How many pages are turned to; the dearest counts.
TURNS = 5
#: Presses Continue, later than a double click, and returns the seconds until the next page has been painted.
GO_ON = """async () => {
  await new Promise((done) => setTimeout(done, 500));
  const start = performance.now();
  document.querySelector(".page[data-current] [data-next]").click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return (performance.now() - start) / 1000;
}"""


@dataclass(frozen=True)
class Opening:
    """What one opening, or the median of several, took: seconds, shifted layout, and requests before it was usable."""

    first_paint: float
    usable: float
    page_to_page: float
    shift: float
    requests: float


@dataclass(frozen=True)
class Row:
    """One module, served one way."""

    module: str
    encoding: Encoding
    html_gzip: int
    median: Opening

    @property
    def over(self) -> list[str]:
        """The names of what is over its budget."""
        measured = asdict(self.median)
        return [name for name, most in BUDGETS.items() if measured[name] > most]


def open_once(browser: Browser, address: str) -> Opening:
    """Open the module at *address* for the first time, on the slow line."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="en-GB")
    tab = context.new_page()
    tab.add_init_script(WATCH)
    slow_down(tab)
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(f"{address}/index.html", wait_until="commit")
    tab.wait_for_function("() => window.seen?.usable > 0")
    asked = len([url for url in requests if not url.startswith("data:")])
    tab.wait_for_load_state("networkidle")
    paint = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
    seen = tab.evaluate("window.seen")
    turns = [tab.evaluate(GO_ON) for _ in range(TURNS)]
    opening = Opening(paint, seen["usable"], max(turns), seen["shift"], asked)
    context.close()
    return opening


def slow_down(tab: Page) -> None:
    """Give *tab* the slow line and the slow processor."""
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def median_of(openings: Sequence[Opening]) -> Opening:
    """Return the median of each figure."""
    names = asdict(openings[0])
    return Opening(**{name: round(median(asdict(opening)[name] for opening in openings), 3) for name in names})


def measure(folder: Path) -> Iterator[Row]:
    """Build every module into *folder*, and yield what opening it takes."""
    command = ["-m", "builder", "build", "course_src", "--format", "scorm12", "--output", str(folder)]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for package in sorted(folder.glob("*.zip")):
            with zipfile.ZipFile(package) as archive:
                html_gzip = len(gzip.compress(archive.read("index.html"), 9))
            for encoding in ENCODINGS:
                with serve_package(package, encoding) as address:
                    openings = [open_once(browser, address) for _ in range(RUNS)]
                yield Row(package.stem, encoding, html_gzip, median_of(openings))
        browser.close()


def main() -> int:
    """Measure, print, write; a clock never fails a run."""
    print(
        f"{'package':<40} {'served':<9}{'paint s':>8}{'usable s':>9}{'page s':>8}{'shift':>7}{'requests':>9}{'KB':>7}"
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(Path(folder)):
            rows.append(row)
            seen = row.median
            times = f"{seen.first_paint:>8.2f}{seen.usable:>9.2f}{seen.page_to_page:>8.3f}{seen.shift:>7.3f}"
            over = f"  OVER: {', '.join(row.over)}" if row.over else ""
            print(f"{row.module:<40} {row.encoding:<9}{times}{seen.requests:>9.0f}{row.html_gzip / 1024:>7.1f}{over}")
    report = {"line": LINE, "slower": SLOWER, "runs": RUNS, "budgets": BUDGETS, "rows": [asdict(row) for row in rows]}
    (ROOT / "bench" / "first_paint.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
