import { beforeEach, describe, expect, test, vi } from "vitest";
import { course, question } from "../../testing/course.js";
import { FakeLms2004, type Trouble2004 } from "../../testing/fake_lms2004.js";
import type { PlayerData } from "../core/player_data.js";
import { Scorm2004Tracker } from "./scorm2004.js";
import type { Answer, Checkpoint, Outcome, Resume } from "./tracker.js";

const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90 };
const PASSED: Outcome = { status: "passed", score: 90, progress: 1 };
const FAILED: Outcome = { status: "failed", score: 40, progress: 0.5 };
const ANSWER: Answer = { question: question(), response: [0, 1, 0], right: true, at: 0, seconds: 12.3 };

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

interface Opened {
  readonly lms: FakeLms2004;
  readonly tracker: Scorm2004Tracker;
  readonly resume: Resume;
}

async function opened(
  given: Readonly<Record<string, string>> = {},
  { notPassed = "incomplete", trouble = {} }: { notPassed?: PlayerData["notPassed"]; trouble?: Trouble2004 } = {},
): Promise<Opened> {
  const lms = new FakeLms2004(given);
  lms.trouble = trouble;
  const tracker = new Scorm2004Tracker(lms.window(), course({ notPassed }));
  return { lms, tracker, resume: await tracker.open() };
}

const AGAIN = {
  "cmi.completion_status": "incomplete",
  "cmi.suspend_data": "1.old.00000000",
  "cmi.location": "L1-03",
  "cmi.total_time": "P0DT0H1M0.00S",
};

