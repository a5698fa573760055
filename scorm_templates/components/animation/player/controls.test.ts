// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import vector from "../../../../tests/vectors/animation.json" with { type: "json" };
import { find, press } from "../../../../player/testing/document.js";
import { Controls, type Wishes } from "./controls.js";
import type { Story } from "../data.js";

const asked = vi.fn<() => Promise<void>>(() => Promise.resolve());

function shown(canFill: boolean): string[] {
  Object.defineProperty(document, "fullscreenEnabled", { configurable: true, value: canFill });
  const { scenes } = vector as unknown as Story;
  const controls = new Controls(scenes, {} as Wishes);
  controls.show({ moment: { index: 0, ms: 0 }, state: "paused", form: "moving" });
  document.body.replaceChildren(controls.element);
  return Array.from(document.querySelectorAll(".animation__bar > button"), ({ textContent }) => textContent);
}

beforeEach(() => {
  asked.mockClear();
  Element.prototype.requestFullscreen = document.exitFullscreen = asked;
});

afterEach(() => {
  Reflect.deleteProperty(document, "fullscreenElement");
});

test("stand in one row; what is rarely asked for comes by the last but one", () => {
  expect(shown(true)).toEqual(["Previous scene", "Play", "Next scene", "Captions", "More", "Full screen"]);
  expect(find("select").closest<HTMLElement>(".animation__row")?.hidden).toBe(true);
  expect(Array.from(find<HTMLSelectElement>("select").options, ({ value }) => value)).toEqual(["0.75", "1", "1.25"]);
  press("More");
  expect(find("[aria-expanded]").getAttribute("aria-expanded")).toBe("true");
  expect(find("select").closest<HTMLElement>(".animation__row")?.hidden).toBe(false);
});

test("let what is around them fill the screen, and give the screen back", () => {
  shown(true);
  press("Full screen");
  expect(asked.mock.contexts).toEqual([document.body]);
  Object.defineProperty(document, "fullscreenElement", { configurable: true, value: document.body });
  press("Full screen");
  expect(asked.mock.contexts).toEqual([document.body, document]);
});

test("have no button for the whole screen where a frame may not have it", () => {
  expect(shown(false)).not.toContain("Full screen");
});
