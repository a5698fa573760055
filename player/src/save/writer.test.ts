import { beforeEach, expect, test, vi } from "vitest";
import { Clock } from "../../../tests/faults/walks/clock.js";
import { Locks } from "../../../tests/faults/walks/locks.js";
import { openWriter } from "./writer.js";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Waits as long as anybody who asks for a lock. */
async function afterAll<T>(asked: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(2_000);
  return asked;
}

test("a second window is kept out, may take over by force, and the first is told once", async () => {
  vi.stubGlobal("navigator", { locks: new Locks(new Clock()) });
  const [lostFirst, lostSecond] = [vi.fn(), vi.fn()];
  const [first, second] = [openWriter("course", lostFirst), openWriter("course", lostSecond)];
  expect(await afterAll(first.take("politely"))).toBe(true);
  expect(await afterAll(second.take("politely"))).toBe(false);
  expect(lostFirst).not.toHaveBeenCalled();
  expect(await afterAll(second.take("by force"))).toBe(true);
  expect(lostFirst).toHaveBeenCalledOnce();
  expect(await afterAll(first.take("politely"))).toBe(false);
  second.release();
  expect(await afterAll(first.take("politely"))).toBe(true);
  expect(lostSecond).not.toHaveBeenCalled();
});

test("a page that was reloaded saves as soon as the one that it was lets go", async () => {
  vi.stubGlobal("navigator", { locks: new Locks(new Clock()) });
  const [before, after] = [openWriter("course", vi.fn()), openWriter("course", vi.fn())];
  await afterAll(before.take("politely"));
  const taken = vi.fn();
  void after.take("politely").then(taken);
  await vi.advanceTimersByTimeAsync(300);
  before.release();
  await vi.advanceTimersByTimeAsync(300);
  expect(taken).toHaveBeenCalledExactlyOnceWith(true);
});

test.each(["SecurityError", "AbortError"])(
  "a window that may not ask, by %s, saves, and nobody has robbed it",
  async (name) => {
    const lost = vi.fn();
    vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new DOMException("no", name)) } });
    expect(await afterAll(openWriter("course", lost).take("politely"))).toBe(true);
    expect(lost).not.toHaveBeenCalled();
  },
);

test("a lock that fails for another reason than that another window took it is not lost to that window", async () => {
  const lost = vi.fn();
  let fail: (error: unknown) => void = () => undefined;
  const request = (_: string, __: object, granted: (lock: object) => unknown): Promise<void> => {
    void granted({});
    return new Promise((_, reject) => (fail = reject));
  };
  vi.stubGlobal("navigator", { locks: { request } });
  await afterAll(openWriter("course", lost).take("politely"));
  fail(new DOMException("no", "InvalidStateError"));
  await vi.advanceTimersByTimeAsync(0);
  expect(lost).not.toHaveBeenCalled();
});
