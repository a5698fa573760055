// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { openWriter, type Writer } from "./writer.js";

const KEY = "course:writer";
const lost = vi.fn();
let writer: Writer;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  lost.mockClear();
  writer = openWriter("course", lost);
  return () => {
    writer.release();
    vi.useRealTimers();
  };
});

/** What this window called last. */
const called = (): string | undefined => localStorage.getItem(KEY)?.split(" ")[0];

/** Another window, which is called *id*, calls *word*; returns what this one answers. */
function hear(word: string, id = "another"): string | undefined {
  localStorage.removeItem(KEY);
  window.dispatchEvent(new StorageEvent("storage", { key: KEY, newValue: `${word} ${id} 0` }));
  return called();
}

/** Lets this window, which has no locks, ask, and then *milliseconds* pass. */
async function asked(milliseconds: number): Promise<void> {
  await writer.take("politely");
  expect(called()).toBe("ask");
  await vi.advanceTimersByTimeAsync(milliseconds);
}

test("a window that saves tells one that comes so, until that takes over", async () => {
  await asked(2_000);
  expect(hear("ask")).toBe("held");
  expect(lost).not.toHaveBeenCalled();
  expect(hear("mine")).toBeUndefined();
  expect(lost).toHaveBeenCalledOnce();
  expect(hear("ask")).toBeUndefined();
});

test("one that comes gives way to a window that answers within a second, and not to one that answers late", async () => {
  await asked(2_000);
  expect(hear("held")).toBe("mine");
  expect(lost).not.toHaveBeenCalled();
  await asked(900);
  expect(hear("held")).toBeUndefined();
  expect(lost).toHaveBeenCalledOnce();
});

test("of two that come at the same moment the one with the lesser name stays", async () => {
  await asked(0);
  expect(hear("ask", "~")).toBe("held");
  expect(hear("ask", "")).toBe("ask");
  expect(lost).not.toHaveBeenCalled();
});

test("one that takes over says so, and asks nobody", async () => {
  await writer.take("by force");
  expect(called()).toBe("mine");
  expect(hear("ask", "")).toBe("held");
});
