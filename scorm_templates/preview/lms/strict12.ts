/**
 * `strict12`: SCORM 1.2 to the letter, and nothing besides. Every call that the standard refuses is a violation, which a test
 * of good behaviour expects none of. The other profiles are this one, with the habits of the LMS that they are named after.
 */
import { scorm12 as facts } from "../../tracking.json";
import { ruleOf, secondsOf, timespanOf } from "./rules.js";
import type { Change, RuntimeSetup, Reply, Values } from "./server.js";

export interface Call {
  readonly name: string;
  readonly element: string;
  readonly value: string;
  readonly result: unknown;
  readonly error: string;
  readonly at: number;
}

/** What is not kept from one session to the next. */
const OF_A_SESSION = ["cmi.core.exit", "cmi.core.session_time"];
const INTERACTION = /^cmi\.interactions\.(\d+)\.(.+)$/;

export class Strict12 {
  readonly calls: Call[] = [];
  readonly violations: string[] = [];
  protected state: "new" | "running" | "finished" = "new";
  protected error = "0";
  protected readonly values: Record<string, string>;

  constructor(protected readonly launch: RuntimeSetup) {
    const { account, learner, settings } = launch;
    const kept = Object.fromEntries(Object.entries(account.values).filter(([name]) => !OF_A_SESSION.includes(name)));
    this.values = {
      "cmi.core.lesson_status": "not attempted",
      "cmi.student_data.mastery_score": "",
      ...kept,
      "cmi.core.student_id": learner.id,
      "cmi.core.student_name": learner.name,
      "cmi.core.credit": "credit",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.entry": this.entry(account.values),
      "cmi.core.total_time": timespanOf(this.totalAtLaunch()),
      "cmi.interactions._children": "id,time,type,weighting,student_response,result,latency,correct_responses",
      ...settings,
    };
  }

  readonly LMSInitialize = (parameter: string): unknown =>
    this.call("LMSInitialize", [parameter], () => this.initialize());
  readonly LMSFinish = (parameter: string): unknown => this.call("LMSFinish", [parameter], () => this.finish());
  readonly LMSCommit = (parameter: string): unknown => this.call("LMSCommit", [parameter], () => this.commit());
  readonly LMSGetValue = (element: string): unknown => this.call("LMSGetValue", [element], () => this.get(element));
  readonly LMSSetValue = (element: string, value: string): unknown =>
    this.call("LMSSetValue", [element, value], () => this.set(element, value));
  readonly LMSGetLastError = (): unknown => this.error;
  readonly LMSGetErrorString = (code: string): unknown => (facts.errors as Values)[code] ?? "";
  readonly LMSGetDiagnostic = (code: string): unknown => (facts.errors as Values)[code] ?? "";

  /** Which session of how many seconds a total is made of; a session without Finish does not count (as in Moodle). */
  protected totalAtLaunch(): number {
    return this.launch.account.totalSeconds;
  }

  protected entry(held: Values): string {
    return Object.keys(held).length === 0 ? "ab-initio" : held["cmi.core.exit"] === "suspend" ? "resume" : "";
  }

  protected initialize(): unknown {
    if (this.state !== "new") {
      return this.refuse("101", "false");
    }
    this.state = "running";
    return "true";
  }

  protected finish(): unknown {
    if (this.state !== "running") {
      return this.refuse("301", "false");
    }
    const isStored = this.isStored(this.launch.server.post(this.change("finished")));
    this.state = "finished";
    return isStored ? "true" : this.fail("101", "false");
  }

  protected commit(): unknown {
    if (this.state !== "running") {
      return this.refuse("301", "false");
    }
    return this.isStored(this.launch.server.post(this.change("open"))) ? "true" : this.fail("101", "false");
  }

  protected get(element: string): unknown {
    if (this.state !== "running") {
      return this.refuse("301", "");
    }
    const rule = ruleOf(element);
    if (!rule || rule.access === "wo") {
      return this.refuse(rule ? "404" : "201", "");
    }
    return element === "cmi.interactions._count" ? String(this.count()) : (this.values[element] ?? "");
  }

  protected set(element: string, value: string): unknown {
    if (this.state !== "running") {
      return this.refuse("301", "false");
    }
    const rule = ruleOf(element);
    if (!rule || rule.access === "ro") {
      return this.refuse(rule ? "403" : "201", "false");
    }
    if (!this.takes(element, value)) {
      return this.refuse("405", "false");
    }
    if (!this.isInSequence(element)) {
      return this.refuse("201", "false");
    }
    this.values[element] = value;
    return "true";
  }

  protected takes(element: string, value: string): boolean {
    return ruleOf(element)?.takes(value) ?? false;
  }

  /** What goes to the server: here everything, for values that a commit lost are still there for the next. */
  protected change(how: "finished" | "open"): Change {
    const values = Object.fromEntries(
      Object.entries(this.values).filter(([element]) => ruleOf(element)?.access !== "ro"),
    );
    return how === "finished" ? { values, finished: true, totalSeconds: this.newTotal() } : { values, finished: false };
  }

  protected newTotal(): number {
    return this.totalAtLaunch() + secondsOf(this.values["cmi.core.session_time"] ?? "0000:00:00");
  }

  protected isStored({ status, body }: Reply): boolean {
    return status === 200 && body === "true";
  }

  protected count(): number {
    return new Set(Object.keys(this.values).flatMap((element) => INTERACTION.exec(element)?.[1] ?? [])).size;
  }

  /** Members of an array come one after the other, and an interaction's id before the rest of it. */
  protected isInSequence(element: string): boolean {
    const [, index, member] = INTERACTION.exec(element) ?? [];
    if (index === undefined) {
      return true;
    }
    const has = (place: number) => `cmi.interactions.${place}.id` in this.values;
    return member === "id" ? Number(index) <= this.count() : has(Number(index));
  }

  /** Says no because of a fault, which is nobody's violation. */
  protected fail(code: string, result: unknown): unknown {
    this.error = code;
    return result;
  }

  /** Says no because the SCO did what the standard forbids. */
  protected refuse(code: string, result: unknown): unknown {
    this.violations.push(code);
    return this.fail(code, result);
  }

  private call(name: string, given: readonly unknown[], perform: () => unknown): unknown {
    this.error = "0";
    const before = this.violations.length;
    const isText = given.every((each) => typeof each === "string");
    const result = isText ? perform() : this.refuse("201", "false");
    const [element = "", value = ""] = given.map(String);
    if (this.violations.length > before) {
      this.violations[before] = `${name}(${element}, ${value}): ${this.error}`;
    }
    this.calls.push({ name, element, value, result, error: this.error, at: performance.now() });
    return result;
  }
}
