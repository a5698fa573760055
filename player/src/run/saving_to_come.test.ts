// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course, question, taughtLater } from "../../testing/course.js";
import { beginAfresh, PAINTED, STORED } from "../../testing/runs.js";
import { savingBy } from "../../testing/saving.js";
import { Witness } from "../../testing/witness.js";
import { encode } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { Run } from "./run.js";
import { SavingToCome, type Begin } from "./saving_to_come.js";

beforeEach(beginAfresh);

afterEach(() => {
  vi.useRealTimers();
});

/** A run whose saving comes when `bring` is called. */
function waiting(place: "in an LMS" | "without one" = "in an LMS") {
  const hurry = vi.fn();
  const toCome = new SavingToCome(place, hurry);
  const run = new Run(course(), toCome, taughtLater);
  let bring: (begin: Promise<Begin>) => void = () => undefined;
  void run.connect(new Promise<Begin>((resolve) => (bring = resolve)));
  return { run, toCome, hurry, bring };
}

test("what is done before saving is there is told and saved when it comes, in its order", async () => {
  const { run, bring } = waiting();
  run.dispatch({ type: "read", page: 13 });
  run.answer({ question: question(), purpose: "check", response: [0, 1, 0], right: true, at: 0, seconds: 1 });
  run.hidden();
  run.saving.left("for good");
  run.returned();
  const tracker = new Witness({ state: encode(STORED) });
  bring(savingBy(tracker));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tracker.told).toEqual(["viewed L1-03", "answer true", "report incomplete without score", "save"]);
  expect(decode(tracker.checkpoints[0]?.state ?? "")?.pages).toEqual([11, 12, 13]);
  expect(run.saving.state).toBe("saved");
});

describe("saving that does not come", () => {
  test("is said, and the page asks before it is left with what nothing keeps", () => {
    const { run, toCome } = waiting();
    expect([run.saving.state, run.saving.pending]).toEqual(["idle", "nothing"]);
    run.dispatch({ type: "opened", page: 12 });
    toCome.missing();
    expect([run.saving.state, run.saving.pending]).toEqual(["memory", "something"]);
    run.dispatch({ type: "drawn", seed: 1, questions: [101, 102] });
    run.dispatch({ type: "submitted", right: 2 });
    expect(run.saving.pending).toBe("a result");
    run.dispatch({ type: "opened", page: 11 });
    expect(run.saving.pending).toBe("a result");
  });

  test("is no trouble with a learning system where there is none", () => {
    const { run, toCome } = waiting("without one");
    toCome.missing();
    expect([run.saving.state, run.saving.canEnd]).toEqual(["notracking", false]);
  });

  test("is asked for again as soon as the learner wants to send, to leave, or comes back", () => {
    const { run, hurry } = waiting();
    void run.saving.flush();
    void run.saving.end();
    run.returned();
    expect(hurry).toHaveBeenCalledTimes(3);
  });
});

describe("who leaves before saving is there", () => {
  test("is told after a while that nothing was sent", async () => {
    const { run } = waiting();
    expect(run.saving.canEnd).toBe(true);
    const ending = run.saving.end();
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(ending).resolves.toBe(false);
  });

  test("is told that all is sent once it is", async () => {
    const { run, bring } = waiting();
    run.dispatch({ type: "opened", page: 12 });
    const ending = run.saving.end();
    const tracker = new Witness();
    bring(savingBy(tracker));
    await vi.advanceTimersByTimeAsync(10 * PAINTED);
    await expect(ending).resolves.toBe(true);
    expect(tracker.checkpoints.at(-1)?.bookmark).toBe("L1-02");
    expect(tracker.told.slice(-2)).toEqual(["save", "close"]);
  });
});
