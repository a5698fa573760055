// @vitest-environment jsdom
/** What a window knows of its session, and what it does without being asked. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { course, taughtLater } from "../../testing/course.js";
import { beginAfresh, COMPLETE, connected, flushed, PAINTED, STORED } from "../../testing/runs.js";
import { newRun, savingBy } from "../../testing/saving.js";
import { Witness } from "../../testing/witness.js";
import { encode } from "../core/saved_state.js";
import { TrackerError } from "../trackers/tracker.js";
import { openJournal } from "./journal.js";

beforeEach(beginAfresh);

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["saves", {}, { isTracked: true, canEnd: true }],
  ["looks at the module again", { writable: false }, { isTracked: false, canEnd: false }],
  ["looks at it where the end is told (cmi5)", { writable: false, tellsEnd: true }, { isTracked: false, canEnd: true }],
])("a learner who %s has a session that can be ended or not", async (_, given, known) => {
  const { saving } = await connected(new Witness(given));
  expect({ isTracked: saving.isTracked, canEnd: saving.canEnd }).toEqual(known);
});

test("without an LMS there is no session to end", async () => {
  const { saving } = await connected(null);
  expect([saving.isTracked, saving.canEnd]).toEqual([false, false]);
});

test("as long as the LMS does not answer, what the learner does is held by this page alone, and nothing else is", async () => {
  const gone = new TrackerError("gone", "no answer", "unreachable");
  const tracker = new Witness(gone);
  const asked = vi.spyOn(tracker, "open");
  const run = newRun(course(), taughtLater);
  void run.connect(savingBy(tracker));
  await vi.advanceTimersByTimeAsync(0);
  expect([run.saving.isReady, run.saving.isTracked, run.saving.pending]).toEqual([false, true, "nothing"]);
  run.dispatch({ type: "opened", page: 12 });
  expect(run.saving.pending).toBe("something");
  expect(asked).toHaveBeenCalledTimes(1);
  run.saving.returned(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveBeenCalledTimes(2);
});

test("a page that is back after more than a minute looks whether the LMS is still there", async () => {
  const asked = vi.fn(() => Promise.resolve(new Response(course().build)));
  vi.stubGlobal("fetch", asked);
  const proof = { keepsState: true, verdict: () => Promise.resolve("unknown"), nextAnswer: () => null };
  const nothing = { arrived: () => undefined, prepare: () => undefined, answersFrom: () => undefined };
  const run = await connected(Object.assign(new Witness(), { proof: { ...proof, ...nothing } as never }));
  run.saving.returned(60_000);
  expect(asked).not.toHaveBeenCalled();
  run.saving.returned(60_001);
  expect(asked).toHaveBeenCalledOnce();
});

test("what the LMS does not hold at launch is sent at once", async () => {
  const tracker = new Witness({ state: encode(COMPLETE), status: "incomplete" });
  await connected(tracker);
  await vi.advanceTimersByTimeAsync(PAINTED);
  expect(tracker.told).toEqual(["report passed 100", "save"]);
});

test("a page that goes out of sight lets the tracker send what still waits for an answer", async () => {
  const hurry = vi.fn();
  const run = await connected(Object.assign(new Witness(), { hurry }));
  expect(hurry).not.toHaveBeenCalled();
  run.hidden();
  expect(hurry).toHaveBeenCalledOnce();
});

test.each([
  [5, [11, 12, 13]],
  [6, [11, 12]],
])(
  "a window that takes over takes up what the one before it kept of the same attempt (%d is it or not)",
  async (origin, pages) => {
    const begun = { ...STORED, origin: 5 };
    const tracker = Object.assign(new Witness({ state: encode(begun) }), { join: vi.fn(), pause: vi.fn() });
    const run = await connected(tracker);
    await flushed(run);
    run.saving.happen({ type: "denied" });
    expect([run.saving.state, tracker.pause.mock.calls.length]).toEqual(["elsewhere", 1]);
    const journal = openJournal(course().module.iri, run.saving.learner);
    journal.write({ ...journal.read(), state: encode({ ...begun, origin, seq: 20, pages: [11, 12, 13] }) });
    tracker.join.mockClear();
    run.saving.happen({ type: "granted" });
    expect(run.state.pages).toEqual(pages);
    expect(tracker.join).toHaveBeenCalled();
  },
);
