// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { emptyDisk } from "../../testing/disk.js";
import { encode, NEW_STATE } from "../core/saved_state.js";
import { NO_ENTRY, openJournal } from "./journal.js";
import { openWriter } from "./writer.js";

const ENTRY = { state: "1.abc", arrived: 7, hasReturned: true, hasProbed: true, answers: "0-l-12-1-0-0" };
const MODULE = "https://example.org/course/level-1";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  emptyDisk();
});

test("a learner finds again what this device kept, and nobody else does", () => {
  expect(openJournal(MODULE, "tess").read()).toEqual(NO_ENTRY);
  expect(openJournal(MODULE, "tess").write(ENTRY)).toBe(true);
  expect(openJournal(MODULE, "tess").read()).toEqual(ENTRY);
  expect(openJournal(MODULE, "tom").read()).toEqual(NO_ENTRY);
  expect(openJournal(`${MODULE}x`, "tess").read()).toEqual(NO_ENTRY);
});

test("the device does not show who learned", () => {
  openJournal(MODULE, "tess@example.org").write(ENTRY);
  expect(Object.entries(localStorage).join()).not.toContain("tess");
});

test("a browser without storage is no error", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(openJournal(MODULE, "tess").read()).toEqual(NO_ENTRY);
  expect(openJournal(MODULE, "tess").write(ENTRY)).toBe(false);
});

test("a learner whom the LMS does not name is kept no longer than the window", () => {
  openJournal(MODULE, null).write(ENTRY);
  expect(localStorage).toHaveLength(0);
  expect(openJournal(MODULE, null).read()).toEqual(ENTRY);
  expect(openJournal(MODULE, "").read()).toEqual(NO_ENTRY);
});

test("what has been in the LMS for a month is taken off the device, and what is not stays", () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21) });
  const state = encode({ ...NEW_STATE, seq: 7 });
  openJournal(MODULE, "there").write({ ...ENTRY, state, answers: "" });
  openJournal(MODULE, "unsent").write({ ...ENTRY, state, arrived: 6, answers: "" });
  openJournal(MODULE, "unheard").write({ ...ENTRY, state });
  localStorage.setItem("somebody else's", "1 x");
  vi.setSystemTime(new Date(2026, 11, 20));
  openJournal(MODULE, "tess");
  expect(localStorage).toHaveLength(4);
  vi.setSystemTime(new Date(2026, 11, 25));
  openJournal(MODULE, "tess");
  expect(openJournal(MODULE, "there").read()).toEqual(NO_ENTRY);
  expect(openJournal(MODULE, "unsent").read().state).toBe(state);
  expect(openJournal(MODULE, "unheard").read().state).toBe(state);
  expect(localStorage).toHaveLength(3);
  vi.useRealTimers();
});

test("what is cleared is gone from the disk as well", async () => {
  const journal = openJournal(MODULE, "tess");
  journal.write(ENTRY);
  expect(await journal.written()).toBe(true);
  journal.clear();
  await journal.written();
  const after = openJournal(MODULE, "tess");
  await after.load();
  expect(after.read()).toEqual(NO_ENTRY);
});

test("what a browser that was killed forgot is found on the disk", async () => {
  const journal = openJournal(MODULE, "tess");
  journal.write(ENTRY);
  expect(await journal.written()).toBe(true);
  localStorage.clear();
  const after = openJournal(MODULE, "tess");
  await after.load();
  expect(after.read()).toEqual(ENTRY);
});

test.each(["2 1.abc 7 99999 1 1", "3 1.abc 7 99999 1 1 0-l-12-1-0-0 1"])(
  "a text that ends early, or of another version (%j), is no entry",
  (text) => {
    openJournal(MODULE, "tess").write(ENTRY);
    localStorage.setItem(localStorage.key(0) ?? "", text);
    expect(openJournal(MODULE, "tess").read()).toEqual(NO_ENTRY);
  },
);

test.each(["1", "1 ", "1 x y z", "1  0", "2 a 1 2 3 4 5", "null", "{}", " "])("garbage (%j) is no entry", (text) => {
  openJournal(MODULE, "tess").write(ENTRY);
  localStorage.setItem(localStorage.key(0) ?? "", text);
  expect(() => openJournal(MODULE, "tess").read()).not.toThrow();
  expect(openJournal(MODULE, "tess").read().arrived).toBe(0);
});

test("what windows without locks called to each other is taken off the device when they go, or after a month", () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21) });
  const writer = openWriter("coursepack:x", () => undefined);
  void writer.take("politely");
  expect(localStorage).toHaveLength(1);
  vi.setSystemTime(new Date(2026, 11, 21));
  openJournal(MODULE, "tess");
  expect(localStorage).toHaveLength(1);
  vi.setSystemTime(new Date(2026, 11, 23));
  openJournal(MODULE, "tess");
  expect(localStorage).toHaveLength(0);
  void writer.take("politely");
  writer.release();
  expect(localStorage).toHaveLength(0);
});
