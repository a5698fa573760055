// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bank, course, question, taught, taughtLater } from "../../testing/course.js";
import { emptyDisk } from "../../testing/disk.js";
import { beginAfresh, COMPLETE, connected, flushed, PAINTED, STORED } from "../../testing/runs.js";
import { newRun, savingBy } from "../../testing/saving.js";
import { Witness } from "../../testing/witness.js";
import { AnswerLog } from "../save/answer_log.js";
import { NO_ENTRY, openJournal } from "../save/journal.js";
import type { PlayerQuestion } from "../core/player_data.js";
import { encode } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { TrackerError } from "../trackers/tracker.js";
import { SavingToCome } from "./saving_to_come.js";

beforeEach(beginAfresh);

afterEach(() => {
  vi.useRealTimers();
});

test("a change is told, kept on the device at once, and saved soon", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  const listener = vi.fn();
  run.subscribe(listener);
  run.dispatch({ type: "opened", page: 12 });
  expect(listener).toHaveBeenCalled();
  expect(decode(openJournal(course().module.iri, run.saving.learner).read().state)?.bookmark).toBe(12);
  expect(tracker.checkpoints).toHaveLength(0);
  expect(run.saving.state).toBe("saving");
  await vi.advanceTimersByTimeAsync(1_500 + PAINTED);
  expect(tracker.checkpoints[0]?.bookmark).toBe("L1-02");
  expect(run.saving.state).toBe("saved");
});

test("a result is saved as soon as the page says that it is being saved", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  run.dispatch({ type: "drawn", seed: 1, questions: [101, 102] });
  run.dispatch({ type: "submitted", right: 2 });
  expect(run.saving.state).toBe("saving");
  await vi.advanceTimersByTimeAsync(PAINTED);
  expect(tracker.told.slice(-2)).toEqual(["report incomplete 100", "save"]);
});

test("a result is told as soon as there is one, without waiting for the save", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  run.dispatch({ type: "drawn", seed: 1, questions: [101, 102] });
  run.dispatch({ type: "submitted", right: 2 });
  expect(tracker.told).toEqual(["report incomplete 100"]);
});

test("where every answer is proof, no other file of the package is asked for", async () => {
  const asked = vi.fn(() => Promise.resolve(new Response(course().build)));
  vi.stubGlobal("fetch", asked);
  const run = await connected(new Witness());
  run.dispatch({ type: "opened", page: 12 });
  await flushed(run);
  expect(run.saving.state).toBe("saved");
  expect(asked).not.toHaveBeenCalled();
});

test("as long as it is not known who the learner is, nothing is said of what is sent", async () => {
  const tracker = Object.assign(new Witness(), { open: () => new Promise<never>(() => undefined) });
  const run = newRun(course(), taughtLater);
  void run.connect(savingBy(tracker));
  await vi.advanceTimersByTimeAsync(0);
  expect([run.saving instanceof SavingToCome, run.saving.sends]).toEqual([false, ""]);
});

test("a learner whose page the module no longer has is given no place to come back to", async () => {
  const tracker = new Witness({ state: encode({ ...STORED, bookmark: 999 }) });
  const run = await connected(tracker);
  run.dispatch({ type: "tried", question: 101, right: true });
  await flushed(run);
  expect(tracker.checkpoints.map(({ bookmark }) => bookmark)).toEqual([""]);
});

test("the state of every save differs, as Moodle sends again only what differs", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  tracker.isBroken = true;
  run.dispatch({ type: "opened", page: 12 });
  await vi.advanceTimersByTimeAsync(1_500 + PAINTED);
  const before = run.state.seq;
  tracker.isBroken = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(run.state.seq).toBe(before + 1);
  expect(tracker.checkpoints).toHaveLength(1);
});

test("a module that is complete says so again while the LMS does not know", async () => {
  const deaf = new Witness({ state: encode(COMPLETE), status: "incomplete" });
  await flushed(await connected(deaf));
  expect(deaf.told).toEqual(["report passed 100", "save"]);
  // On another device: what this one kept is newer than what that LMS gives back.
  localStorage.clear();
  emptyDisk();
  const knowing = new Witness({ state: encode(COMPLETE), status: "passed" });
  await flushed(await connected(knowing));
  expect(knowing.told).toEqual([]);
});

describe("answers of an earlier time whose questions are not at hand", () => {
  /** A device that keeps an answer to *asked*, of which the LMS has heard nothing. */
  function keep(asked: PlayerQuestion): void {
    const log = new AnswerLog();
    log.add({ question: asked, purpose: "check", response: [0, 1, 0], right: true, at: 0, seconds: 3 });
    openJournal(course().module.iri, "tess").write({ ...NO_ENTRY, state: encode(STORED), answers: log.toText() });
  }

  /** A server that gives the quiz's questions out when *isThere*. */
  function serve(isThere: () => boolean): void {
    const found = JSON.stringify({ build: course().build, questions: bank() });
    vi.stubGlobal("fetch", () => (isThere() ? Promise.resolve(new Response(found)) : Promise.reject(new TypeError())));
  }

  test("keep the page from saying that all is saved, and the learner from ending, until they are told", async () => {
    let isThere = false;
    serve(() => isThere);
    keep(bank()[0]!);
    const tracker = new Witness({ state: encode(STORED) });
    const run = await connected(tracker);
    await flushed(run);
    expect(tracker.checkpoints).toHaveLength(1);
    expect(run.saving.state).toBe("saving");
    const ending = run.saving.end();
    await vi.advanceTimersByTimeAsync(PAINTED);
    await expect(ending).resolves.toBe(false);
    isThere = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(tracker.answers).toHaveLength(1);
    expect(run.saving.state).toBe("saved");
  });

  test("are told no more where they are practice, which this release of the module does not send", async () => {
    serve(() => true);
    keep(taught()[0]!);
    const tracker = new Witness({ state: encode(STORED) });
    const run = await connected(tracker);
    await flushed(run);
    expect(tracker.answers).toEqual([]);
  });

  test("are waited for no longer where the quiz has none of their questions any more", async () => {
    serve(() => true);
    keep({ ...bank()[0]!, fingerprint: 999 });
    const tracker = new Witness({ state: encode(STORED) });
    const run = await connected(tracker);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(tracker.answers).toEqual([]);
    expect(run.saving.state).toBe("saved");
  });
});

