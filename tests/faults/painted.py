"""How soon there is something to read, whatever else is wrong."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

#: Milliseconds until there is something to read. No fault is an excuse, for reading waits for no LMS.
MOST_BEFORE_TEXT = 2_000
#: When text or a picture was first on the screen. The browser's own clock says so, and not the one that tests move on.
PAINTS = """() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "paint", buffered: true });
  const paints = observer.takeRecords().filter((entry) => entry.name === "first-contentful-paint");
  observer.disconnect();
  return paints.map((entry) => entry.startTime);
}"""


def expect_text_soon(view: Page | Frame) -> None:
    """Expect that what is in *view* could be read as soon as anybody may ask for."""
    painted = view.evaluate(PAINTS)
    assert painted and painted[0] < MOST_BEFORE_TEXT, f"the first text was there after {painted} ms"
