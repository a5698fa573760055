/** How SCORM 2004 calls things and writes answers. Source: docs/facts.md#the-data-model-of-scorm-2004. */
import { scorm2004 as facts } from "../../../scorm_templates/tracking.json";
import { isoDuration } from "../core/duration.js";
import type { PlayerData } from "../core/player_data.js";
import { pattern, rightResponse, type Notation } from "../core/responses.js";
import type { ScormNames } from "./scorm_api.js";
import type { InteractionWords } from "./scorm_interactions.js";

export const SCORM2004: ScormNames = {
  title: facts.title,
  object: "API_1484_11",
  calls: {
    initialize: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    finish: "Terminate",
    lastError: "GetLastError",
    diagnostic: "GetDiagnostic",
  },
  status: "cmi.completion_status",
  errors: facts.errors,
};

/** Short identifiers, which in Moodle are letters, digits, `_` and `.` alone. */
export const SCORM2004_NOTATION: Notation = {
  between: facts.delimiters.between,
  within: facts.delimiters.within,
  option: (question, index) => (question.options[index]?.id ?? "").replace(/-/g, "_"),
  label: (index) => String(index + 1),
};

/** Returns how answers are written: the type before what depends on it, or ADL refuses that with error 408. */
export function interactionWords(data: PlayerData): InteractionWords {
  const principles = new Map(data.principles.map(({ id, trackingId }) => [id, trackingId]));
  return {
    fields: ({ question, response, right, at, seconds }) => {
      const principle = principles.get(question.principle ?? "");
      return [
        ["id", question.trackingId],
        ["type", facts.interactionTypeOf[question.kind]],
        ["timestamp", timestamp(at)],
        ...(principle === undefined ? [] : ([["objectives.0.id", principle]] as const)),
        ["correct_responses.0.pattern", pattern(question, rightResponse(question), SCORM2004_NOTATION)],
        ["learner_response", pattern(question, response, SCORM2004_NOTATION)],
        ["result", right ? facts.result.right : facts.result.wrong],
        ["latency", isoDuration(seconds)],
        ["description", description(question.stem)],
      ];
    },
    // An id cannot be changed (error 351), and a type not once there is a response of that type.
    neighbours: ({ at, seconds }) => [
      ["timestamp", timestamp(at + 1000)],
      ["result", "neutral"],
      ["latency", isoDuration(seconds + 1)],
      ["description", ""],
    ],
    notImplemented: ["401", "402"],
    badValue: ["351", "406", "407"],
  };
}

/** Returns *score*, in per cent, as a measure from 0 to 1 with four decimals. */
export function measure(score: number): string {
  return String(Math.round(score * 100) / 10_000);
}

/** Returns *at* (milliseconds since the epoch) as docs/facts.md#times-that-adl-and-moodle-refuse has it. */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, ".0Z");
}

/** Returns *text* as a description: cut where the standard ends it, and without the braces that open a language tag. */
function description(text: string): string {
  return text.replace(/[{}]/g, "").slice(0, facts.description.maxLength);
}
