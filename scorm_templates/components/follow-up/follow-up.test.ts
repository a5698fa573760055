// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { find, press } from "../../../player/testing/document.js";
import type { Run } from "../../../player/src/run/run.js";
import { enhance } from "./follow-up.js";

const days = (): string[] => Array.from(document.querySelectorAll("[data-weeks]"), (place) => place.textContent);
let changed: () => void = () => undefined;
let state = { completedOn: 0 };

beforeEach(() => {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<p>Around</p><div class="block"><span data-weeks="4"></span><span data-weeks="8"></span></div>`;
  state = { completedOn: 0 };
  const run = {
    get state() {
      return state;
    },
    subscribe: (listener: () => void) => (changed = listener),
  } as unknown as Run;
  enhance(find(".block"), { run });
});

test("the days are left to be written in until the module is done, and then are four and eight weeks after it", () => {
  expect(days()).toEqual(["", ""]);
  state = { completedOn: 333 }; // 29 November 2026
  changed();
  expect(days()).toEqual(["27 December 2026", "24 January 2027"]);
});

test("the card alone is printed, and the page is as before after it", () => {
  const seen: boolean[] = [];
  const root = document.documentElement;
  vi.spyOn(window, "print").mockImplementation(() => {
    seen.push(root.classList.contains("is-printing-part") && find(".block").classList.contains("is-printed-part"));
  });
  press("Print this card");
  expect(seen).toEqual([true]);
  window.dispatchEvent(new Event("afterprint"));
  expect([root.className, find(".block").className]).toEqual(["", "block"]);
});
