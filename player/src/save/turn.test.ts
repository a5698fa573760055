import { beforeEach, expect, test, vi } from "vitest";
import { Turn } from "./turn.js";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test.each([
  [{}, "granted"],
  [null, "denied"],
])(
  "a window that asks takes up what the others have kept before it hears the answer: %j is %s",
  async (lock, answer) => {
    const request = (_: string, __: object, hold: (lock: object | null) => unknown): Promise<unknown> =>
      Promise.resolve(hold(lock));
    vi.stubGlobal("navigator", { locks: { request } });
    const told: string[] = [];
    const reload = (): Promise<void> => Promise.resolve().then(() => void told.push("reload"));
    const turn = new Turn("course", { reload }, (said) => told.push(said));
    turn.ask("politely");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(["reload", answer]);
  },
);
