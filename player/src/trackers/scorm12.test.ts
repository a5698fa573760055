import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Trouble } from "../../testing/fake_lms.js";
import { AGAIN, ANSWER, CHECKPOINT, FAILED, opened, PASSED } from "../../testing/scorm12.js";
import { Scorm12Tracker } from "./scorm12.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("at launch", () => {
  test("the first says incomplete and commits: a session without a status becomes completed in Moodle", async () => {
    const { lms, resume } = await opened();
    expect(lms.kept["cmi.core.lesson_status"]).toBe("incomplete");
    expect(lms.kept["cmi.core.exit"]).toBe("suspend");
    expect(resume).toEqual({
      bookmark: "",
      state: "",
      learnerId: "tess",
      learnerName: "Ter, Tess",
      writable: true,
      status: "unknown",
      passMark: null,
      totalSeconds: 0,
      score: null,
      isContinued: false,
      answers: 0,
    });
  });

  test("a later one reads what was left, and writes nothing", async () => {
    const { lms, resume } = await opened(AGAIN);
    expect(resume).toMatchObject({
      bookmark: "L1-03",
      state: "1.old.00000000",
      status: "incomplete",
      totalSeconds: 60,
    });
    expect(lms.writes).toEqual([]);
  });

  test.each([
    ["a stored state", AGAIN],
    ["what another window may have passed since its page was opened", {}],
  ])("an LMS that answers every status with nothing (Open edX) is not told incomplete over %s", async (_, held) => {
    const { lms } = await opened({ ...held, "cmi.core.lesson_status": "" });
    expect(lms.writes).toEqual([]);
  });

  test.each<Trouble["initialize"]>(["101", "throws"])(
    "Initialize with %s is connected if reading works",
    async (how) => {
      const { tracker, lms } = await opened(AGAIN, "incomplete", { initialize: how ?? "101" });
      await tracker.save(CHECKPOINT);
      expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
    },
  );

  test("an API that gives nothing back is no LMS", async () => {
    await expect(opened({}, "incomplete", { initialize: "101", silent: true })).rejects.toThrow("did not answer");
  });

  test("without an API there is no LMS", async () => {
    vi.useFakeTimers();
    const opening = new Scorm12Tracker({ parent: null } as unknown as Window, "incomplete").open();
    const expected = expect(opening).rejects.toThrow("No learning system");
    await vi.advanceTimersByTimeAsync(6_000);
    await expected;
    vi.useRealTimers();
  });
});

describe.each(["review", "browse"])("in %s mode", (mode) => {
  test("nothing at all is written, not even a Finish", async () => {
    const { lms, tracker, resume } = await opened({ ...AGAIN, "cmi.core.lesson_mode": mode });
    expect(resume.writable).toBe(false);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.close();
    expect(lms.writes).toEqual([]);
  });
});

test("an empty mode means normal", async () => {
  const { resume } = await opened({ "cmi.core.lesson_mode": "" });
  expect(resume.writable).toBe(true);
});

describe("a save", () => {
  test("stores state, place and the session's own time in one commit", async () => {
    const { lms, tracker } = await opened(AGAIN);
    await tracker.save(CHECKPOINT);
    expect(lms.writes).toEqual([
      "cmi.suspend_data = 1.abc.00000000",
      "cmi.core.lesson_location = L1-02",
      "cmi.core.session_time = 0000:00:30.00",
      "cmi.core.exit = suspend",
      "commit",
    ]);
  });

  test("writes the score before the status, and an empty exit when the module is done", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.writes.slice(3)).toEqual([
      "cmi.core.score.min = 0",
      "cmi.core.score.max = 100",
      "cmi.core.score.raw = 90",
      "cmi.core.lesson_status = passed",
      "cmi.core.exit = ",
      "commit",
    ]);
    expect(lms.refusals).toEqual([]);
  });

  test("writes a status and a score until they have arrived, and a better score again", async () => {
    const { lms, tracker } = await opened(AGAIN);
    for (const outcome of [PASSED, PASSED, { ...PASSED, score: 80 }, { ...PASSED, score: 95.55 }]) {
      tracker.report(outcome);
      await tracker.save(CHECKPOINT);
      tracker.proof.arrived();
    }
    expect(lms.writes.filter((write) => write.includes("lesson_status"))).toHaveLength(1);
    const scores = lms.writes.filter((write) => write.includes("score.raw"));
    expect(scores).toEqual(["cmi.core.score.raw = 90", "cmi.core.score.raw = 95.55"]);
    expect(lms.refusals).toEqual([]);
  });

  test.each([
    ["passed", FAILED, "passed"],
    ["completed", FAILED, "completed"],
    ["completed", PASSED, "passed"],
    ["Completed", { ...FAILED, status: "incomplete" as const }, "Completed"],
    ["failed", { ...FAILED, status: "incomplete" as const }, "failed"],
    ["failed", PASSED, "passed"],
  ])("never exchanges %s for a lower status", async (status, outcome, kept) => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.core.lesson_status": status });
    tracker.report(outcome);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.core.lesson_status"]).toBe(kept);
  });

  test("never lowers a score that the LMS has", async () => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.core.score.raw": "95" });
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.core.score.raw"]).toBe("95");
  });
});

