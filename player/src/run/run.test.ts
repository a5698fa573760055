// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course, question, taughtLater } from "../../testing/course.js";
import { beginAfresh, COMPLETE, connected, flushed, STORED } from "../../testing/runs.js";
import { newRun, savingBy } from "../../testing/saving.js";
import { Witness } from "../../testing/witness.js";
import { NO_ENTRY, openJournal } from "../save/journal.js";
import { encode, NEW_STATE } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { TrackerError, type Resume, type Tracker } from "../trackers/tracker.js";

const MODULE = course().module.iri;

beforeEach(beginAfresh);

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  [{}, 75],
  [{ passMark: null }, 75],
  [{ passMark: 90 }, 90],
])("what must be reached to pass is what the LMS says, or else the course (%j)", async (resume, passMark) => {
  expect((await connected(new Witness(resume))).rules.passMark).toBe(passMark);
});

test("a module without a quiz has nothing to pass, whatever the LMS says", async () => {
  const run = newRun(course({ check: null }), taughtLater);
  await run.connect(savingBy(new Witness({ passMark: 90 })));
  expect(run.rules.passMark).toBeNull();
});

test("a session in which nothing is saved is ended all the same, where the LMS wants to be told", async () => {
  const tracker = new Witness({ writable: false, tellsEnd: true });
  const run = await connected(tracker);
  expect(run.saving.canEnd).toBe(true);
  expect(await run.saving.end()).toBe(true);
  expect(tracker.told).toEqual(["close"]);
  expect(run.saving.state).toBe("closed");
});

describe("where a learner goes on", () => {
  test.each<[string, Partial<Resume>, string]>([
    ["nowhere at first", {}, ""],
    ["at the page in the saved state", { state: encode(STORED) }, "L1-02"],
    ["at the LMS's own bookmark, where the state is spoilt", { state: "1.spoilt", bookmark: "L1-03" }, "L1-03"],
    ["nowhere, where neither is known", { state: "1.spoilt", bookmark: "gone" }, ""],
    ["nowhere, where the page was taken out", { state: encode({ ...STORED, bookmark: 99 }) }, ""],
  ])("is %s", async (_, resume, page) => {
    await expect(newRun(course(), taughtLater).connect(savingBy(new Witness(resume)))).resolves.toBe(page);
  });

  test("is what this device kept, where the LMS gives back something spoilt", async () => {
    openJournal(MODULE, "tess").write({ ...NO_ENTRY, state: encode(STORED) });
    const run = await connected(new Witness({ state: encode(STORED).slice(0, 20) }));
    expect(run.state.pages).toEqual([11, 12]);
  });

  test("is what this device kept, where the LMS never had anything", async () => {
    openJournal(MODULE, "tess").write({ ...NO_ENTRY, state: encode(STORED) });
    expect((await connected(new Witness())).state.pages).toEqual([11, 12]);
  });

  test("is afresh, where the LMS had something and gives back nothing: a new attempt is meant to be new", async () => {
    openJournal(MODULE, "tess").write({ ...NO_ENTRY, state: encode(COMPLETE), arrived: 9 });
    const run = await connected(new Witness());
    expect(run.state.pages).toEqual([]);
    expect(run.state.complete).toBe(false);
  });

  test("is afresh, and what was kept can be brought back by the learner", async () => {
    openJournal(MODULE, "tess").write({ ...NO_ENTRY, state: encode(STORED), arrived: 9, hasReturned: true });
    const tracker = new Witness();
    const run = await connected(tracker);
    expect(run.state.pages).toEqual([]);
    const { earlier } = run.saving.news;
    run.recover(earlier ?? NEW_STATE);
    expect(run.state.pages).toEqual([11, 12]);
    await flushed(run);
    expect(decode(tracker.checkpoints[0]?.state ?? "")?.pages).toEqual([11, 12]);
  });

  test("is what both know, where this device and the LMS know different things", async () => {
    const here = { ...STORED, seq: 8, pages: [13], bookmark: 13 };
    openJournal(MODULE, "tess").write({ ...NO_ENTRY, state: encode(here), arrived: 5 });
    const tracker = new Witness({ state: encode(STORED) });
    const run = await connected(tracker);
    expect(run.state).toMatchObject({ pages: [11, 12, 13], bookmark: 12 });
    await flushed(run);
    expect(tracker.checkpoints).toHaveLength(1);
  });
});

test("what is done before the LMS answers is not lost", async () => {
  const tracker = new Witness({ state: encode(STORED) });
  const run = newRun(course(), taughtLater);
  const connecting = run.connect(savingBy(tracker));
  run.dispatch({ type: "read", page: 13 });
  run.answer({ question: question(), purpose: "check", response: [0, 1, 0], right: true, at: 0, seconds: 1 });
  await connecting;
  await flushed(run);
  expect(tracker.told).toEqual(["viewed L1-03", "answer true", "report incomplete without score", "save"]);
  expect(decode(tracker.checkpoints[0]?.state ?? "")?.pages).toEqual([11, 12, 13]);
});

test("in review nothing is told or saved, and the learner is told so", async () => {
  const tracker = new Witness({ writable: false, state: encode(STORED) });
  const run = await connected(tracker);
  run.dispatch({ type: "read", page: 13 });
  run.hidden();
  run.saving.left("for good");
  await run.saving.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tracker.told).toEqual([]);
  expect(run.saving.state).toBe("review");
  expect(run.saving.sends).toContain("Nothing is sent");
  expect(Object.keys(localStorage)).toEqual(["coursepack-salt"]); // which says nothing of anybody
});

describe("without an LMS", () => {
  test.each<[string, Tracker | null]>([
    ["because none was found", new Witness(new TrackerError("none", "", "absent"))],
    ["because the package was not launched from one", null],
  ])("%s, this device keeps the progress", async (_, tracker) => {
    const run = await connected(tracker);
    run.dispatch({ type: "opened", page: 12 });
    run.dispatch({ type: "read", page: 12 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(run.saving.state).toBe("notracking");
    expect(run.saving.isTracked).toBe(false);
    const again = newRun(course(), taughtLater);
    await expect(again.connect(savingBy(null))).resolves.toBe("L1-02");
    expect(again.state.pages).toEqual([12]);
  });
});
