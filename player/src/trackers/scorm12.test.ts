import { beforeEach, describe, expect, test, vi } from "vitest";
import { question } from "../../testing/course.js";
import { FakeLms, type Trouble } from "../../testing/fake_lms.js";
import { Scorm12Tracker } from "./scorm12.js";
import { decimal } from "./scorm12_words.js";
import type { Answer, Checkpoint, Outcome, Resume } from "./tracker.js";

const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90 };
const PASSED: Outcome = { status: "passed", score: 90, progress: 1 };
const FAILED: Outcome = { status: "failed", score: 40, progress: 1 };
const ANSWER: Answer = { question: question(), response: [0, 1, 0], right: true, at: 0, seconds: 12.3 };

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

interface Opened {
  readonly lms: FakeLms;
  readonly tracker: Scorm12Tracker;
  readonly resume: Resume;
}

async function opened(
  given: Readonly<Record<string, string>> = {},
  notPassed: "incomplete" | "failed" = "incomplete",
  trouble: Trouble = {},
): Promise<Opened> {
  const lms = new FakeLms(given);
  lms.trouble = trouble;
  const tracker = new Scorm12Tracker(lms.window(), notPassed);
  return { lms, tracker, resume: await tracker.open() };
}

const AGAIN = {
  "cmi.core.lesson_status": "incomplete",
  "cmi.suspend_data": "1.old.00000000",
  "cmi.core.lesson_location": "L1-03",
  "cmi.core.total_time": "0000:01:00.00",
};

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

  test("an LMS that answers every status with nothing (Open edX) is not told incomplete over a stored state", async () => {
    const { lms } = await opened({ ...AGAIN, "cmi.core.lesson_status": "" });
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

describe("what may be lost", () => {
  test("is sent again in two commits, with other words between: Moodle sends no value twice", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    const before = lms.writes.length;
    tracker.proof.doubted();
    await tracker.save({ ...CHECKPOINT, state: "1.abd.00000000" });
    const writes = lms.writes.slice(before);
    const commits = writes.flatMap((write, at) => (write === "commit" ? [at] : []));
    expect(commits).toEqual([commits[0], writes.length - 1]);
    const [first, second] = [writes.slice(0, commits[0]), writes.slice((commits[0] ?? 0) + 1, -1)];
    expect(first).toContain("cmi.core.lesson_status = completed");
    expect(first).toContain("cmi.core.score.raw = 89.99");
    for (const write of first) {
      const [element] = write.split(" = ");
      const again = second.find((candidate) => candidate.startsWith(`${element ?? ""} = `));
      expect(again).toBeDefined();
      expect(again).not.toBe(write);
    }
    expect(lms.refusals).toEqual([]);
  });

  test("is not what has arrived", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.proof.arrived();
    const before = lms.writes.length;
    tracker.proof.doubted();
    await tracker.save({ ...CHECKPOINT, state: "1.abd.00000000" });
    expect(lms.writes.slice(before).filter((write) => /interactions|score|lesson_status/.test(write))).toEqual([]);
  });

  test("a score of nothing has a neighbour too", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report({ ...FAILED, score: 0 });
    await tracker.save(CHECKPOINT);
    tracker.proof.doubted();
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.includes("raw"))).toEqual([
      "cmi.core.score.raw = 0",
      "cmi.core.score.raw = 0.01",
      "cmi.core.score.raw = 0",
    ]);
  });
});

test.each([
  [0, "0"],
  [-0, "0"],
  [100, "100"],
  [100.4, "100"],
  [-3, "0"],
  [200 / 3, "66.67"],
  [85.5, "85.5"],
  [Number.NaN, null],
])("a score of %d is written as %s", (score, text) => {
  expect(decimal(score)).toBe(text);
});

test("after the end nothing is sent", async () => {
  const { lms, tracker } = await opened(AGAIN);
  tracker.close();
  tracker.close();
  await tracker.save(CHECKPOINT);
  expect(lms.writes).toEqual(["finish"]);
});
