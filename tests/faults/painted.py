"""Whether there is something to read yet, whatever else is wrong. How soon is measured by `make bench-page`."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

#: Whether text or a picture was on the screen, as the browser says, and not the clock that tests stop and move on.
PAINTED = """() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "paint", buffered: true });
  const paints = observer.takeRecords();
  observer.disconnect();
  return paints.some((entry) => entry.name === "first-contentful-paint");
}"""


def has_text(view: Page | Frame) -> bool:
    """Say whether what is in *view* can be read: no fault is an excuse, for reading waits for no LMS."""
    return bool(view.evaluate(PAINTED))
