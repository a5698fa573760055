/**
 * SCORM 2004, 3rd and 4th Edition. Sources: docs/facts.md#the-data-model-of-scorm-2004, and what LMSs do
 * (the facts below it).
 */
import { scorm2004 as facts } from "../../../scorm_templates/tracking.json";
import { isoDuration, parseIsoDuration } from "../core/duration.js";
import type { PlayerData } from "../core/player_data.js";
import { ScormTracker } from "./scorm.js";
import type { Dialect, CmiOutcome, Status } from "./scorm_dialect.js";
import type { ScormApi } from "./scorm_api.js";
import { scoreAtLaunch } from "./score_neighbour.js";
import { Objectives } from "./scorm2004_objectives.js";
import { interactionWords, measure, SCORM2004 } from "./scorm2004_words.js";
import type { Outcome } from "../core/session.js";
import type { Resume, Tracker } from "./tracker.js";

/** Milliseconds to wait for a proxy. */
const SETTLING = { every: 100, atMost: 3_000 };

const COMPLETION: Status = {
  element: SCORM2004.status,
  ranks: { unknown: 0, "not attempted": 0, incomplete: 1, completed: 2 },
  neighbours: { completed: "incomplete", incomplete: "unknown" },
};
const SUCCESS: Status = {
  element: "cmi.success_status",
  ranks: { unknown: 0, failed: 1, passed: 2 },
  neighbours: { passed: "unknown", failed: "unknown" },
};

/** Returns the tracker of this format, as the player's entry asks for it. */
export const trackerOf = (data: PlayerData): Tracker => new ScormTracker(window, scorm2004(data));

/** Returns SCORM 2004, for the module of *data*. */
export function scorm2004(data: PlayerData): Dialect {
  return {
    names: SCORM2004,
    elements: {
      mode: "cmi.mode",
      location: "cmi.location",
      learnerId: "cmi.learner_id",
      learnerName: "cmi.learner_name",
      totalTime: "cmi.total_time",
      sessionTime: "cmi.session_time",
      exit: "cmi.exit",
    },
    statuses: [SUCCESS, COMPLETION],
    interactions: interactionWords(data),
    objectives: new Objectives(data),
    // scorm-again refuses an empty place, with error 406.
    nowhere: "-",
    settled,
    read: (api) => ({
      state: api.get("cmi.suspend_data"),
      mark: api.get("cmi.scaled_passing_score"),
      statuses: {
        [COMPLETION.element]: api.get(COMPLETION.element),
        [SUCCESS.element]: api.get(SUCCESS.element),
      },
      score: scoreAtLaunch(api.get("cmi.score.scaled"), 100),
    }),
    passMark: perCent,
    statusOf,
    standing: (outcome) => ({
      statuses: {
        [COMPLETION.element]: outcome.status === "passed" ? "completed" : "incomplete",
        [SUCCESS.element]: successOf(outcome, data.notPassed),
      },
      score: outcome.score ?? -1,
    }),
    progress: (share) => [["cmi.progress_measure", measure(share * 100)]],
    // An LMS with a pass mark compares `scaled` with it; Moodle's gradebook reads `raw`.
    score: (score) => [
      ["cmi.score.scaled", measure(score), "result"],
      ["cmi.score.min", String(facts.score.min)],
      ["cmi.score.max", String(facts.score.max)],
      ["cmi.score.raw", String(Math.round(score * 100) / 100), "result"],
    ],
    // Always: docs/facts.md#only-suspend-gives-the-record-back.
    exit: () => "suspend",
    duration: isoDuration,
    seconds: parseIsoDuration,
  };
}

/** A quiz can be passed before the module is complete; one that is not passed is `failed` only where the course says so. */
function successOf({ status, score }: Outcome, notPassed: PlayerData["notPassed"]): string {
  if (status === "failed") {
    return notPassed === "failed" ? "failed" : "unknown";
  }
  return status === "passed" || score !== null ? "passed" : "unknown";
}

/** Says how the learner stands in one word. */
function statusOf(statuses: CmiOutcome["statuses"]): Resume["status"] {
  const [completion, success] = [statuses[COMPLETION.element], statuses[SUCCESS.element]];
  if (completion === "completed") {
    return success === "passed" ? "passed" : "completed";
  }
  if (success === "failed") {
    return "failed";
  }
  return completion === "incomplete" ? "incomplete" : "unknown";
}

/** Returns a measure from 0 to 1 in per cent, or null: what else an LMS may hold there is no pass mark. */
function perCent(text: string): number | null {
  const value = Number(text);
  return text.trim() !== "" && value >= 0 && value <= 1 ? Math.round(value * 10_000) / 100 : null;
}

/**
 * Waits until *api* gives values back. A proxy of an LMS in another origin answers at once, out of a cache that is empty until
 * the LMS has answered (scorm-again's CrossFrameAPI); every LMS has a version. The count is asked for with it, as it is not
 * among the values that such a proxy gets unasked, and answers after a wrong one would be written over those before.
 */
async function settled(api: ScormApi): Promise<void> {
  for (let waited = 0; waited < SETTLING.atMost && isSilent(api); waited += SETTLING.every) {
    await new Promise((resolve) => setTimeout(resolve, SETTLING.every));
  }
}

function isSilent(api: ScormApi): boolean {
  api.get("cmi.interactions._count");
  return api.isEmpty("cmi._version");
}
