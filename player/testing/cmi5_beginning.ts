/** What tests of the cmi5 tracker begin with: an LMS of its own for each, a clock that stands still, and nothing kept. */
import { afterEach, beforeEach, vi } from "vitest";
import { Cmi5Tracker } from "../src/trackers/cmi5.js";
import type { Answer, Checkpoint, Resume } from "../src/trackers/tracker.js";
import { course, question } from "./course.js";
import { FakeCmi5, LAUNCH } from "./fake_cmi5.js";

export const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90.5 };
export const ANSWER: Answer = {
  question: question(),
  purpose: "check",
  response: [1, 0, 0],
  right: false,
  at: 1_763_700_000_000,
  seconds: 7.25,
};
export const PAGE = course().pages[0]!;

export let lms: FakeCmi5;
export let went: string[];

export const host = (): Window =>
  ({
    history: window.history,
    location: {
      assign: (address: string) => {
        went.push(address);
      },
    },
  }) as unknown as Window;

export async function opened(launch = LAUNCH): Promise<{ tracker: Cmi5Tracker; resume: Resume }> {
  const tracker = new Cmi5Tracker(host(), course(), launch);
  return { tracker, resume: await tracker.open() };
}

export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 14, 32, 5, 120), toFake: ["Date", "setTimeout", "clearTimeout"] });
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
  sessionStorage.clear();
  localStorage.clear();
  went = [];
  lms = new FakeCmi5();
  vi.stubGlobal("fetch", lms.fetch);
});

afterEach(() => {
  vi.useRealTimers();
});
