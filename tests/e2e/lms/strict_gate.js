/*
 * A strict SCORM 1.2 run-time: every call passes this gate before scorm-again sees it. scorm-again's 1.2 side takes too much
 * (suspend_data over 4,096 characters, `exit=normal`, long responses), so the gate enforces the limits and vocabularies of
 * scorm_templates/tracking.json and the access rules of the SCORM 1.2 run-time environment, and notes every breach.
 */
"use strict";

class StrictGate extends Gate {
  constructor(...known) {
    super(...known);
    this.open(["Initialize", "Finish", "GetValue", "SetValue", "Commit"], "LMS");
  }

  _Initialize(parameter) {
    if (parameter !== "") return this.refuse("201", "false", "Initialize", [parameter]);
    if (this.state !== "new") return this.refuse("101", "false", "Initialize", [parameter]);
    this.state = "running";
    return this.inner.LMSInitialize("");
  }

  _Finish(parameter) {
    if (parameter !== "") return this.refuse("201", "false", "Finish", [parameter]);
    if (this.state !== "running") return this.refuse("301", "false", "Finish", []);
    this.inner.LMSFinish("");
    this.state = "finished";
    return this.store(true, "101");
  }

  _Commit(parameter) {
    if (parameter !== "") return this.refuse("201", "false", "Commit", [parameter]);
    if (this.state !== "running") return this.refuse("301", "false", "Commit", []);
    return this.store(false, "101");
  }

  _GetValue(element) {
    if (this.state !== "running") return this.refuse("301", "", "GetValue", [element]);
    const rule = ruleFor(element);
    if (rule === undefined) return this.refuse("201", "", "GetValue", [element]);
    if (rule.access === "wo") return this.refuse("404", "", "GetValue", [element]);
    return String(this.inner.LMSGetValue(element));
  }

  _SetValue(element, value) {
    if (this.state !== "running") return this.refuse("301", "false", "SetValue", [element, value]);
    const rule = ruleFor(element);
    if (rule === undefined) return this.refuse("201", "false", "SetValue", [element, value]);
    if (rule.access === "ro") return this.refuse("403", "false", "SetValue", [element, value]);
    if (!rule.takes(value, this.facts)) return this.refuse("405", "false", "SetValue", [element, value]);
    if (!this.#inSequence(element)) return this.refuse("201", "false", "SetValue", [element, value]);
    const result = this.inner.LMSSetValue(element, value);
    if (result !== "true") return this.refuse(String(this.inner.LMSGetLastError()), "false", "SetValue", [element, value]);
    this.values[element] = value;
    return "true";
  }

  /** Array members are set one after the other, and an interaction's id before the rest (forma answers 403 otherwise). */
  #inSequence(element) {
    const [, array, index, member] = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (array === undefined) return true;
    const has = (n) => Object.hasOwn(this.values, `cmi.${array}.${n}.id`);
    if (member !== "id") return has(index);
    return Number(index) === 0 || has(Number(index) - 1);
  }
}

const any = (max) => (value) => value.length <= max;
const oneOf = (pick) => (value, facts) => pick(facts).values.includes(value);
const like = (pick) => (value, facts) => new RegExp(pick(facts).pattern).test(value);
const score = (value, facts) => value === "" || (/^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= facts.score.max);

/** Access and type of every element that a SCO may touch. Source: SCORM 1.2 RTE section 3.4; ADL conformance test suite 1.2.7. */
const RULES = [
  [/^cmi\.core\.(_children|student_id|student_name|credit|entry|total_time|lesson_mode)$/, "ro"],
  [/^cmi\.core\.lesson_location$/, "rw", any(255)],
  [/^cmi\.core\.lesson_status$/, "rw", oneOf((f) => f.lessonStatus)],
  [/^cmi\.core\.score\.(raw|min|max)$/, "rw", score],
  [/^cmi\.core\.score\._children$/, "ro"],
  [/^cmi\.core\.exit$/, "wo", oneOf((f) => f.exit)],
  [/^cmi\.core\.session_time$/, "wo", like((f) => f.timespan)],
  [/^cmi\.suspend_data$/, "rw", (value, facts) => value.length <= facts.suspendData.maxLength],
  [/^cmi\.(launch_data|comments_from_lms)$/, "ro"],
  [/^cmi\.comments$/, "rw", any(4096)],
  [/^cmi\.student_data\.(_children|mastery_score|max_time_allowed|time_limit_action)$/, "ro"],
  [/^cmi\.(interactions|objectives)\.(_children|_count)$/, "ro"],
  [/^cmi\.objectives\.\d+\.id$/, "rw", like((f) => f.identifier)],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, "rw", score],
  [/^cmi\.objectives\.\d+\.status$/, "rw", (value, facts) => [...facts.lessonStatus.values, "not attempted"].includes(value)],
  [/^cmi\.interactions\.\d+\.id$/, "wo", like((f) => f.identifier)],
  [/^cmi\.interactions\.\d+\.time$/, "wo", like((f) => f.time)],
  [/^cmi\.interactions\.\d+\.type$/, "wo", oneOf((f) => f.interactionType)],
  [/^cmi\.interactions\.\d+\.weighting$/, "wo", score],
  [/^cmi\.interactions\.\d+\.latency$/, "wo", like((f) => f.timespan)],
  [/^cmi\.interactions\.\d+\.result$/, "wo", oneOf((f) => f.result)],
  [/^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/, "wo", response],
];

/** Choice: single characters with commas; matching: pairs of them. Words never stand in a 1.2 response. */
function response(value, facts) {
  return value.length <= facts.studentResponse.maxLength && /^([0-9a-z](\.[0-9a-z])?(,[0-9a-z](\.[0-9a-z])?)*)?$/.test(value);
}

function ruleFor(element) {
  const found = RULES.find(([pattern]) => pattern.test(element));
  return found && { access: found[1], takes: found[2] ?? (() => true) };
}
