/** A SCORM 1.2 LMS that takes nothing which tracking.json does not allow: stricter than any real one, so a test hears it. */
import { scorm12 as facts } from "../../scorm_templates/tracking.json";

type Judge = (value: string) => boolean;
type ErrorCode = "0" | keyof typeof facts.errors;

const READ_ONLY: Readonly<Record<string, string>> = {
  "cmi.core.student_id": "tess",
  "cmi.core.student_name": "Ter, Tess",
  "cmi.core.lesson_mode": "normal",
  "cmi.core.credit": "credit",
  "cmi.core.entry": "ab-initio",
  "cmi.core.total_time": "0000:00:00.00",
  "cmi.student_data.mastery_score": "",
};

const score: Judge = (value) => /^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= facts.score.max;
const oneOf =
  (words: readonly string[]): Judge =>
  (value) =>
    words.includes(value);
const matches =
  (pattern: string): Judge =>
  (value) =>
    new RegExp(pattern).test(value);
const feedback: Judge = (value) =>
  value.length <= facts.studentResponse.maxLength && /^([0-9a-z](\.[0-9a-z])?(,[0-9a-z](\.[0-9a-z])?)*)?$/.test(value);

const WRITABLE: Readonly<Record<string, Judge>> = {
  "cmi.core.lesson_status": oneOf(facts.lessonStatus.values),
  "cmi.core.lesson_location": (value) => value.length <= facts.lessonLocation.maxLength,
  "cmi.core.exit": oneOf(facts.exit.values),
  "cmi.core.session_time": matches(facts.timespan.pattern),
  "cmi.core.score.raw": score,
  "cmi.core.score.min": score,
  "cmi.core.score.max": score,
  "cmi.suspend_data": (value) => value.length <= facts.suspendData.maxLength,
};
const WRITE_ONLY = ["cmi.core.exit", "cmi.core.session_time"];

const INTERACTION: Readonly<Record<string, Judge>> = {
  id: matches("^\\w{1,64}$"),
  time: matches(facts.time.pattern),
  type: oneOf(facts.interactionType.values),
  "correct_responses.0.pattern": feedback,
  student_response: feedback,
  result: oneOf(facts.result.values),
  latency: matches(facts.timespan.pattern),
};

/** What the LMS does wrong, for the time being. */
export interface Trouble {
  commit?: "false" | "false without an error" | "throws";
  initialize?: "101" | "throws";
  refused?: readonly string[];
  silent?: boolean;
}

export class FakeLms {
  /** What a commit has made safe. */
  kept: Record<string, string> = {};
  /** Every refusal, as `element = value: code`. A test of good behaviour expects none. */
  readonly refusals: string[] = [];
  /** Every call that changes something, in order. */
  readonly writes: string[] = [];
  commits = 0;
  finished = false;
  trouble: Trouble = {};

  private written: Record<string, string> = {};
  private interactions = 0;
  private isInitialized = false;
  private lastError: ErrorCode = "0";

  constructor(given: Readonly<Record<string, string>> = {}) {
    const { "cmi.interactions._count": count, ...values } = given;
    this.interactions = Number(count ?? 0);
    this.written = { "cmi.core.lesson_status": "not attempted", ...READ_ONLY, ...values };
    this.kept = { ...this.written };
  }

  readonly api = {
    LMSInitialize: (): string => {
      const how = this.trouble.initialize;
      this.isInitialized = true;
      if (how === "throws") {
        this.lastError = "0";
        throw new TypeError("cannot read properties of undefined");
      }
      return how ? "false" : "true";
    },
    LMSGetValue: (element: string): string | number => {
      if (this.trouble.silent || !this.isInitialized || this.finished) {
        return this.fail("301", "");
      }
      this.lastError = "0";
      if (element === "cmi.interactions._count") {
        return this.interactions;
      }
      return WRITE_ONLY.includes(element) ? this.fail("404", "") : (this.written[element] ?? "");
    },
    LMSSetValue: (element: string, value: string): string => {
      const code = this.judge(element, value);
      this.lastError = code;
      if (code !== "0") {
        this.refusals.push(`${element} = ${value}: ${code}`);
        return "false";
      }
      this.writes.push(`${element} = ${value}`);
      this.written[element] = value;
      return "true";
    },
    LMSCommit: (): string => {
      if (this.trouble.commit === "throws") {
        throw new Error("the connection is lost");
      }
      if (this.trouble.commit || this.finished) {
        return this.fail(this.trouble.commit === "false without an error" ? "0" : "101", "false");
      }
      this.lastError = "0";
      this.commits += 1;
      this.writes.push("commit");
      this.kept = { ...this.written };
      return "true";
    },
    LMSFinish: (): string => {
      this.finished = true;
      this.writes.push("finish");
      return "true";
    },
    LMSGetLastError: (): string => this.lastError,
    LMSGetErrorString: (): string => "",
    LMSGetDiagnostic: (): string => "diagnostic",
  };

  /** Returns a window in which this LMS is found. */
  window(): Window {
    return { API: this.api, parent: null, opener: null, top: null } as unknown as Window;
  }

  private fail<T>(code: ErrorCode, result: T): T {
    this.lastError = code;
    return result;
  }

  private judge(element: string, value: string): ErrorCode {
    if (!this.isInitialized || this.finished) {
      return "301";
    }
    if (this.trouble.refused?.some((name) => element.startsWith(name))) {
      return "401";
    }
    if (element in READ_ONLY) {
      return "403";
    }
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (index !== undefined && field !== undefined) {
      return this.judgeInteraction(Number(index), field, value);
    }
    const judge = WRITABLE[element];
    return judge ? (judge(value) ? "0" : "405") : "401";
  }

  private judgeInteraction(index: number, field: string, value: string): ErrorCode {
    if (index > this.interactions || (index === this.interactions && field !== "id")) {
      return "201";
    }
    this.interactions = Math.max(this.interactions, index + 1);
    const judge = INTERACTION[field];
    return judge ? (judge(value) ? "0" : "405") : "401";
  }
}
