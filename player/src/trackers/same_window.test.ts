// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { isSameWindow } from "./same_window.js";

/** The LMS's page, as it was loaded at *timeOrigin*. */
const page = (timeOrigin: number): Window => ({ performance: { timeOrigin } }) as unknown as Window;

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/one/index.html");
});

test("the LMS's page is the same one as long as it was not loaded again, whichever course was opened between", () => {
  expect(isSameWindow(page(1))).toBe(false);
  expect(isSameWindow(page(1))).toBe(true);
  history.replaceState(null, "", "/two/index.html");
  expect(isSameWindow(page(1))).toBe(false);
  history.replaceState(null, "", "/one/index.html");
  expect(isSameWindow(page(1))).toBe(true);
  expect(isSameWindow(page(2))).toBe(false);
  expect(isSameWindow(page(2))).toBe(true);
});

test("where nobody can know, each page of the LMS is a new one", () => {
  vi.stubGlobal("sessionStorage", null);
  expect([isSameWindow(page(1)), isSameWindow(page(1))]).toEqual([false, false]);
});
