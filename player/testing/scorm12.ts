/** A SCORM 1.2 tracker before a fake LMS, and what it is given to save. */
import { Scorm12Tracker } from "../src/trackers/scorm12.js";
import type { Answer, Checkpoint, Outcome, Resume } from "../src/trackers/tracker.js";
import { question } from "./course.js";
import { FakeLms, type Trouble } from "./fake_lms.js";

export const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90 };
export const PASSED: Outcome = { status: "passed", score: 90, progress: 1 };
export const FAILED: Outcome = { status: "failed", score: 40, progress: 1 };
export const ANSWER: Answer = { question: question(), response: [0, 1, 0], right: true, at: 0, seconds: 12.3 };

export interface Opened {
  readonly lms: FakeLms;
  readonly tracker: Scorm12Tracker;
  readonly resume: Resume;
}

export async function opened(
  given: Readonly<Record<string, string>> = {},
  notPassed: "incomplete" | "failed" = "incomplete",
  trouble: Trouble = {},
): Promise<Opened> {
  const lms = new FakeLms(given);
  lms.trouble = trouble;
  const tracker = new Scorm12Tracker(lms.window(), notPassed);
  return { lms, tracker, resume: await tracker.open() };
}

export const AGAIN = {
  "cmi.core.lesson_status": "incomplete",
  "cmi.suspend_data": "1.old.00000000",
  "cmi.core.lesson_location": "L1-03",
  "cmi.core.total_time": "0000:01:00.00",
};
