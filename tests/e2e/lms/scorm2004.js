/* SCORM 2004 for the strict gate. */
"use strict";

const real2004 = (min, max) => (value) => /^-?\d+(\.\d{1,7})?$/.test(value) && Number(value) >= min && Number(value) <= max;

/** Choice: short ids; matching: pairs of them. Both standards of the delimiters are `[,]` and `[.]`. */
function response2004(value, facts) {
  const parts = value.split(facts.delimiters.between);
  return parts.length <= facts.responseParts.maxCount && parts.every((part) => /^[\w.]{1,250}(\[\.\][\w.]{1,250})?$/.test(part));
}

/** Access, type and error of every element that a SCO may touch. Source: SCORM 2004 RTE, section 4; ADL's run-time. */
const RULES_2004 = [
  [/^cmi\.(_version|credit|entry|launch_data|learner_id|learner_name|mode|total_time|max_time_allowed|time_limit_action|completion_threshold|scaled_passing_score)$/, "ro"],
  [/^cmi\.(score|interactions|objectives|learner_preference)\._(children|count)$/, "ro"],
  [/^cmi\.completion_status$/, "rw", oneOf((f) => f.completionStatus)],
  [/^cmi\.success_status$/, "rw", oneOf((f) => f.successStatus)],
  [/^cmi\.location$/, "rw", atMost((f) => f.location)],
  [/^cmi\.suspend_data$/, "rw", atMost((f) => f.suspendData)],
  [/^cmi\.exit$/, "wo", oneOf((f) => f.exit)],
  [/^cmi\.session_time$/, "wo", like((f) => f.timeinterval)],
  [/^cmi\.progress_measure$/, "rw", real2004(0, 1), "407"],
  [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, "rw", real2004(-1, 1), "407"],
  [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, "rw", real2004(-Infinity, Infinity)],
  [/^cmi\.(objectives|interactions)\.\d+\.id$/, "rw", like((f) => f.identifier)],
  [/^cmi\.objectives\.\d+\.success_status$/, "rw", oneOf((f) => f.successStatus)],
  [/^cmi\.objectives\.\d+\.completion_status$/, "rw", oneOf((f) => f.completionStatus)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, "rw", like((f) => f.identifier)],
  [/^cmi\.interactions\.\d+\.type$/, "rw", oneOf((f) => f.interactionType)],
  [/^cmi\.interactions\.\d+\.timestamp$/, "rw", like((f) => f.timestamp)],
  [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)$/, "rw", response2004],
  [/^cmi\.interactions\.\d+\.result$/, "rw", oneOf((f) => f.result)],
  [/^cmi\.interactions\.\d+\.latency$/, "rw", like((f) => f.timeinterval)],
  [/^cmi\.interactions\.\d+\.description$/, "rw", (value) => /^[^{}]{0,250}$/.test(value)],
];

const SCORM2004 = {
  object: "API_1484_11",
  prefix: "",
  finish: "Terminate",
  rules: RULES_2004,
  /** Of each call: the errors before the session, within it and after it. */
  errors: {
    initialize: [null, "103", "104"],
    finish: ["112", null, "113"],
    save: ["142", null, "143"],
    get: ["122", null, "123"],
    set: ["132", null, "133"],
    commit: "391",
    unknown: "401",
    readOnly: "404",
    writeOnly: "405",
    type: "406",
    gap: "351",
  },
  saysUnset: true,
  /** An id comes first and never changes; a type comes before a response. */
  order: (member, value, { id, type }) => {
    if (member === "id") return id === undefined || id === value ? null : "351";
    const needsType = member === "learner_response" || member.startsWith("correct_responses");
    return id === undefined || (needsType && type === undefined) ? "408" : null;
  },
};
