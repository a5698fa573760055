/** SCORM 2004 for the strict gate. */
import { scorm2004 as facts } from "../../tracking.json";
import { atMost, like, oneOf, type ElementRule, type Version } from "./gate.js";

const real = (min: number, max: number) => (value: string) =>
  /^-?\d+(\.\d{1,7})?$/.test(value) && Number(value) >= min && Number(value) <= max;

/** Choice: short ids; matching: pairs of them. Both standards of the delimiters are `[,]` and `[.]`. */
function response(value: string): boolean {
  const parts = value.split(facts.delimiters.between);
  return (
    parts.length <= facts.responseParts.maxCount &&
    parts.every((part) => /^[\w.]{1,250}(\[\.\][\w.]{1,250})?$/.test(part))
  );
}

/** Access, type and error of every element that a SCO may touch. Source: SCORM 2004 RTE, section 4; ADL's run-time. */
const RULES: readonly ElementRule[] = [
  [
    /^cmi\.(_version|credit|entry|launch_data|learner_id|learner_name|mode|total_time|max_time_allowed|time_limit_action|completion_threshold|scaled_passing_score)$/,
    "ro",
  ],
  [/^cmi\.(score|interactions|objectives|learner_preference)\._(children|count)$/, "ro"],
  [/^cmi\.comments_from_lms\./, "ro"],
  [/^cmi\.comments_from_learner\._(children|count)$/, "ro"],
  [/^cmi\.comments_from_learner\.\d+\.(comment|location|timestamp)$/, "rw"],
  [/^cmi\.learner_preference\.(audio_level|language|delivery_speed|audio_captioning)$/, "rw"],
  [/^adl\.nav\.request_valid\./, "ro"],
  [/^adl\.nav\.request$/, "rw"],
  [/^cmi\.completion_status$/, "rw", oneOf(facts.completionStatus.values)],
  [/^cmi\.success_status$/, "rw", oneOf(facts.successStatus.values)],
  [/^cmi\.location$/, "rw", atMost(facts.location.maxLength)],
  [/^cmi\.suspend_data$/, "rw", atMost(facts.suspendData.maxLength)],
  [/^cmi\.exit$/, "wo", oneOf(facts.exit.values)],
  [/^cmi\.session_time$/, "wo", like(facts.timeinterval.pattern)],
  [/^cmi\.progress_measure$/, "rw", real(0, 1), "407"],
  [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, "rw", real(-1, 1), "407"],
  [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, "rw", real(-Infinity, Infinity)],
  [/^cmi\.(objectives|interactions)\.\d+\.id$/, "rw", like(facts.identifier.pattern)],
  [/^cmi\.objectives\.\d+\.success_status$/, "rw", oneOf(facts.successStatus.values)],
  [/^cmi\.objectives\.\d+\.completion_status$/, "rw", oneOf(facts.completionStatus.values)],
  [/^cmi\.objectives\.\d+\.progress_measure$/, "rw", real(0, 1), "407"],
  [/^cmi\.objectives\.\d+\.description$/, "rw", atMost(250)],
  [/^cmi\.interactions\.\d+\.(objectives|correct_responses)\._count$/, "ro"],
  [/^cmi\.interactions\.\d+\.weighting$/, "rw", real(-Infinity, Infinity)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, "rw", like(facts.identifier.pattern)],
  [/^cmi\.interactions\.\d+\.type$/, "rw", oneOf(facts.interactionType.values)],
  [/^cmi\.interactions\.\d+\.timestamp$/, "rw", like(facts.timestamp.pattern)],
  [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)$/, "rw", response],
  [/^cmi\.interactions\.\d+\.result$/, "rw", oneOf(facts.result.values)],
  [/^cmi\.interactions\.\d+\.latency$/, "rw", like(facts.timeinterval.pattern)],
  [/^cmi\.interactions\.\d+\.description$/, "rw", (value) => /^[^{}]{0,250}$/.test(value)],
];

export const SCORM2004: Version = {
  object: "API_1484_11",
  prefix: "",
  finish: "Terminate",
  rules: RULES,
  early: {
    initialize: [null, "103", "104"],
    finish: ["112", null, "113"],
    save: ["142", null, "143"],
    get: ["122", null, "123"],
    set: ["132", null, "133"],
  },
  errors: { commit: "391", unknown: "401", readOnly: "404", writeOnly: "405", type: "406", gap: "351" },
  words: facts.errors,
  saysUnset: true,
  /** An id comes first and never changes; a type comes before a response. */
  order: (member, value, { id, type }) => {
    if (member === "id") {
      return id === undefined || id === value ? null : "351";
    }
    const needsType = member === "learner_response" || member.startsWith("correct_responses");
    return id === undefined || (needsType && type === undefined) ? "408" : null;
  },
};
