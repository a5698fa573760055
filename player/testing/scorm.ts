/** A SCORM tracker before a fake LMS, in either version, and what it is given to save. */
import { ScormTracker } from "../src/trackers/scorm.js";
import type { Dialect } from "../src/trackers/scorm_dialect.js";
import { scorm12 } from "../src/trackers/scorm12.js";
import { scorm2004 } from "../src/trackers/scorm2004.js";
import type { PlayerData } from "../src/core/player_data.js";
import type { Outcome } from "../src/core/session.js";
import type { Answer, Checkpoint, Resume } from "../src/trackers/tracker.js";
import { course, question } from "./course.js";
import { FakeLms, type Trouble } from "./fake_lms.js";
import { LMS_SCORM12, LMS_SCORM2004, type LmsRules, type Values } from "./fake_lms_rules.js";

export const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90 };
export const PASSED: Outcome = { status: "passed", score: 90, progress: 1 };
export const FAILED: Outcome = { status: "failed", score: 40, progress: 0.5 };
export const ANSWER: Answer = {
  question: question(),
  purpose: "check",
  response: [0, 1, 0],
  right: true,
  at: 0,
  seconds: 12.3,
};

/** What the tests that hold for both versions say in the words of one. */
export interface Version {
  readonly rules: LmsRules;
  readonly dialect: (data: PlayerData) => Dialect;
  readonly mode: string;
  readonly learner: string;
  readonly status: string;
  readonly score: string;
  /** Returns *score*, in per cent, as it stands in the element above. */
  readonly scored: (score: number) => string;
  readonly room: number;
  /** What an LMS holds of a learner who comes back, who has passed, and who has failed. */
  readonly again: Values;
  readonly passed: Values;
  readonly failed: Values;
  readonly incomplete: Values;
  /** What is written between the state and the exit, and the exits. */
  readonly place: readonly string[];
  readonly result: readonly string[];
  readonly exit: string;
}

export const VERSIONS: Readonly<Record<"SCORM 1.2" | "SCORM 2004", Version>> = {
  "SCORM 1.2": {
    rules: LMS_SCORM12,
    dialect: scorm12,
    mode: "cmi.core.lesson_mode",
    learner: "cmi.core.student_id",
    status: "cmi.core.lesson_status",
    score: "cmi.core.score.raw",
    scored: String,
    room: 4_096,
    again: {
      "cmi.core.lesson_status": "incomplete",
      "cmi.suspend_data": "1.old.00000000",
      "cmi.core.lesson_location": "L1-03",
      "cmi.core.total_time": "0000:01:00.00",
    },
    passed: { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90" },
    failed: { "cmi.core.lesson_status": "failed", "cmi.core.score.raw": "40" },
    incomplete: { "cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "40" },
    place: ["cmi.core.lesson_location = L1-02", "cmi.core.session_time = 0000:00:30.00"],
    result: [
      "cmi.core.score.min = 0",
      "cmi.core.score.max = 100",
      "cmi.core.score.raw = 90",
      "cmi.core.lesson_status = passed",
      "cmi.core.exit = ",
    ],
    exit: "cmi.core.exit = suspend",
  },
  "SCORM 2004": {
    rules: LMS_SCORM2004,
    dialect: scorm2004,
    mode: "cmi.mode",
    learner: "cmi.learner_id",
    status: "cmi.completion_status",
    score: "cmi.score.scaled",
    scored: (score) => String(score / 100),
    room: 64_000,
    again: {
      "cmi.completion_status": "incomplete",
      "cmi.suspend_data": "1.old.00000000",
      "cmi.location": "L1-03",
      "cmi.total_time": "P0DT0H1M0.00S",
    },
    passed: { "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.scaled": "0.9" },
    failed: { "cmi.completion_status": "incomplete", "cmi.success_status": "failed", "cmi.score.scaled": "0.4" },
    incomplete: { "cmi.completion_status": "incomplete", "cmi.success_status": "unknown", "cmi.score.scaled": "0.4" },
    place: ["cmi.location = L1-02", "cmi.session_time = PT30S"],
    result: [
      "cmi.progress_measure = 1",
      "cmi.score.scaled = 0.9",
      "cmi.score.min = 0",
      "cmi.score.max = 100",
      "cmi.score.raw = 90",
      "cmi.success_status = passed",
      "cmi.completion_status = completed",
      "cmi.exit = suspend",
    ],
    exit: "cmi.exit = suspend",
  },
};

export interface Opened {
  readonly lms: FakeLms;
  readonly host: Window;
  readonly tracker: ScormTracker;
  readonly resume: Resume;
}

/** Opens a tracker of *version* in an LMS that holds what is *given*. */
export async function opened(
  { rules, dialect }: Version,
  given: Values = {},
  { notPassed = "incomplete", trouble = {} }: { notPassed?: PlayerData["notPassed"]; trouble?: Trouble } = {},
): Promise<Opened> {
  const lms = new FakeLms(given, rules);
  lms.trouble = trouble;
  const host = lms.window();
  const tracker = new ScormTracker(host, dialect(course({ notPassed })));
  return { lms, host, tracker, resume: await tracker.open() };
}
