/** What the tests of a run share: learners half-way and at the end, and runs that are connected and saved. */
import { vi } from "vitest";
import type { Run } from "../src/run/run.js";
import { NEW_STATE, type SavedState } from "../src/core/saved_state.js";
import type { Tracker } from "../src/trackers/tracker.js";
import { course, taughtLater } from "./course.js";
import { newRun, savingBy } from "./saving.js";

export const STORED: SavedState = { ...NEW_STATE, seq: 9, bookmark: 12, pages: [11, 12], totalCentiseconds: 6_000 };
export const COMPLETE: SavedState = {
  ...STORED,
  pages: [11, 12, 13],
  complete: true,
  passed: true,
  best: { right: 4, total: 4 },
};
/** Milliseconds that painting takes at most. */
export const PAINTED = 100;

/** Stops the clock, empties the device, and keeps the console quiet. */
export function beginAfresh(): void {
  vi.useFakeTimers();
  localStorage.clear();
  sessionStorage.clear();
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
}

export async function connected(tracker: Tracker | null): Promise<Run> {
  const run = newRun(course(), taughtLater);
  await run.connect(savingBy(tracker));
  await vi.advanceTimersByTimeAsync(0);
  return run;
}

/** Saves what there is to save: the words are painted first, which takes a moment. */
export async function flushed(run: Run): Promise<boolean> {
  const flushing = run.saving.flush();
  await vi.advanceTimersByTimeAsync(PAINTED);
  return flushing;
}
