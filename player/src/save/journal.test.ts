// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { openJournal } from "./journal.js";

const MODULE = "https://example.org/course/level-1";

beforeEach(() => {
  localStorage.clear();
});

test("a learner finds again what this device kept, and nobody else does", () => {
  expect(openJournal(MODULE, "tess").read()).toBe("");
  expect(openJournal(MODULE, "tess").write("1.abc")).toBe(true);
  expect(openJournal(MODULE, "tess").read()).toBe("1.abc");
  expect(openJournal(MODULE, "tom").read()).toBe("");
  expect(openJournal(`${MODULE}x`, "tess").read()).toBe("");
});

test("the device does not show who learned", () => {
  openJournal(MODULE, "tess@example.org").write("1.abc");
  expect(Object.entries(localStorage).join()).not.toContain("tess");
});

test("a browser without storage is no error", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(openJournal(MODULE, "tess").read()).toBe("");
  expect(openJournal(MODULE, "tess").write("1.abc")).toBe(false);
});
