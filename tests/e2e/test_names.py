"""Whoever listens to a list of links and buttons, or goes from stop to stop, knows what each is about.

The names are those that axe-core works out, of every page of a module at once, before and after its questions are
answered.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.audit import open_audit

#: What is wrong with the names of what can be pressed or come to on each page.
NAMES = """() => {
  const STOPS = "a[href], button, summary, select, textarea, input, audio, video, [tabindex='0']";
  axe.setup(document.documentElement);
  const said = (element) => axe.commons.text.accessibleText(element).trim();
  const words = (ids) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent.trim()).join(" ");
  const found = [];
  for (const page of document.querySelectorAll(".page:not([hidden])")) {
    const meanings = new Map();
    const stops = page.querySelectorAll(STOPS);
    for (const stop of stops) {
      if (!stop.checkVisibility({ visibilityProperty: true }) || stop.closest("[aria-hidden=true]")) continue;
      const name = said(stop);
      const fail = (what) => found.push(`${page.id}: ${what}: "${name}" of ${stop.outerHTML.slice(0, 120)}`);
      if (!name) fail("a stop without a name");
      if (!stop.matches("a, button, summary")) continue;
      if (!/\\p{L}/u.test(name)) fail("a name without a word");
      if (stop.ariaLabel && !name.startsWith(stop.textContent.trim())) fail("not called by what is seen");
      const group = stop.closest("fieldset, [role=group], [role=radiogroup], figure[aria-labelledby]");
      const around = group && group.contains(stop) ? said(group) || words(group.getAttribute("aria-labelledby")) : "";
      const heard = [stop.localName, name, words(stop.getAttribute("aria-describedby")), around].join(" | ");
      const meaning = stop.getAttribute("href") ?? stop;
      if (meanings.has(heard) && meanings.get(heard) !== meaning) fail("heard for two different things");
      meanings.set(heard, meaning);
    }
  }
  axe.teardown();
  return found;
}"""


@pytest.fixture
def named() -> list[str]:
    """The module of all examples."""
    return ["examples"]


def names_of(tab: Page, address: str) -> list[str]:
    """Return what is wrong with the names in the module at *address*."""
    open_audit(tab, address)
    tab.evaluate("audit.openAll()")
    found = tab.evaluate(NAMES)
    tab.evaluate("audit.answerAll()")
    return [*found, *tab.evaluate(NAMES)]


def test_what_is_called_the_same_on_a_page_is_the_same_and_every_stop_has_a_name(
    context: BrowserContext, reading: str, named: list[str]
) -> None:
    tab = context.new_page()
    found = {module: names_of(tab, f"{reading}/package/{module}/index.html") for module in named}
    assert {module: wrong for module, wrong in found.items() if wrong} == {}
