/*
 * A strict SCORM run-time of either version: every call passes this gate before scorm-again sees it, is noted, and so is every
 * one that is refused. The gate enforces the limits and vocabularies of scorm_templates/tracking.json, the order of entries, and
 * what real run-times refuse although scorm-again lets it through (docs/facts.md#scorm-again-is-milder-than-the-standard). What
 * a version says in its own way is in scorm12.js and scorm2004.js.
 */
"use strict";

class StrictGate {
  /** `inner` is a run-time of scorm-again; `commit(values, finished)` stores on the server and says whether it worked. */
  constructor(version, inner, facts, held, commit) {
    this.version = version;
    this.inner = inner;
    this.facts = facts;
    this.commit = commit;
    this.values = { ...held };
    this.state = "new";
    this.error = "0";
    /** Every call: name, arguments, result, error. Tests read it. */
    this.calls = [];
    /** Calls that the standard refuses. A correct player makes none. */
    this.violations = [];
    const calls = { Initialize: "initialize", [version.finish]: "finish", GetValue: "get", SetValue: "set", Commit: "save" };
    for (const [name, method] of Object.entries(calls)) {
      this[`${version.prefix}${name}`] = (...args) => this.record(name, method, args);
    }
    this[`${version.prefix}GetLastError`] = () => this.error;
    this[`${version.prefix}GetErrorString`] = (code) => facts.errors[code] ?? "No error";
    this[`${version.prefix}GetDiagnostic`] = this[`${version.prefix}GetErrorString`];
  }

  record(name, method, args) {
    this.error = "0";
    const isSound = args.every((arg) => typeof arg === "string");
    const code = isSound ? (this.early(method, args) ?? null) : "201";
    const result = code === null ? this[method](...args) : this.refuse(code, method === "get" ? "" : "false", name, args);
    this.calls.push({ name, args, result, error: this.error, at: Date.now() });
    return result;
  }

  /** The error of a call that comes before the session or after it, or has an argument that it should not have. */
  early(method, [first]) {
    const [before, running, after] = this.version.errors[method];
    if (!["get", "set"].includes(method) && first !== "") return "201";
    return { new: before, running, over: after }[this.state];
  }

  refuse(code, result, name, args) {
    this.error = code;
    this.violations.push({ code, name, args });
    return result;
  }

  initialize() {
    this.state = "running";
    return String(this.ask("Initialize", ""));
  }

  finish() {
    this.ask(this.version.finish, "");
    this.state = "over";
    return this.store(true);
  }

  save() {
    return this.store(false);
  }

  get(element) {
    const rule = this.ruleFor(element);
    if (rule === undefined) return this.refuse(this.version.errors.unknown, "", "GetValue", [element]);
    if (rule.access === "wo") return this.refuse(this.version.errors.writeOnly, "", "GetValue", [element]);
    const value = String(this.ask("GetValue", element) ?? "");
    // "Value not initialized" is an answer like another.
    this.error = value === "" && this.version.saysUnset ? String(this.ask("GetLastError")) : "0";
    return value;
  }

  set(element, value) {
    const code = this.judge(element, value);
    if (code !== null) return this.refuse(code, "false", "SetValue", [element, value]);
    const result = String(this.ask("SetValue", element, value));
    if (result !== "true") return this.refuse(String(this.ask("GetLastError")), "false", "SetValue", [element, value]);
    this.values[element] = value;
    return "true";
  }

  judge(element, value) {
    const rule = this.ruleFor(element);
    if (rule === undefined) return this.version.errors.unknown;
    if (rule.access === "ro") return this.version.errors.readOnly;
    return this.misplaced(element, value) ?? (rule.takes(value, this.facts) ? null : rule.error);
  }

  /** Entries follow one another without a gap, and the id of each comes first. */
  misplaced(element, value) {
    const [, list, index, member] = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (list === undefined) return null;
    const count = Object.keys(this.values).filter((key) => new RegExp(`^cmi\\.${list}\\.\\d+\\.id$`).test(key)).length;
    if (Number(index) > count) return this.version.errors.gap;
    const entry = `cmi.${list}.${index}`;
    return this.version.order(member, value, { id: this.values[`${entry}.id`], type: this.values[`${entry}.type`] });
  }

  ruleFor(element) {
    const [, access, takes = () => true, error = this.version.errors.type] =
      this.version.rules.find(([pattern]) => pattern.test(element)) ?? [];
    return access && { access, takes, error };
  }

  ask(name, ...args) {
    return this.inner[`${this.version.prefix}${name}`](...args);
  }

  store(finished) {
    if (this.commit({ ...this.values }, finished)) return "true";
    this.error = this.version.errors.commit;
    return "false";
  }
}

const atMost = (pick) => (value, facts) => value.length <= pick(facts).maxLength;
const oneOf = (pick) => (value, facts) => pick(facts).values.includes(value);
const like = (pick) => (value, facts) => new RegExp(pick(facts).pattern).test(value);
