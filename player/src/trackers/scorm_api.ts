/** A SCORM API as it is found in the field: each call guarded, each result a string, each error with its meaning. */
import { note } from "./call_log.js";
import { CommitWatch, type Timing } from "./commit_watch.js";
import { TrackerError } from "./tracker.js";
import { word } from "../core/words.js";

/** What a version of SCORM calls things. */
export interface ScormNames {
  readonly title: string;
  /** The name of the object in the LMS's window. */
  readonly object: string;
  readonly calls: Readonly<
    Record<"initialize" | "get" | "set" | "commit" | "finish" | "lastError" | "diagnostic", string>
  >;
  /** An element that every LMS has, and can be asked for at any time. */
  readonly status: string;
  readonly errors: Readonly<Record<string, string>>;
}

const NO_ERROR = "0";
/** What an LMS says of a value that is too long for it; some say it of SCORM 1.2 with the numbers of SCORM 2004. */
export const NO_ROOM = ["405", "406", "407"];
/** Not initialised; and in SCORM 2004 the errors of calls before and after the session. */
const CLOSED = ["301", "104", "113", "123", "133", "143"];
/** What stands for the number of an error where the LMS threw one. */
export const THREW = "threw";
/** Longer than anything that an LMS has reason to give: what is longer is not read. */
const MOST_CHARACTERS = 65_536;

type Call = (...values: string[]) => string | number | boolean | null | undefined;

export class ScormApi {
  /** The number of the error of the last call that could fail; THREW where the LMS did. */
  lastRefusal = "0";
  /** Whether the session had begun before this page did: then what is read need not have been stored. */
  isContinued = false;
  /** How many calls the LMS has thrown at. */
  throws = 0;
  /** What the browser saw of its commits. */
  readonly watch: CommitWatch;

  /** Takes the object, and the window in which it stands. */
  constructor(
    private readonly api: object,
    private readonly names: ScormNames,
    home: Timing | null,
  ) {
    this.watch = new CommitWatch(home);
  }

  /**
   * Begins the session and returns whether the LMS says that it did. After a reload without Finish it answers with error 101 or 103
   * and yet takes every value, so what counts is whether reading works: docs/facts.md#a-second-initialize.
   */
  initialize(): boolean {
    const isNew = isTrue(this.call("initialize", ""));
    if (!isNew) {
      this.goOn();
    }
    return isNew;
  }

  /** The session had begun before this page did. */
  goOn(): void {
    this.isContinued = true;
    this.watch.inherit();
  }

  /** Returns the value of *element*, or "" if the LMS has none. */
  get(element: string): string {
    const value = this.call("get", element) ?? "";
    return value.length > MOST_CHARACTERS ? "" : value;
  }

  /** Says whether *element* is read as nothing, and without an error. */
  isEmpty(element: string): boolean {
    return this.get(element) === "" && this.lastError() === NO_ERROR;
  }

  /** Writes *value*; returns null, or in a few words for IT why the LMS did not take it. */
  set(element: string, value: string): string | null {
    const result = this.call("set", element, value);
    if (result === null) {
      this.lastRefusal = THREW;
      return `${element}: ${this.names.calls.set} threw`;
    }
    const code = isTrue(result) ? NO_ERROR : this.lastError();
    // "false" with error 0 has been seen for values that were taken (adapt-contrib-spoor, js/scorm/wrapper.js).
    if (code === NO_ERROR) {
      return null;
    }
    this.lastRefusal = code;
    return `${element}: ${this.explain(code)}`;
  }

  /** Makes the LMS keep what was written; throws a TrackerError if it says that it did not. */
  commit(): void {
    const result = this.call("commit", "");
    if (isTrue(result)) {
      return;
    }
    const code = this.lastError();
    // Cornerstone answers null; "false" without an error is still a no (adapt-contrib-spoor issue 82: stored nothing, for ever).
    if (result === null || isFalse(result) || code !== NO_ERROR || !this.canRead()) {
      this.lastRefusal = code;
      const detail = result === null ? "it threw" : this.explain(code);
      throw new TrackerError(word("player.lms.not-kept"), `${this.names.calls.commit}: ${detail}`);
    }
  }

  /** Lets *write* write, and makes the LMS keep it; returns null, or in a few words for IT why it may not have. */
  tryToKeep(write: () => void): string | null {
    const before = this.throws;
    try {
      write();
      this.commit();
      return this.throws > before ? "what stands between: it threw" : null;
    } catch (error) {
      return error instanceof TrackerError ? error.detail : String(error);
    }
  }

  finish(): void {
    this.call("finish", "");
  }

  /** Says whether values can be read. */
  canRead(): boolean {
    const hasThrown = this.call("get", this.names.status) === null;
    this.lastRefusal = hasThrown ? THREW : this.lastError();
    return this.lastRefusal === NO_ERROR;
  }

  /** Whether the last look at whether values can be read found that there is no session. */
  get isClosed(): boolean {
    return CLOSED.includes(this.lastRefusal);
  }

  private lastError(): string {
    return this.call("lastError") ?? "";
  }

  private explain(code: string): string {
    const meaning = this.names.errors[code] ?? `an error that ${this.names.title} does not know`;
    return `error ${code}, ${meaning}; ${this.call("diagnostic", code) ?? ""}`;
  }

  /** Calls the LMS. Moodle gives numbers and forma String objects back, so each result is made a string; null if it threw. */
  private call(name: keyof ScormNames["calls"], ...values: string[]): string | null {
    const method = this.names.calls[name];
    try {
      const result = (this.api as Readonly<Record<string, Call | undefined>>)[method]?.(...values);
      const text = String(result ?? "");
      note(
        name === "get" || name === "diagnostic"
          ? `${method} ${values[0] ?? ""}`
          : `${method} ${values[0] ?? ""} → ${text}`,
      );
      return text;
    } catch (error) {
      this.throws += 1;
      note(`${method} ${values[0] ?? ""} threw`);
      console.error(`coursepack: ${method} failed inside the learning system`, error);
      return null;
    }
  }
}

function isTrue(result: string | null): boolean {
  return result === "true" || result === "1";
}

function isFalse(result: string): boolean {
  return result === "false" || result === "0";
}
