import { beforeEach, describe, expect, test, vi } from "vitest";
import { ANSWER, CHECKPOINT, FAILED, opened, PASSED, VERSIONS } from "../../testing/scorm.js";
import { question } from "../../testing/course.js";
import type { PlayerData } from "../core/player_data.js";
import { scorm12 } from "./scorm12.js";
import { decimal, SCORM12_NOTATION } from "./scorm12_words.js";

const SCORM12 = VERSIONS["SCORM 1.2"];
const { again: AGAIN } = SCORM12;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

test("a first launch suspends, and a module that is done ends without a word", async () => {
  const { lms, tracker } = await opened(SCORM12);
  expect(lms.kept["cmi.core.exit"]).toBe("suspend");
  tracker.report(FAILED);
  await tracker.save(CHECKPOINT);
  expect(lms.kept["cmi.core.exit"]).toBe("suspend");
  tracker.report(PASSED);
  await tracker.save(CHECKPOINT);
  expect(lms.kept["cmi.core.exit"]).toBe("");
});

test.each([
  ["passed", FAILED, "passed"],
  ["completed", FAILED, "completed"],
  ["completed", PASSED, "passed"],
  ["Completed", { ...FAILED, status: "incomplete" as const }, "Completed"],
  [" Passed ", PASSED, " Passed "],
  ["failed", { ...FAILED, status: "incomplete" as const }, "failed"],
  ["failed", PASSED, "passed"],
])("%s is never exchanged for a lower status", async (status, outcome, kept) => {
  const { lms, tracker } = await opened(SCORM12, { ...AGAIN, "cmi.core.lesson_status": status });
  tracker.report(outcome);
  await tracker.save(CHECKPOINT);
  expect(lms.kept["cmi.core.lesson_status"]).toBe(kept);
});

test.each(["unknown", "incomplete", "failed", "passed"])(
  "where a course calls a module that is done completed, %s is exchanged for it only if it is lower",
  async (status) => {
    const completing = { ...SCORM12, dialect: (data: PlayerData) => scorm12({ ...data, done: "completed" }) };
    const { lms, tracker } = await opened(completing, { ...AGAIN, "cmi.core.lesson_status": status });
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.core.lesson_status"]).toBe(status === "passed" ? "passed" : "completed");
    expect(lms.kept["cmi.core.score.raw"]).toBe("90");
    expect(lms.kept["cmi.core.exit"]).toBe("");
  },
);

test("a quiz that is not passed has no score where the LMS would turn it into failed by its mastery score", async () => {
  const { lms, tracker, resume } = await opened(SCORM12, { ...AGAIN, "cmi.student_data.mastery_score": "80" });
  expect(resume.passMark).toBe(80);
  tracker.report(FAILED);
  await tracker.save(CHECKPOINT);
  expect(lms.kept["cmi.core.score.raw"]).toBeUndefined();
  tracker.report(PASSED);
  await tracker.save(CHECKPOINT);
  expect(lms.kept["cmi.core.score.raw"]).toBe("90");
});

test.each([
  ["80", 80],
  ["0.5", 0.5],
  ["100", 100],
  ["0", null],
  ["101", null],
  [" ", null],
  ["eighty", null],
])("the LMS's mastery score %j is the pass mark %j", async (mastery, passMark) => {
  const { resume } = await opened(SCORM12, { ...AGAIN, "cmi.student_data.mastery_score": mastery });
  expect(resume.passMark).toBe(passMark);
});

test.each([
  ["the letters that are their ids", ["y", "n", "7"], ["y", "n", "7"]],
  ["those of their places where an id is no single one", ["yes", "n", "7"], ["a", "b", "c"]],
  ["those of their places where an id is in capitals", ["A", "B", "C"], ["a", "b", "c"]],
])("options are told by %s (CMIFeedback)", (_, ids, told) => {
  const asked = question({ options: ids.map((id) => ({ id })) });
  expect(ids.map((_id, index) => SCORM12_NOTATION.option(asked, index))).toEqual(told);
});

test("labels are told by single characters, however many there are", () => {
  expect([0, 8, 9, 34].map((index) => SCORM12_NOTATION.label(index))).toEqual(["1", "9", "a", "z"]);
});

test("answers become interactions in the words of SCORM 1.2", async () => {
  const { lms, tracker } = await opened(SCORM12, AGAIN);
  tracker.answer({ ...ANSWER, at: new Date(2026, 10, 21, 14, 32, 5).getTime() });
  tracker.answer({ ...ANSWER, response: [1, 0, 0], right: false });
  await tracker.save(CHECKPOINT);
  expect(lms.kept).toMatchObject({
    "cmi.interactions.0.time": "14:32:05",
    "cmi.interactions.0.type": "choice",
    "cmi.interactions.0.student_response": "b",
    "cmi.interactions.0.correct_responses.0.pattern": "b",
    "cmi.interactions.0.result": "correct",
    "cmi.interactions.0.latency": "0000:00:12.30",
    "cmi.interactions.1.result": "wrong",
  });
  expect(lms.refusals).toEqual([]);
});

test("the other words of a replay are true of the learner as well", async () => {
  const { lms, tracker } = await opened(SCORM12, AGAIN);
  tracker.report(PASSED);
  tracker.answer({ ...ANSWER, at: new Date(2026, 10, 21, 14, 32, 5).getTime() });
  await tracker.save(CHECKPOINT);
  lms.writes.length = 0;
  tracker.proof.prepare("replay");
  await tracker.save(CHECKPOINT);
  const first = lms.writes.slice(0, lms.writes.indexOf("commit"));
  expect(first).toEqual([
    "cmi.core.lesson_location = ",
    "cmi.interactions.0.id = L1_Q01_",
    "cmi.interactions.0.time = 14:32:06",
    "cmi.interactions.0.type = performance",
    "cmi.interactions.0.correct_responses.0.pattern = ",
    "cmi.interactions.0.student_response = ",
    "cmi.interactions.0.result = neutral",
    "cmi.interactions.0.latency = 0000:00:13.30",
    "cmi.core.score.raw = 89.99",
    "cmi.core.lesson_status = completed",
  ]);
});

describe("a score", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [100, "100"],
    [100.4, "100"],
    [-3, "0"],
    [200 / 3, "66.67"],
    [85.5, "85.5"],
    [Number.NaN, null],
  ])("of %d is written as %s", (score, text) => {
    expect(decimal(score)).toBe(text);
  });
});
