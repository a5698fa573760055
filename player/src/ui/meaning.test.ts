// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { find, press } from "../../testing/document.js";
import { explainTerms } from "./meaning.js";

const followed = vi.fn();
let current = new AbortController();

beforeEach(() => {
  followed.mockReset();
  current.abort();
  current = new AbortController();
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<p>Ask the <a class="term" href="#term-lado">LADO</a>, or <a href="#x">others</a>.</p>
    <dl class="glossary"><dt id="term-lado">LADO: the officer</dt><dd>Sees to <a class="term" href="#term-mash">MASH</a>.</dd>
    <dt id="term-mash">MASH</dt><dd>A hub.</dd></dl>`;
  vi.spyOn(document, "addEventListener").mockImplementation((type, listener) => {
    document.documentElement.addEventListener(type, listener as EventListener, {
      capture: true,
      signal: current.signal,
    });
  });
  explainTerms();
  // As the pages do, which follow the links that nobody else took.
  document.body.addEventListener(
    "click",
    (event) => {
      if (!event.defaultPrevented) {
        followed();
      }
      event.preventDefault();
    },
    { signal: current.signal },
  );
});

const meanings = (): string[] => Array.from(document.querySelectorAll(".meaning p"), (line) => line.textContent);
const term = (): HTMLElement => find("p > a.term");

describe("a word that is explained", () => {
  test("says so, and opens its meaning beside it, with the focus in it", () => {
    expect(term().getAttribute("aria-haspopup")).toBe("dialog");
    term().click();
    expect(meanings()).toEqual(["LADO: the officer", "Sees to MASH."]);
    expect(document.activeElement).toBe(find("[role=dialog][aria-label='LADO: the officer']"));
    expect(followed).not.toHaveBeenCalled();
  });

  test.each([
    ["Escape", () => find(".meaning").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))],
    [
      "its button",
      () => {
        press("Close");
      },
    ],
    ["hiding the page", () => document.documentElement.dispatchEvent(new CustomEvent("coursepack-hidden"))],
    [
      "the browser's own way",
      () => find(".meaning").dispatchEvent(Object.assign(new Event("toggle"), { newState: "closed" })),
    ],
  ])("closes by %s, and the focus is on the word again", (_, leave) => {
    term().click();
    leave();
    expect(meanings()).toEqual([]);
    expect(document.activeElement).toBe(term());
  });

  test("is closed when the focus goes elsewhere, which it keeps", () => {
    term().click();
    find("a[href='#x']").focus();
    expect(meanings()).toEqual([]);
    expect(document.activeElement).toBe(find("a[href='#x']"));
  });

  test("leads on from its meaning to the words used, and so does a word that none of them explains", () => {
    term().click();
    find(".meaning a").click();
    find(".glossary a").click();
    find("#term-mash").remove();
    term().setAttribute("href", "#term-mash");
    term().click();
    expect(followed).toHaveBeenCalledTimes(3);
  });

  test("opens elsewhere where the learner asks for that", () => {
    term().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
    expect(meanings()).toEqual([]);
    expect(followed).toHaveBeenCalled();
  });
});