describe("a check that is not passed", () => {
  test("is incomplete by default: after failed Moodle lets nobody try again", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(FAILED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "40" });
    expect(lms.kept["cmi.core.exit"]).toBe("suspend");
  });

  test("is failed where the course says so", async () => {
    const { lms, tracker } = await opened(AGAIN, "failed");
    tracker.report(FAILED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.core.lesson_status": "failed", "cmi.core.score.raw": "40" });
  });

  test("has no score where the LMS would turn it into failed by its mastery score", async () => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.student_data.mastery_score": "80" });
    tracker.report(FAILED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.core.score.raw"]).toBeUndefined();
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.core.score.raw"]).toBe("90");
  });
});

describe("answers", () => {
  test("become interactions, numbered on from those of earlier sessions", async () => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.interactions._count": "2" });
    tracker.answer({ ...ANSWER, at: new Date(2026, 10, 21, 14, 32, 5).getTime() });
    tracker.answer({ ...ANSWER, response: [1, 0, 0], right: false });
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({
      "cmi.interactions.2.id": "L1_Q01",
      "cmi.interactions.2.time": "14:32:05",
      "cmi.interactions.2.type": "choice",
      "cmi.interactions.2.student_response": "b",
      "cmi.interactions.2.correct_responses.0.pattern": "b",
      "cmi.interactions.2.result": "correct",
      "cmi.interactions.2.latency": "0000:00:12.30",
      "cmi.interactions.3.result": "wrong",
    });
    expect(lms.refusals).toEqual([]);
  });

  test("are sent until they have arrived, under one number", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.startsWith("cmi.interactions.0.id"))).toHaveLength(2);
    tracker.proof.arrived();
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.startsWith("cmi.interactions.0.id"))).toHaveLength(2);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.startsWith("cmi.interactions.1.id"))).toHaveLength(1);
    expect(lms.refusals).toEqual([]);
  });

  test("that were not yet saved have not arrived with those that were", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.answer({ ...ANSWER, right: false });
    tracker.proof.arrived();
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.interactions.1.result"]).toBe("wrong");
    expect(lms.writes.filter((write) => write.startsWith("cmi.interactions.0.id"))).toHaveLength(1);
  });

  test("are left out where the LMS has no interactions, and everything else is stored", async () => {
    const { lms, tracker } = await opened(AGAIN, "incomplete", { refused: ["cmi.interactions"] });
    tracker.answer(ANSWER);
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.core.lesson_status"]).toBe("passed");
    expect(lms.refusals).toEqual(["cmi.interactions.0.id = L1_Q01: 401"]);
  });
});

describe("a save that fails", () => {
  test.each<Trouble["commit"]>(["false", "throws"])(
    "because Commit answers %s says so, and all is sent again",
    async (how) => {
      const { lms, tracker } = await opened(AGAIN);
      tracker.report(PASSED);
      tracker.answer(ANSWER);
      lms.trouble = { commit: how ?? "false" };
      await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not keep the progress");
      lms.trouble = {};
      await tracker.save(CHECKPOINT);
      expect(lms.kept).toMatchObject({
        "cmi.core.lesson_status": "passed",
        "cmi.core.score.raw": "90",
        "cmi.interactions.0.id": "L1_Q01",
      });
    },
  );

  test("because Commit says false without an error has failed as well", async () => {
    const { tracker, lms } = await opened(AGAIN);
    lms.trouble = { commit: "false without an error" };
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not keep the progress");
  });
});

test("an LMS that has no room for the state still gets the result, and it is known that the state is not there", async () => {
  const { lms, tracker } = await opened(AGAIN);
  tracker.report(PASSED);
  await tracker.save({ ...CHECKPOINT, state: "x".repeat(4_097) });
  expect(tracker.proof.keepsState).toBe(false);
  expect(lms.kept["cmi.core.lesson_status"]).toBe("passed");
  await tracker.save(CHECKPOINT);
  expect(tracker.proof.keepsState).toBe(true);
});
