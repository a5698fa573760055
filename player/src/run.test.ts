// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course, question } from "../testing/course.js";
import { Witness } from "../testing/witness.js";
import { openJournal } from "./save/journal.js";
import { Run } from "./run.js";
import { decode, encode, NEW_STATE, type SavedState } from "./saved_state.js";
import { TrackerError, type Resume, type Tracker } from "./trackers/tracker.js";

const STORED: SavedState = { ...NEW_STATE, seq: 9, bookmark: 12, pages: [11, 12], totalCentiseconds: 6_000 };
const COMPLETE: SavedState = {
  ...STORED,
  pages: [11, 12, 13],
  complete: true,
  passed: true,
  best: { right: 4, total: 4 },
};
const MODULE = course().module.iri;

async function connected(tracker: Tracker | null): Promise<Run> {
  const run = new Run(course(), tracker);
  await run.connect();
  return run;
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
});

afterEach(() => {
  vi.useRealTimers();
});

describe("where a learner goes on", () => {
  test.each<[string, Partial<Resume>, string]>([
    ["nowhere at first", {}, ""],
    ["at the page in the saved state", { state: encode(STORED) }, "L1-02"],
    ["at the LMS's own bookmark, where the state is spoilt", { state: "1.spoilt", bookmark: "L1-03" }, "L1-03"],
    ["nowhere, where neither is known", { state: "1.spoilt", bookmark: "gone" }, ""],
    ["nowhere, where the page was taken out", { state: encode({ ...STORED, bookmark: 99 }) }, ""],
  ])("is %s", async (_, resume, page) => {
    await expect(new Run(course(), new Witness(resume)).connect()).resolves.toBe(page);
  });

  test("is what this device kept, where the LMS gives back something spoilt", async () => {
    openJournal(MODULE, "tess").write(encode(STORED));
    const run = await connected(new Witness({ state: encode(STORED).slice(0, 20) }));
    expect(run.state.pages).toEqual([11, 12]);
  });

  test("is afresh, where the LMS gives back nothing: a new attempt is meant to be new", async () => {
    openJournal(MODULE, "tess").write(encode(STORED));
    const run = await connected(new Witness());
    expect(run.state.pages).toEqual([]);
  });
});

test("what is done before the LMS answers is not lost", async () => {
  const tracker = new Witness({ state: encode(STORED) });
  const run = new Run(course(), tracker);
  const connecting = run.connect();
  run.dispatch({ type: "read", page: 13 });
  run.answer({ question: question(), response: [0, 1, 0], right: true, at: 0, seconds: 1 });
  await connecting;
  await run.flush();
  expect(tracker.told).toEqual(["viewed L1-03", "answer true", "report incomplete without score", "save"]);
  expect(decode(tracker.checkpoints[0]?.state ?? "")?.pages).toEqual([11, 12, 13]);
});

test("a change is told, kept on the device at once, and saved soon", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  const listener = vi.fn();
  run.subscribe(listener);
  run.dispatch({ type: "opened", page: 12 });
  expect(listener).toHaveBeenCalled();
  expect(decode(openJournal(MODULE, "tess").read())?.bookmark).toBe(12);
  expect(tracker.checkpoints).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(tracker.checkpoints[0]?.bookmark).toBe("L1-02");
  expect(run.saveState).toBe("saved");
});

test("a result is saved before anything else can happen", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  run.dispatch({ type: "drawn", seed: 1, questions: [101, 102] });
  run.dispatch({ type: "submitted", right: 2 });
  expect(tracker.told.slice(-2)).toEqual(["report incomplete 100", "save"]);
});

test("the state of every save differs, as Moodle sends again only what differs", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  tracker.isBroken = true;
  run.dispatch({ type: "opened", page: 12 });
  await vi.advanceTimersByTimeAsync(1_500);
  const before = run.state.seq;
  tracker.isBroken = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(run.state.seq).toBe(before + 1);
  expect(tracker.checkpoints).toHaveLength(1);
});

test("a module that is complete says so again while the LMS does not know", async () => {
  const deaf = new Witness({ state: encode(COMPLETE), status: "incomplete" });
  await connected(deaf);
  expect(deaf.told).toEqual(["report passed 100", "save"]);
  const knowing = new Witness({ state: encode(COMPLETE), status: "passed" });
  await connected(knowing);
  expect(knowing.told).toEqual([]);
});

