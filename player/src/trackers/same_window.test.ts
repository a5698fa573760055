import { beforeEach, expect, test, vi } from "vitest";
import { isSameWindow } from "./same_window.js";

/** The LMS's page, as it was loaded at *timeOrigin*. */
const page = (timeOrigin: number): Window => ({ performance: { timeOrigin } }) as unknown as Window;

const open = (pathname: string): void => {
  vi.stubGlobal("location", { pathname });
};

beforeEach(() => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
  vi.stubGlobal("sessionStorage", storage);
  open("/one/index.html");
});

test("the LMS's page is the same one as long as it was not loaded again, whichever course was opened between", () => {
  expect(isSameWindow(page(1))).toBe(false);
  expect(isSameWindow(page(1))).toBe(true);
  open("/two/index.html");
  expect(isSameWindow(page(1))).toBe(false);
  open("/one/index.html");
  expect(isSameWindow(page(1))).toBe(true);
  expect(isSameWindow(page(2))).toBe(false);
  expect(isSameWindow(page(2))).toBe(true);
});

test("where nobody can know, each page of the LMS is a new one", () => {
  vi.stubGlobal("sessionStorage", null);
  expect([isSameWindow(page(1)), isSameWindow(page(1))]).toEqual([false, false]);
});