describe("at launch", () => {
  test("the first says incomplete and commits", async () => {
    const { lms, resume } = await opened();
    expect(lms.writes).toEqual(["cmi.completion_status = incomplete", "cmi.exit = suspend", "commit"]);
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

  test("the first in an LMS that answers every status with nothing (Open edX) says nothing: it may not be the first", async () => {
    const { lms } = await opened({ "cmi.completion_status": "" });
    expect(lms.writes).toEqual([]);
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

  test("a reload without Terminate is answered with 103, and is connected", async () => {
    const { tracker, lms } = await opened(AGAIN, { trouble: { initialize: "103" } });
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
  });

  test("an LMS with both APIs is spoken to in SCORM 2004 alone", async () => {
    const lms = new FakeLms2004();
    const other = new Proxy({}, { get: () => expect.unreachable("the API of SCORM 1.2 was touched") });
    await new Scorm2004Tracker(lms.window({ API: other }), course()).open();
    expect(lms.kept["cmi.completion_status"]).toBe("incomplete");
  });

  test.each([
    ["0.9", 90],
    ["1.0", 100],
    ["", null],
    ["-0.5", null],
    ["80", null],
    ["eighty", null],
  ])("the LMS's own pass mark %j is %j", async (measure, passMark) => {
    expect((await opened({ "cmi.scaled_passing_score": measure })).resume.passMark).toBe(passMark);
  });

  test.each([
    ["completed", "passed", "passed"],
    ["Completed", "unknown", "completed"],
    ["incomplete", "failed", "failed"],
    ["not attempted", "unknown", "unknown"],
    ["", "", "unknown"],
  ])("%s and %s are read as %s", async (completion, success, status) => {
    const { resume } = await opened({ "cmi.completion_status": completion, "cmi.success_status": success });
    expect(resume.status).toBe(status);
  });
});

describe.each(["review", "browse"])("in %s mode", (mode) => {
  test("nothing at all is written, not even a Terminate", async () => {
    const { lms, tracker, resume } = await opened({ ...AGAIN, "cmi.mode": mode });
    expect(resume.writable).toBe(false);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.close();
    expect(lms.writes).toEqual([]);
  });
});

describe("a save", () => {
  test("stores state, place and the session's own time in one commit, and always suspends", async () => {
    const { lms, tracker } = await opened(AGAIN);
    await tracker.save(CHECKPOINT);
    expect(lms.writes).toEqual([
      "cmi.suspend_data = 1.abc.00000000",
      "cmi.location = L1-02",
      "cmi.session_time = PT30S",
      "cmi.exit = suspend",
      "commit",
    ]);
  });

  test("writes the score before the statuses, scaled and raw", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.writes.slice(3)).toEqual([
      "cmi.progress_measure = 1",
      "cmi.score.scaled = 0.9",
      "cmi.score.min = 0",
      "cmi.score.max = 100",
      "cmi.score.raw = 90",
      "cmi.success_status = passed",
      "cmi.completion_status = completed",
      "cmi.exit = suspend",
      "commit",
    ]);
    expect(lms.refusals).toEqual([]);
  });

  test("a check that is not passed keeps the module incomplete, and its success unsaid", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(FAILED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.completion_status": "incomplete", "cmi.success_status": "unknown" });
    expect(lms.kept["cmi.score.scaled"]).toBe("0.4");
  });

  test("a course that wants it said reports failed, and passed after it", async () => {
    const { lms, tracker } = await opened(AGAIN, { notPassed: "failed" });
    tracker.report(FAILED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.completion_status": "incomplete", "cmi.success_status": "failed" });
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.completion_status": "completed", "cmi.success_status": "passed" });
  });

  test("never lowers a status or a score", async () => {
    const before = {
      ...AGAIN,
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.score.scaled": "0.9",
    };
    const { lms, tracker } = await opened(before, { notPassed: "failed" });
    tracker.report(FAILED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.completion_status": "completed", "cmi.success_status": "passed" });
    expect(lms.kept["cmi.score.scaled"]).toBe("0.9");
  });

  test("takes nothing back for a replay that this device does not know of, and the LMS does", async () => {
    const before = {
      ...AGAIN,
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.score.scaled": "0.9",
    };
    const { lms, tracker } = await opened(before, { trouble: { initialize: "103" } });
    tracker.report({ status: "incomplete", score: null, progress: 0 });
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.score.scaled": "0.9",
    });
  });

  test("that does not arrive rejects, and the next one writes everything again", async () => {
    const { lms, tracker } = await opened(AGAIN);
    lms.trouble = { commit: "false" };
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not keep");
    lms.trouble = {};
    lms.writes.length = 0;
    await tracker.save(CHECKPOINT);
    expect(lms.writes).toEqual(
      expect.arrayContaining(["cmi.success_status = passed", "cmi.interactions.0.id = L1_Q01"]),
    );
  });

  test("an LMS without room for the saved state takes the rest, and is known for it", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    await tracker.save({ ...CHECKPOINT, state: "x".repeat(64_001) });
    expect(tracker.proof.keepsState).toBe(false);
    expect(lms.kept["cmi.success_status"]).toBe("passed");
  });

  test("an LMS that gives every status back as nothing (Open edX) is not told incomplete over a stored state", async () => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.completion_status": "" });
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.completion_status"]).toBe("");
  });

  test("a check that is passed while pages are left is a success that is not complete", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report({ status: "incomplete", score: 90, progress: 0.5 });
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.completion_status": "incomplete", "cmi.success_status": "passed" });
  });
});

describe("what may be lost", () => {
  test("is sent once more in a way that counts as new: other words, a commit, and the right ones", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    const before = { ...lms.kept };
    lms.writes.length = 0;
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toEqual(before);
    const first = lms.writes.slice(0, lms.writes.indexOf("commit"));
    for (const lost of ["location", "score.scaled", "score.raw", "success_status", "completion_status"]) {
      expect(first.filter((write) => write.startsWith(`cmi.${lost} =`))).toHaveLength(1);
      expect(first).not.toContain(`cmi.${lost} = ${before[`cmi.${lost}`] ?? ""}`);
    }
    expect(lms.refusals).toEqual([]);
  });

  test("is not sent again once it is proved to have arrived", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.proof.arrived();
    lms.writes.length = 0;
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => /interactions|status|score/.test(write))).toEqual([]);
  });
});

test("the end of the session is one Terminate, after which nothing is sent", async () => {
  const { lms, tracker } = await opened(AGAIN);
  tracker.close();
  tracker.close();
  await tracker.save(CHECKPOINT);
  expect(lms.writes).toEqual(["terminate"]);
});
