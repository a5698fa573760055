// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { element } from "../../player/src/ui/element.js";
import { bringBack, placeIn, whereTo } from "./kept_place.js";

/** Lets the document be a module of *pages* of which *current* is in view, with a field on each. */
function open(pages: readonly string[], current: string): void {
  document.body.replaceChildren(
    element("nav", { id: "contents" }, ...pages.map((page) => element("a", { "data-page": page }))),
    ...pages.map((page) => element("section", { class: "page", id: page }, element("label", {}, element("input")))),
  );
  document.getElementById(current)?.setAttribute("data-current", "");
}

function field(page: string): HTMLInputElement | null {
  return document.querySelector(`#${page} input`);
}

let highest: number;
beforeEach(() => {
  let top = 0;
  highest = 1000;
  const scrolling = {
    get scrollTop() {
      return top;
    },
    scrollTo: (to: { top: number }) => (top = Math.min(to.top, highest)),
  };
  Object.defineProperty(document, "scrollingElement", { value: scrolling, configurable: true });
});

describe("the place of somebody who looks at a page", () => {
  it("is kept while the page is not there, and found again with what was filled in", () => {
    open(["M1-01", "M1-02"], "M1-02");
    const input = field("M1-02");
    if (input) {
      input.value = "Sam";
    }
    const before = placeIn(document);
    open(["M1-01"], "M1-01");
    const away = whereTo(document, before, null);
    expect(away.lost).toBe(before);
    open(["M1-01"], "welcome-back");
    const still = whereTo(document, placeIn(document), away.lost);
    expect(still.lost).toBe(before);
    open(["M1-01", "M1-02"], "M1-02");
    const back = whereTo(document, placeIn(document), still.lost);
    expect(back.lost).toBeNull();
    expect(bringBack(document, back.place)).toBeNull();
    expect(field("M1-02")?.value).toBe("Sam");
  });

  it("is not lost where it was on a page that the player makes", () => {
    open(["M1-01", "welcome-back"], "welcome-back");
    document.querySelector('[data-page="welcome-back"]')?.remove();
    const made = placeIn(document);
    open(["M1-01"], "M1-01");
    expect(whereTo(document, made, null)).toEqual({ place: made, lost: null });
  });

  it("is scrolled to again while the page is not as high as it was", () => {
    open(["M1-01"], "M1-01");
    const place = { ...placeIn(document), top: 500 };
    highest = 239;
    const waiting = bringBack(document, place);
    highest = 1000;
    expect(waiting && bringBack(document, waiting)).toBeNull();
    expect(document.scrollingElement?.scrollTop).toBe(500);
  });
});
