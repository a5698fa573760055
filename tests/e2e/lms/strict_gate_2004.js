/*
 * A strict SCORM 2004 run-time: every call passes this gate before scorm-again sees it. The gate enforces the limits and
 * vocabularies of scorm_templates/tracking.json, the order of an interaction's elements, and what ADL's run-time and Moodle
 * refuse although scorm-again lets it through. It notes every breach.
 * Source: docs/facts.md#scorm-again-is-milder-than-the-standard.
 */
"use strict";

class StrictGate2004 extends Gate {
  constructor(...known) {
    super(...known);
    this.open(["Initialize", "Terminate", "GetValue", "SetValue", "Commit"], "");
  }

  #expect(codes, result, name, args) {
    return this.state === "running" ? null : this.refuse(codes[this.state === "new" ? 0 : 1], result, name, args);
  }

  _Initialize(parameter) {
    if (parameter !== "") return this.refuse("201", "false", "Initialize", [parameter]);
    if (this.state !== "new") return this.refuse(this.state === "running" ? "103" : "104", "false", "Initialize", []);
    this.state = "running";
    return String(this.inner.Initialize(""));
  }

  _Terminate(parameter) {
    if (parameter !== "") return this.refuse("201", "false", "Terminate", [parameter]);
    const refused = this.#expect(["112", "113"], "false", "Terminate", []);
    if (refused !== null) return refused;
    this.inner.Terminate("");
    this.state = "terminated";
    return this.store(true, "391");
  }

  _Commit(parameter) {
    if (parameter !== "") return this.refuse("201", "false", "Commit", [parameter]);
    return this.#expect(["142", "143"], "false", "Commit", []) ?? this.store(false, "391");
  }

  _GetValue(element) {
    const refused = this.#expect(["122", "123"], "", "GetValue", [element]);
    if (refused !== null) return refused;
    const rule = ruleOf2004(element);
    if (rule === undefined) return this.refuse("401", "", "GetValue", [element]);
    if (rule.access === "wo") return this.refuse("405", "", "GetValue", [element]);
    const value = String(this.inner.GetValue(element) ?? "");
    // "Value not initialized" is an answer like another.
    this.error = value === "" ? String(this.inner.GetLastError()) : "0";
    return value;
  }

  _SetValue(element, value) {
    const refused = this.#expect(["132", "133"], "false", "SetValue", [element, value]);
    if (refused !== null) return refused;
    const code = this.#judge(element, value);
    if (code !== null) return this.refuse(code, "false", "SetValue", [element, value]);
    const result = String(this.inner.SetValue(element, value));
    if (result !== "true") {
      return this.refuse(String(this.inner.GetLastError()), "false", "SetValue", [element, value]);
    }
    this.values[element] = value;
    return "true";
  }

  #judge(element, value) {
    const rule = ruleOf2004(element);
    if (rule === undefined) return "401";
    if (rule.access === "ro") return "404";
    return this.#dependency(element, value) ?? (rule.takes(value, this.facts) ? null : rule.error);
  }

  /** Entries follow one another without a gap; an id comes first and never changes; a type comes before a response. */
  #dependency(element, value) {
    const [, list, index, member] = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (list === undefined) return null;
    const id = this.values[`cmi.${list}.${index}.id`];
    const count = Object.keys(this.values).filter((key) => new RegExp(`^cmi\\.${list}\\.\\d+\\.id$`).test(key)).length;
    if (Number(index) > count) return "351";
    if (member === "id") return id === undefined || id === value ? null : "351";
    if (id === undefined) return "408";
    const needsType = member === "learner_response" || member.startsWith("correct_responses");
    return needsType && this.values[`cmi.${list}.${index}.type`] === undefined ? "408" : null;
  }
}

const atMost2004 = (pick) => (value, facts) => value.length <= pick(facts).maxLength;
const oneOf2004 = (pick) => (value, facts) => pick(facts).values.includes(value);
const like2004 = (pick) => (value, facts) => new RegExp(pick(facts).pattern).test(value);
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
  [/^cmi\.completion_status$/, "rw", oneOf2004((f) => f.completionStatus)],
  [/^cmi\.success_status$/, "rw", oneOf2004((f) => f.successStatus)],
  [/^cmi\.location$/, "rw", atMost2004((f) => f.location)],
  [/^cmi\.suspend_data$/, "rw", atMost2004((f) => f.suspendData)],
  [/^cmi\.exit$/, "wo", oneOf2004((f) => f.exit)],
  [/^cmi\.session_time$/, "wo", like2004((f) => f.timeinterval)],
  [/^cmi\.progress_measure$/, "rw", real2004(0, 1), "407"],
  [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, "rw", real2004(-1, 1), "407"],
  [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, "rw", real2004(-Infinity, Infinity)],
  [/^cmi\.(objectives|interactions)\.\d+\.id$/, "rw", like2004((f) => f.identifier)],
  [/^cmi\.objectives\.\d+\.success_status$/, "rw", oneOf2004((f) => f.successStatus)],
  [/^cmi\.objectives\.\d+\.completion_status$/, "rw", oneOf2004((f) => f.completionStatus)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, "rw", like2004((f) => f.identifier)],
  [/^cmi\.interactions\.\d+\.type$/, "rw", oneOf2004((f) => f.interactionType)],
  [/^cmi\.interactions\.\d+\.timestamp$/, "rw", like2004((f) => f.timestamp)],
  [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)$/, "rw", response2004],
  [/^cmi\.interactions\.\d+\.result$/, "rw", oneOf2004((f) => f.result)],
  [/^cmi\.interactions\.\d+\.latency$/, "rw", like2004((f) => f.timeinterval)],
  [/^cmi\.interactions\.\d+\.description$/, "rw", (value) => /^[^{}]{0,250}$/.test(value)],
];

function ruleOf2004(element) {
  const found = RULES_2004.find(([pattern]) => pattern.test(element));
  return found && { access: found[1], takes: found[2] ?? (() => true), error: found[3] ?? "406" };
}
