/** SCORM 1.2. Sources: docs/facts.md#the-data-model-of-scorm-12, and what LMSs do (the facts below it). */
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";
import { parseTimespan, timespan } from "../core/duration.js";
import type { PlayerData } from "../core/player_data.js";
import { ScormTracker } from "./scorm.js";
import type { Dialect, Status } from "./scorm_dialect.js";
import { decimal, INTERACTION_WORDS, SCORM12 } from "./scorm12_words.js";
import { scoreAtLaunch } from "./score_neighbour.js";
import type { Tracker } from "./tracker.js";

const RANKS = { unknown: 0, incomplete: 1, failed: 2, completed: 3, passed: 4 } as const;

const STATUS: Status = {
  element: SCORM12.status,
  ranks: RANKS,
  neighbours: { passed: "completed", completed: "incomplete", failed: "incomplete" },
};

/** Returns the tracker of this format, as the player's entry asks for it. */
export const trackerOf = (data: PlayerData): Tracker => new ScormTracker(window, scorm12(data));

/** Returns SCORM 1.2, for a course that wants a quiz that is not passed to be called *notPassed*, and a module that is *done*. */
export function scorm12({ notPassed, done }: Pick<PlayerData, "notPassed" | "done">): Dialect {
  return {
    names: SCORM12,
    elements: {
      mode: "cmi.core.lesson_mode",
      location: "cmi.core.lesson_location",
      learnerId: "cmi.core.student_id",
      learnerName: "cmi.core.student_name",
      totalTime: "cmi.core.total_time",
      sessionTime: "cmi.core.session_time",
      exit: "cmi.core.exit",
    },
    statuses: [STATUS],
    interactions: INTERACTION_WORDS,
    nowhere: "",
    read: (api) => ({
      statuses: { [STATUS.element]: api.get(STATUS.element) },
      state: api.get("cmi.suspend_data"),
      score: scoreAtLaunch(api.get("cmi.core.score.raw")),
      mark: api.get("cmi.student_data.mastery_score"),
    }),
    passMark,
    statusOf: wordOf,
    standing: (outcome, mark) => {
      const status = { failed: notPassed, passed: done, incomplete: "incomplete" }[outcome.status];
      // Where the LMS has a mastery score, Moodle turns any score below it into `failed` at Finish, and locks the learner out.
      const isFinal = status !== "incomplete" || mark === "";
      return { statuses: { [STATUS.element]: status }, score: isFinal ? (outcome.score ?? -1) : -1 };
    },
    progress: () => [],
    score: (score) => [
      ["cmi.core.score.min", String(facts.score.min)],
      ["cmi.core.score.max", String(facts.score.max)],
      ["cmi.core.score.raw", decimal(score) ?? "", "result"],
    ],
    exit: ({ statuses }) => (RANKS[wordOf(statuses)] >= RANKS.completed ? "" : "suspend"),
    duration: timespan,
    seconds: parseTimespan,
  };
}

function wordOf(statuses: Readonly<Record<string, string>>): keyof typeof RANKS {
  return (statuses[STATUS.element] ?? "unknown") as keyof typeof RANKS;
}

function passMark(masteryScore: string): number | null {
  const mark = Number(masteryScore);
  return masteryScore.trim() !== "" && mark > 0 && mark <= 100 ? mark : null;
}
