// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { find } from "../../testing/document.js";
import { bringTypeface } from "./typeface.js";

const isOn = (): boolean => document.documentElement.hasAttribute("data-typeface");
const load = vi.fn<(font: string, text: string) => Promise<readonly unknown[]>>();

beforeEach(() => {
  document.documentElement.removeAttribute("data-typeface");
  document.body.replaceChildren("Tŷ");
  Object.defineProperty(document, "fonts", { value: { load }, configurable: true });
});

test("the typeface is put on at the first turn after all files with letters of these pages have come", async () => {
  load.mockResolvedValue(["regular", "extended"]);
  const turn = bringTypeface();
  turn();
  expect(isOn()).toBe(false);
  find("link").dispatchEvent(new Event("load"));
  await Promise.resolve();
  expect(isOn()).toBe(false);
  turn();
  expect(isOn()).toBe(true);
  expect(load).toHaveBeenCalledWith(expect.stringContaining("Atkinson Hyperlegible Next"), "Tŷ");
});

test.each([
  ["does not come", (): Promise<never> => Promise.reject(new Error("404"))],
  ["is none that the style sheet names", (): Promise<readonly unknown[]> => Promise.resolve([])],
])("a typeface that %s is not put on", async (_, answer) => {
  load.mockImplementation(answer);
  const turn = bringTypeface();
  find("link").dispatchEvent(new Event("load"));
  await Promise.resolve();
  turn();
  expect(isOn()).toBe(false);
});
