/** How SCORM 1.2 calls things and writes answers. Source: docs/facts.md#the-data-model-of-scorm-12. */
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";
import { timeOfDay, timespan } from "../core/duration.js";
import { pattern, rightResponse, type Notation } from "../core/responses.js";
import type { ScormNames } from "./scorm_api.js";
import type { InteractionWords } from "./scorm_interactions.js";

export const SCORM12: ScormNames = {
  title: facts.title,
  object: "API",
  calls: {
    initialize: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    finish: "LMSFinish",
    lastError: "LMSGetLastError",
    diagnostic: "LMSGetDiagnostic",
  },
  status: "cmi.core.lesson_status",
  errors: facts.errors,
};

const PLACES = "123456789abcdefghijklmnopqrstuvwxyz";

/** CMIFeedback: single characters, so an option is known by the letter that is its id, or else by that of its place. */
export const SCORM12_NOTATION: Notation = {
  between: ",",
  within: ".",
  option: (question, index) => {
    const letters = question.options.map((option) => option.id);
    const own = letters.every((id) => /^[0-9a-z]$/.test(id)) ? letters[index] : undefined;
    return own ?? String.fromCharCode(97 + index);
  },
  label: (index) => PLACES.charAt(index),
};

/** How answers are written. Entries of earlier sessions cannot be read; each element may be written over. */
export const INTERACTION_WORDS: InteractionWords = {
  fields: ({ question, response, right, at, seconds }) => [
    ["id", question.trackingId],
    ["time", timeOfDay(at)],
    ["type", facts.interactionTypeOf[question.kind]],
    ["correct_responses.0.pattern", pattern(question, rightResponse(question), SCORM12_NOTATION)],
    ["student_response", pattern(question, response, SCORM12_NOTATION)],
    ["result", right ? facts.result.right : facts.result.wrong],
    ["latency", timespan(seconds)],
  ],
  neighbours: ({ question, at, seconds }) => [
    ["id", `${question.trackingId}_`],
    ["time", timeOfDay(at + 1_000)],
    ["type", "performance"],
    ["correct_responses.0.pattern", ""],
    ["student_response", ""],
    ["result", "neutral"],
    ["latency", timespan(seconds + 1)],
  ],
  notImplemented: ["401"],
  badValue: ["405", "406"],
};

/** Returns *score* as a CMIDecimal: 0 to 100, a dot, at most two decimals; null for what is no number. */
export function decimal(score: number): string | null {
  const { min, max, decimals } = facts.score;
  const whole = 10 ** decimals;
  return Number.isFinite(score) ? String(Math.round(Math.min(Math.max(score, min), max) * whole) / whole || 0) : null;
}