describe("time", () => {
  test("is our own total, over all sessions, while the page can be seen", async () => {
    const tracker = new Witness({ state: encode(STORED) });
    const run = await connected(tracker);
    await vi.advanceTimersByTimeAsync(30_000);
    run.hidden();
    await vi.advanceTimersByTimeAsync(600_000);
    run.returned();
    await vi.advanceTimersByTimeAsync(15_000);
    run.hidden();
    await vi.advanceTimersByTimeAsync(0);
    expect(tracker.checkpoints.map(({ totalSeconds }) => totalSeconds)).toEqual([90, 105]);
    expect(decode(tracker.checkpoints[1]?.state ?? "")?.totalCentiseconds).toBe(10_500);
  });

  test("never falls behind what the LMS has counted", async () => {
    const tracker = new Witness({ state: encode(STORED), totalSeconds: 500 });
    const run = await connected(tracker);
    run.dispatch({ type: "opened", page: 11 });
    await run.flush();
    expect(tracker.checkpoints[0]?.totalSeconds).toBe(500);
  });

  test("of a glance is not worth a commit", async () => {
    const tracker = new Witness();
    const run = await connected(tracker);
    await vi.advanceTimersByTimeAsync(5_000);
    run.hidden();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tracker.checkpoints).toHaveLength(0);
  });
});

describe("when the page is left for good", () => {
  test("an unfinished module is committed and not finished, so that a reload goes on", async () => {
    const tracker = new Witness();
    const run = await connected(tracker);
    run.dispatch({ type: "opened", page: 12 });
    run.hidden();
    run.left();
    await vi.advanceTimersByTimeAsync(0);
    expect(tracker.told).toEqual(["report incomplete without score", "save"]);
  });

  test("a finished one is finished, once everything has arrived", async () => {
    const tracker = new Witness({ state: encode(COMPLETE), status: "passed" });
    const run = await connected(tracker);
    run.left();
    await vi.advanceTimersByTimeAsync(0);
    expect(tracker.told).toEqual(["report passed 100", "save", "close"]);
  });

  test("and not while something is on its way", async () => {
    const tracker = new Witness({ state: encode(COMPLETE), status: "passed" });
    const run = await connected(tracker);
    tracker.isBroken = true;
    run.left();
    await vi.advanceTimersByTimeAsync(0);
    expect(tracker.told).not.toContain("close");
  });
});

test("after the end nothing is told or saved, and nothing ends twice", async () => {
  const tracker = new Witness({ state: encode(COMPLETE), status: "passed" });
  const run = await connected(tracker);
  await expect(run.end()).resolves.toBe(true);
  const told = [...tracker.told];
  run.dispatch({ type: "opened", page: 11 });
  run.answer({ question: question(), response: [0, 1, 0], right: true, at: 0, seconds: 1 });
  run.hidden();
  run.left();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tracker.told).toEqual(told);
  expect(run.saveState).toBe("closed");
});

test("in review nothing is told or saved, and the learner is told so", async () => {
  const tracker = new Witness({ writable: false, state: encode(STORED) });
  const run = await connected(tracker);
  run.dispatch({ type: "read", page: 13 });
  run.hidden();
  run.left();
  await run.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tracker.told).toEqual([]);
  expect(run.saveState).toBe("review");
  expect(run.sends).toContain("Nothing is sent");
  expect(localStorage).toHaveLength(0);
});

describe("without an LMS", () => {
  test.each<[string, Tracker | null]>([
    ["because none was found", new Witness(new TrackerError("none", ""))],
    ["because the package was not launched from one", null],
  ])("%s, this device keeps the progress", async (_, tracker) => {
    const run = await connected(tracker);
    run.dispatch({ type: "opened", page: 12 });
    run.dispatch({ type: "read", page: 12 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(run.saveState).toBe("notracking");
    expect(run.isTracked).toBe(false);
    const again = new Run(course(), null);
    await expect(again.connect()).resolves.toBe("L1-02");
    expect(again.state.pages).toEqual([12]);
  });
});
