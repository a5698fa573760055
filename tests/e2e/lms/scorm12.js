/*
 * SCORM 1.2 for the strict gate. scorm-again's 1.2 side takes too much (suspend_data over 4,096 characters, `exit=normal`, long
 * responses).
 */
"use strict";

const score12 = (value, facts) => value === "" || (/^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= facts.score.max);

/** Choice: single characters with commas; matching: pairs of them. Words never stand in a 1.2 response. */
function response12(value, facts) {
  return value.length <= facts.studentResponse.maxLength && /^([0-9a-z](\.[0-9a-z])?(,[0-9a-z](\.[0-9a-z])?)*)?$/.test(value);
}

/** Access and type of every element that a SCO may touch. Source: SCORM 1.2 RTE section 3.4; ADL conformance test suite 1.2.7. */
const RULES_12 = [
  [/^cmi\.core\.(_children|student_id|student_name|credit|entry|total_time|lesson_mode)$/, "ro"],
  [/^cmi\.core\.lesson_location$/, "rw", (value) => value.length <= 255],
  [/^cmi\.core\.lesson_status$/, "rw", oneOf((f) => f.lessonStatus)],
  [/^cmi\.core\.score\.(raw|min|max)$/, "rw", score12],
  [/^cmi\.core\.score\._children$/, "ro"],
  [/^cmi\.core\.exit$/, "wo", oneOf((f) => f.exit)],
  [/^cmi\.core\.session_time$/, "wo", like((f) => f.timespan)],
  [/^cmi\.suspend_data$/, "rw", atMost((f) => f.suspendData)],
  [/^cmi\.(launch_data|comments_from_lms)$/, "ro"],
  [/^cmi\.comments$/, "rw", (value) => value.length <= 4096],
  [/^cmi\.student_data\.(_children|mastery_score|max_time_allowed|time_limit_action)$/, "ro"],
  [/^cmi\.(interactions|objectives)\.(_children|_count)$/, "ro"],
  [/^cmi\.objectives\.\d+\.id$/, "rw", like((f) => f.identifier)],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, "rw", score12],
  [/^cmi\.objectives\.\d+\.status$/, "rw", (value, facts) => [...facts.lessonStatus.values, "not attempted"].includes(value)],
  [/^cmi\.interactions\.\d+\.id$/, "wo", like((f) => f.identifier)],
  [/^cmi\.interactions\.\d+\.time$/, "wo", like((f) => f.time)],
  [/^cmi\.interactions\.\d+\.type$/, "wo", oneOf((f) => f.interactionType)],
  [/^cmi\.interactions\.\d+\.weighting$/, "wo", score12],
  [/^cmi\.interactions\.\d+\.latency$/, "wo", like((f) => f.timespan)],
  [/^cmi\.interactions\.\d+\.result$/, "wo", oneOf((f) => f.result)],
  [/^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/, "wo", response12],
];

const SCORM12 = {
  object: "API",
  prefix: "LMS",
  finish: "Finish",
  rules: RULES_12,
  /** Of each call: the errors before the session, within it and after it. */
  errors: {
    initialize: [null, "101", "101"],
    finish: ["301", null, "301"],
    save: ["301", null, "301"],
    get: ["301", null, "301"],
    set: ["301", null, "301"],
    commit: "101",
    unknown: "201",
    readOnly: "403",
    writeOnly: "404",
    type: "405",
    gap: "201",
  },
  saysUnset: false,
  /** An interaction's id before the rest (forma answers 403 otherwise). */
  order: (member, value, { id }) => (member !== "id" && id === undefined ? "201" : null),
};
