/** The SCORM 1.2 API as it is found in the field: each call guarded, each result a string, each error with its meaning. */
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";
import { TrackerError } from "./tracker.js";

export const API_NAME = "API";
const NO_ERROR = "0";

type Call = (...values: string[]) => string | number | boolean | null | undefined;
type CallName =
  "LMSInitialize" | "LMSGetValue" | "LMSSetValue" | "LMSCommit" | "LMSFinish" | "LMSGetLastError" | "LMSGetDiagnostic";

export class Scorm12Api {
  constructor(private readonly api: object) {}

  /**
   * Begins the session and returns whether the LMS listens. After a reload without Finish it answers with error 101 or 103
   * and yet takes every value (Moodle's second Initialize even throws), so what counts is whether reading works.
   */
  initialize(): boolean {
    return isTrue(this.call("LMSInitialize", "")) || this.canRead();
  }

  /** Returns the value of *element*, or "" if the LMS has none. */
  get(element: string): string {
    return this.call("LMSGetValue", element) ?? "";
  }

  /** Writes *value*; returns null, or in a few words for IT why the LMS did not take it. */
  set(element: string, value: string): string | null {
    const result = this.call("LMSSetValue", element, value);
    if (result === null) {
      return `${element}: LMSSetValue threw`;
    }
    const code = isTrue(result) ? NO_ERROR : this.lastError();
    // "false" with error 0 has been seen for values that were taken (adapt-contrib-spoor, js/scorm/wrapper.js).
    return code === NO_ERROR ? null : `${element}: ${this.explain(code)}`;
  }

  /** Makes the LMS keep what was written; throws a TrackerError if it says that it did not. */
  commit(): void {
    const result = this.call("LMSCommit", "");
    if (isTrue(result)) {
      return;
    }
    const code = this.lastError();
    if (result === null || code !== NO_ERROR || !this.canRead()) {
      const detail = result === null ? "it threw" : this.explain(code);
      throw new TrackerError("The learning system did not keep the progress.", `LMSCommit: ${detail}`);
    }
  }

  finish(): void {
    this.call("LMSFinish", "");
  }

  private canRead(): boolean {
    this.call("LMSGetValue", "cmi.core.lesson_status");
    return this.lastError() === NO_ERROR;
  }

  private lastError(): string {
    return this.call("LMSGetLastError") ?? "";
  }

  private explain(code: string): string {
    const meaning = (facts.errors as Record<string, string>)[code] ?? "an error that SCORM 1.2 does not know";
    return `error ${code}, ${meaning}; ${this.call("LMSGetDiagnostic", code) ?? ""}`;
  }

  /** Calls the LMS. Moodle gives numbers and forma String objects back, so each result is made a string; null if it threw. */
  private call(name: CallName, ...values: string[]): string | null {
    try {
      const result = (this.api as Record<CallName, Call>)[name](...values);
      return String(result ?? "");
    } catch (error) {
      console.error(`coursepack: ${name} failed inside the learning system`, error);
      return null;
    }
  }
}

function isTrue(result: string | null): boolean {
  return result === "true" || result === "1";
}
