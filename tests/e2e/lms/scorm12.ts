/**
 * SCORM 1.2 for the strict gate. scorm-again's 1.2 side takes too much (suspend_data over 4,096 characters, `exit=normal`, long
 * responses).
 */
import type { Version } from "../../../scorm_templates/preview/lms/gate.js";
import { RULES } from "../../../scorm_templates/preview/lms/rules.js";
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";

export const SCORM12: Version = {
  object: "API",
  prefix: "LMS",
  finish: "Finish",
  rules: RULES,
  early: {
    initialize: [null, "101", "101"],
    finish: ["301", null, "301"],
    save: ["301", null, "301"],
    get: ["301", null, "301"],
    set: ["301", null, "301"],
  },
  errors: { commit: "101", unknown: "201", readOnly: "403", writeOnly: "404", type: "405", gap: "201" },
  words: facts.errors,
  saysUnset: false,
  /** An interaction's id before the rest (forma answers 403 otherwise). */
  order: (member, _, { id }) => (member !== "id" && id === undefined ? "201" : null),
};
