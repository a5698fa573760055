/*
 * What the strict run-times of both versions of SCORM share: every call is noted, and so is every one that is refused. A
 * subclass says what a call does (`_SetValue` and the others) and by which error code a refused commit is known.
 */
"use strict";

class Gate {
  /** `inner` is a run-time of scorm-again; `commit(values, finished)` stores on the server and says whether it worked. */
  constructor(inner, facts, held, commit) {
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
  }

  /** Puts up the calls `names` and the three that ask for errors, each with `prefix` before its name. */
  open(names, prefix) {
    for (const name of names) {
      this[`${prefix}${name}`] = (...args) => this.record(name, args);
    }
    this[`${prefix}GetLastError`] = () => this.error;
    this[`${prefix}GetErrorString`] = (code) => this.facts.errors[code] ?? "No error";
    this[`${prefix}GetDiagnostic`] = this[`${prefix}GetErrorString`];
  }

  record(name, args) {
    this.error = "0";
    const isSound = args.every((arg) => typeof arg === "string");
    const result = isSound ? this[`_${name}`](...args) : this.refuse("201", "false", name, args);
    this.calls.push({ name, args, result, error: this.error, at: Date.now() });
    return result;
  }

  refuse(code, result, name, args) {
    this.error = code;
    this.violations.push({ code, name, args });
    return result;
  }

  store(finished, code) {
    if (this.commit({ ...this.values }, finished)) return "true";
    this.error = code;
    return "false";
  }
}
