/** Where a learner stands, for tests of trackers: what does not matter there is as it would be after a first try. */
import type { Outcome } from "../src/core/session.js";
import type { Standing } from "../src/trackers/tracker.js";

export const PASSED: Outcome = { status: "passed", score: 87.5, progress: 1 };
export const FAILED: Outcome = { status: "failed", score: 40, progress: 1 };

export function standing(outcome: Outcome, more: Partial<Standing> = {}): Standing {
  return { origin: 7, tries: 1, totalSeconds: 90.5, sessionSeconds: 30.25, ...outcome, ...more };
}
