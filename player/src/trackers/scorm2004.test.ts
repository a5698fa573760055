import { beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { FakeLms } from "../../testing/fake_lms.js";
import { LMS_SCORM2004 } from "../../testing/fake_lms_rules.js";
import { ANSWER, CHECKPOINT, opened, PASSED, VERSIONS } from "../../testing/scorm.js";
import { ScormTracker } from "./scorm.js";
import { scorm2004 } from "./scorm2004.js";

const SCORM2004 = VERSIONS["SCORM 2004"];
const { again: AGAIN } = SCORM2004;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

test("an LMS with both APIs is spoken to in SCORM 2004 alone", async () => {
  const lms = new FakeLms({}, LMS_SCORM2004);
  const other = new Proxy({}, { get: () => expect.unreachable("the API of SCORM 1.2 was touched") });
  await new ScormTracker(lms.window({ API: other }), scorm2004(course())).open();
  expect(lms.kept["cmi.completion_status"]).toBe("incomplete");
});

test.each([
  ["0.9", 90],
  ["0.33333", 33.33],
  ["0", 0],
  ["1.01", null],
  ["1.0", 100],
  ["", null],
  ["-0.5", null],
  ["80", null],
  ["eighty", null],
])("the LMS's own pass mark %j is %j", async (measure, passMark) => {
  expect((await opened(SCORM2004, { "cmi.scaled_passing_score": measure })).resume.passMark).toBe(passMark);
});

test.each([
  ["completed", "passed", "passed"],
  ["Completed", "unknown", "completed"],
  [" completed ", "PASSED", "passed"],
  ["incomplete", "failed", "failed"],
  ["not attempted", "unknown", "unknown"],
  ["", "", "unknown"],
  ["constructor", "unknown", "unknown"],
])("%s and %s are read as %s", async (completion, success, status) => {
  const held = { "cmi.completion_status": completion, "cmi.success_status": success };
  expect((await opened(SCORM2004, held)).resume.status).toBe(status);
});

test("an LMS that gives every status back as nothing (Open edX) is not told incomplete over a stored state", async () => {
  const { lms, tracker } = await opened(SCORM2004, { ...AGAIN, "cmi.completion_status": "" });
  await tracker.save(CHECKPOINT);
  expect(lms.kept["cmi.completion_status"]).toBe("");
});

test.each([
  [250, "1.old.00000000"],
  [2_900, "1.old.00000000"],
  [3_100, ""],
])(
  "a proxy that gives nothing back for %d ms is waited for, three seconds at most (scorm-again's CrossFrameAPI)",
  async (late, state) => {
    vi.useFakeTimers();
    const lms = new FakeLms(AGAIN, LMS_SCORM2004);
    const get = lms.replace("GetValue", () => "");
    setTimeout(() => lms.replace("GetValue", get), late);
    const opening = new ScormTracker(lms.window(), scorm2004(course())).open();
    await vi.advanceTimersByTimeAsync(3_500);
    expect((await opening).state).toBe(state);
    vi.useRealTimers();
  },
);

test("a quiz that is passed while pages are left is a success that is not complete", async () => {
  const { lms, tracker } = await opened(SCORM2004, AGAIN);
  tracker.report({ status: "incomplete", score: 90, progress: 0.5 });
  await tracker.save(CHECKPOINT);
  expect(lms.kept).toMatchObject({ "cmi.completion_status": "incomplete", "cmi.success_status": "passed" });
});

test("a place that is none is not written: scorm-again refuses it", async () => {
  const { lms, tracker } = await opened(SCORM2004, AGAIN);
  await tracker.save({ ...CHECKPOINT, bookmark: "" });
  expect(lms.kept["cmi.location"]).toBe("L1-03");
});

test("a replay writes scaled and raw anew, and each status", async () => {
  const { lms, tracker } = await opened(SCORM2004, AGAIN);
  tracker.report(PASSED);
  tracker.answer(ANSWER);
  await tracker.save(CHECKPOINT);
  lms.writes.length = 0;
  tracker.proof.prepare("replay");
  await tracker.save(CHECKPOINT);
  expect(lms.writes.slice(0, lms.writes.indexOf("commit"))).toEqual([
    "cmi.location = -",
    "cmi.interactions.0.timestamp = 1970-01-01T00:00:01.0Z",
    "cmi.interactions.0.result = neutral",
    "cmi.interactions.0.latency = PT13.3S",
    "cmi.interactions.0.description = ",
    "cmi.score.scaled = 0.8999",
    "cmi.score.raw = 89.99",
    "cmi.success_status = unknown",
    "cmi.completion_status = incomplete",
  ]);
});