test("what a tracker itself keeps belongs to what is kept: where it has no room, the learner is to keep the page open", async () => {
  const tracker = Object.assign(new Witness(), { isKept: () => Promise.resolve(true) });
  const run = await connected(tracker);
  tracker.isBroken = true;
  run.dispatch({ type: "opened", page: 12 });
  await flushed(run);
  expect(run.saving.state).toBe("device");
  tracker.isKept = () => Promise.resolve(false);
  run.dispatch({ type: "opened", page: 11 });
  await vi.advanceTimersByTimeAsync(PAINTED);
  expect(run.saving.state).toBe("memory");
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

  test("of all sessions and of this one stands in what is reported", async () => {
    const tracker = new Witness({ state: encode(STORED) });
    const reported = vi.spyOn(tracker, "report");
    const run = await connected(tracker);
    await vi.advanceTimersByTimeAsync(30_000);
    run.hidden();
    expect(reported.mock.lastCall?.[0]).toMatchObject({ totalSeconds: 90, sessionSeconds: 30 });
  });

  test("never falls behind what the LMS has counted", async () => {
    const tracker = new Witness({ state: encode(STORED), totalSeconds: 500 });
    const run = await connected(tracker);
    run.dispatch({ type: "opened", page: 11 });
    await flushed(run);
    expect(tracker.checkpoints[0]?.totalSeconds).toBeCloseTo(500, 0);
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
    run.saving.left("for good");
    await vi.advanceTimersByTimeAsync(0);
    expect(tracker.told).toEqual(["report incomplete without score", "save"]);
  });

  test("a finished one is finished", async () => {
    const tracker = new Witness({ state: encode(COMPLETE), status: "passed" });
    const run = await connected(tracker);
    await vi.advanceTimersByTimeAsync(20_000);
    run.hidden();
    run.saving.left("for good");
    expect(tracker.told).toEqual(["report passed 100", "save", "close"]);
  });

  test("but not before the LMS is known to hold that it is", async () => {
    const tracker = new Witness({ state: encode(COMPLETE), status: "incomplete" });
    tracker.isBroken = true;
    const run = await connected(tracker);
    await flushed(run);
    run.hidden();
    run.saving.left("for good");
    expect(tracker.told).not.toContain("close");
  });

  test("and not when the page goes into the browser's cache, from which it may come back", async () => {
    const tracker = new Witness({ state: encode(COMPLETE), status: "passed" });
    const run = await connected(tracker);
    run.hidden();
    run.saving.left("into the cache");
    expect(tracker.told).toEqual([]);
    run.restored();
    run.dispatch({ type: "opened", page: 11 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tracker.checkpoints).toHaveLength(1);
  });
});

test("after the end nothing is told or saved, and nothing ends twice", async () => {
  const tracker = new Witness({ state: encode(COMPLETE), status: "passed" });
  const run = await connected(tracker);
  const ending = run.saving.end();
  await vi.advanceTimersByTimeAsync(PAINTED);
  await expect(ending).resolves.toBe(true);
  const told = [...tracker.told];
  run.dispatch({ type: "opened", page: 11 });
  run.answer({ question: question(), purpose: "check", response: [0, 1, 0], right: true, at: 0, seconds: 1 });
  run.hidden();
  run.saving.left("for good");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tracker.told).toEqual(told);
  expect(run.saving.state).toBe("closed");
});

test("a window in which the session has ended says so where the LMS is gone, and goes on where there is one again", async () => {
  const ended = await connected(new Witness({ state: encode(COMPLETE), status: "passed" }));
  const ending = ended.saving.end();
  await vi.advanceTimersByTimeAsync(PAINTED);
  await ending;
  const without = await connected(new Witness(new TrackerError("gone", "no API", "absent")));
  expect([without.saving.state, without.state.complete]).toEqual(["closed", true]);
  const again = await connected(new Witness({ state: encode(COMPLETE), status: "passed" }));
  expect(again.saving.state).not.toBe("closed");
});

test("who asks for a save is told whether all has arrived", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  tracker.isBroken = true;
  run.dispatch({ type: "opened", page: 12 });
  expect(await flushed(run)).toBe(false);
  tracker.isBroken = false;
  expect(await flushed(run)).toBe(true);
  expect(await flushed(await connected(new Witness({ writable: false })))).toBe(true);
});
