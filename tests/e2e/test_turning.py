"""Turning a page: what it costs the browser is counted in steps, for a clock tells of the machine."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

#: Presses Continue, and waits until the next page has been painted; returns whether there is one: a press soon after
#: another is taken for a double click.
GO_ON = """async () => {
  const before = document.querySelector(".page[data-current]");
  before.querySelector("[data-next]").click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return !before.hasAttribute("data-current");
}"""
#: Takes away the content of all pages but the first *most*: the same module, much shorter.
SHORTEN = """(most) => {
  [...document.querySelectorAll(".page[data-page]")].slice(most).forEach((page) => page.replaceChildren());
}"""
#: Turns to every page; returns how many elements of each the browser keeps ready to be seen.
READY = """async () => {
  const ready = {};
  for (const { id } of document.querySelectorAll(".page[data-page]")) {
    const page = document.getElementById(id);
    // On a busy machine it may rest before it was looked at, and is turned to once more.
    do {
      location.hash = page.hasAttribute("data-current") ? "about" : id;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    } while (!page.hasAttribute("data-current") || page.hasAttribute("data-rested"));
    const all = [...page.querySelectorAll("*")];
    ready[id] = all.filter((element) => element.checkVisibility({ contentVisibilityAuto: true })).length;
  }
  return ready;
}"""
#: How many elements of the page the browser skips.
SKIPPED = """() => [...document.querySelectorAll(".page[data-current] *")].filter((element) =>
  element.checkVisibility() && !element.checkVisibility({ contentVisibilityAuto: true })).length"""
#: At most, where a page of the longest module has 750.
MOST_READY = 300
TURNS = 4


def cost_of_turns(tab: Page) -> dict[str, float]:
    """Return how often the browser works out styles and layout for a turned page: the least of some.

    A frame that the machine puts between two steps adds to a turn, never takes from it.
    """
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable")

    def counted() -> dict[str, float]:
        metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        return {name: metrics[name] for name in ("RecalcStyleCount", "LayoutCount")}

    turns: list[dict[str, float]] = []
    while len(turns) < TURNS:
        before = counted()
        if tab.evaluate(GO_ON):
            turns.append({name: count - before[name] for name, count in counted().items()})
    return {name: min(turn[name] for turn in turns) for name in turns[0]}


def test_a_turned_page_takes_few_steps_and_no_more_of_them_in_a_long_module(
    context: BrowserContext, reading: str
) -> None:
    costs = {}
    for kind in ("long", "short"):
        tab = context.new_page()
        tab.goto(f"{reading}/package/spring/index.html", wait_until="networkidle")
        tab.locator("html.js .page[data-current]").wait_for()
        if kind == "short":
            tab.evaluate(SHORTEN, TURNS + 1)
        costs[kind] = cost_of_turns(tab)
        tab.close()
    assert costs["long"]["LayoutCount"] <= 5
    assert costs["long"]["RecalcStyleCount"] <= 8
    assert all(costs["long"][name] <= count + 1 for name, count in costs["short"].items())


def test_what_is_far_from_the_view_of_a_page_is_not_made_ready_when_it_is_turned_to(
    context: BrowserContext, reading: str, module: str
) -> None:
    tab = context.new_page()
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(f"{reading}/package/{module}/index.html", wait_until="networkidle")
    tab.locator("html.js .page[data-current]").wait_for()
    ready = tab.evaluate(READY)
    assert ready
    assert {page: count for page, count in ready.items() if count > MOST_READY} == {}
    # Once it rests nothing is skipped: a screen reader in Chromium would be told of what is hidden there.
    tab.locator(".page[data-current][data-rested]").wait_for()
    assert tab.evaluate(SKIPPED) == 0
