// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { eventually } from "../../testing/eventually.js";
import { find, layOut, press } from "../../testing/document.js";
import { followHiding } from "./hide.js";

const inert = (): string[] => Array.from(document.querySelectorAll("body > [inert]"), ({ tagName }) => tagName);

beforeEach(() => {
  sessionStorage.clear();
  layOut(course());
});

test("a hidden page cannot be reached behind its cover, and has a title that says nothing", () => {
  const title = document.title;
  followHiding(find("#hide"));
  find("#hide").click();
  expect(inert()).toEqual(Array.from(document.body.children, ({ tagName }) => tagName).slice(0, -1));
  expect(document.title).toBe("Training");
  expect(document.activeElement).toBe(find(".cover"));
  press("Show page");
  expect(inert()).toEqual([]);
  expect(document.title).toBe(title);
});

const isHidden = (): boolean => document.querySelector(".cover") !== null;
const key = (name: string): boolean =>
  (document.activeElement ?? document).dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));

test("an empty page goes at three presses on it, and at no fewer", () => {
  followHiding(find("#hide"));
  find("#hide").focus();
  find("#hide").click();
  find(".cover").click();
  find(".cover").click();
  expect(isHidden()).toBe(true);
  const focus = vi.spyOn(find("#hide"), "focus");
  find(".cover").click();
  expect(isHidden()).toBe(false);
  expect(document.activeElement).toBe(find("#hide"));
  // The bar sticks: focus that scrolls would move the page below it.
  expect(focus).toHaveBeenCalledWith({ preventScroll: true });
});

test("Shift three times hides the page and shows it again, in a field as well, where capital letters hide nothing", () => {
  followHiding(find("#hide"));
  const field = document.createElement("textarea");
  find("main").append(field);
  field.focus();
  ["Shift", "A", "Shift", "B", "Shift", "C"].forEach(key);
  expect(isHidden()).toBe(false);
  ["Shift", "Shift", "Shift"].forEach(key);
  expect(isHidden()).toBe(true);
  ["Enter", " ", "Escape"].forEach(key);
  expect(isHidden()).toBe(true);
  ["Shift", "Shift", "Shift"].forEach(key);
  expect(isHidden()).toBe(false);
  expect(document.activeElement).toBe(field);
});

test("what still arrives when a page was hidden stands behind the cover, too", async () => {
  vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
  sessionStorage.setItem("coursepack-hidden", String(Date.now()));
  const foot = find("footer");
  foot.remove();
  followHiding(find("#hide"));
  document.body.append(foot);
  expect(foot.hasAttribute("inert")).toBe(false);
  document.dispatchEvent(new Event("DOMContentLoaded"));
  await eventually(() => {
    expect(foot.hasAttribute("inert")).toBe(true);
  });
  press("Show page");
  expect(inert()).toEqual([]);
});

test("what fills the screen gives it back: it would stand before the cover", () => {
  const given = vi.fn(() => Promise.resolve());
  document.exitFullscreen = given;
  Object.defineProperty(document, "fullscreenElement", { configurable: true, value: document.body });
  followHiding(find("#hide"));
  find("#hide").click();
  Reflect.deleteProperty(document, "fullscreenElement");
  expect(given).toHaveBeenCalledOnce();
});
