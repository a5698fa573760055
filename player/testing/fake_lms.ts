/** A SCORM LMS that is stricter than any real one, so that a test hears what a player should not do. */
import { LMS_SCORM12, type ErrorCode, type LmsRules, type Values } from "./fake_lms_rules.js";

/** What the LMS does wrong, for the time being. */
export interface Trouble {
  commit?: "false" | "false without an error" | "throws";
  initialize?: "false" | "throws";
  refused?: readonly string[];
  silent?: boolean;
}

type Call = (element: string, value: string) => string | number;
export type CallName = "Initialize" | "GetValue" | "SetValue" | "Commit" | "Finish";

export class FakeLms {
  /** What a commit has made safe. */
  kept: Record<string, string> = {};
  /** Every refusal, as `element = value: code`. A test of good behaviour expects none. */
  readonly refusals: string[] = [];
  /** Every call that changes something, in order. */
  readonly writes: string[] = [];
  trouble: Trouble = {};
  /** The object in the LMS's window. */
  readonly api: Record<string, Call>;

  private written: Record<string, string>;
  private session: "none" | "open" | "over" = "none";
  private lastError: ErrorCode = "0";

  /** Takes what it holds of the learner; `cmi.interactions._count` stands for that many whose words nobody looks at. */
  constructor(
    given: Values = {},
    private readonly rules: LmsRules = LMS_SCORM12,
  ) {
    const { "cmi.interactions._count": count, ...values } = given;
    const earlier = Array.from({ length: Number(count ?? 0) }, (_, index) => [
      `cmi.interactions.${index}.id`,
      "earlier",
    ]);
    this.written = { ...rules.readOnly, ...rules.defaults, ...(Object.fromEntries(earlier) as Values), ...values };
    this.kept = { ...this.written };
    const calls: Readonly<Record<string, Call>> = {
      Initialize: () => this.initialize(),
      GetValue: (element) => this.get(element),
      SetValue: (element, value) => this.set(element, value),
      Commit: () => this.commit(),
      [rules.finish]: () => this.finish(),
      GetLastError: () => this.lastError,
      GetErrorString: () => "",
      GetDiagnostic: () => "diagnostic",
    };
    this.api = Object.fromEntries(Object.entries(calls).map(([name, call]) => [rules.prefix + name, call]));
  }

  get finished(): boolean {
    return this.session === "over";
  }

  /** Lets *how* stand in the place of a call; returns what it was. */
  replace(name: CallName, how: Call): Call {
    const called = this.rules.prefix + (name === "Finish" ? this.rules.finish : name);
    const before = this.api[called];
    if (!before) {
      throw new Error(`no call ${called}`);
    }
    this.api[called] = how;
    return before;
  }

  /** Closes the session, as an LMS does that has put up another API. */
  endSession(): void {
    this.session = "over";
  }

  /** Returns a window in which this LMS is found, beside whatever *others* it has. */
  window(others: Readonly<Record<string, unknown>> = {}): Window {
    return { ...others, [this.rules.object]: this.api, parent: null, opener: null, top: null } as unknown as Window;
  }

  private initialize(): string {
    const how = this.trouble.initialize;
    this.session = "open";
    this.lastError = "0";
    if (how === "throws") {
      throw new TypeError("cannot read properties of undefined");
    }
    return how ?? "true";
  }

  private get(element: string): string | number {
    const { errors, writeOnly } = this.rules;
    if (this.trouble.silent || this.session !== "open") {
      return this.fail(this.session === "over" ? errors.getAfter : errors.getBefore, "");
    }
    this.lastError = "0";
    const [, list] = /^(cmi\.\w+)\._count$/.exec(element) ?? [];
    if (list !== undefined) {
      return this.count(list);
    }
    return writeOnly.includes(element)
      ? this.fail(errors.writeOnly, "")
      : (this.written[element] ?? this.fail(errors.unset, ""));
  }

  private set(element: string, value: string): string {
    const code = this.judge(element, value);
    this.lastError = code;
    if (code !== "0") {
      this.refusals.push(`${element} = ${value}: ${code}`);
      return "false";
    }
    this.writes.push(`${element} = ${value}`);
    this.written[element] = value;
    return "true";
  }

  private commit(): string {
    const { commit } = this.trouble;
    if (commit === "throws") {
      throw new Error("the connection is lost");
    }
    if (commit || this.session !== "open") {
      return this.fail(commit === "false without an error" ? "0" : this.rules.errors.commit, "false");
    }
    this.lastError = "0";
    this.writes.push("commit");
    this.kept = { ...this.written };
    return "true";
  }

  private finish(): string {
    this.session = "over";
    this.writes.push("finish");
    return "true";
  }

  private fail<T>(code: ErrorCode, result: T): T {
    this.lastError = code;
    return result;
  }

  private count(list: string): number {
    return Object.keys(this.written).filter(
      (key) => key.startsWith(`${list}.`) && /^\.\d+\.id$/.test(key.slice(list.length)),
    ).length;
  }

  private judge(element: string, value: string): ErrorCode {
    const { errors, readOnly, writable } = this.rules;
    if (this.session !== "open") {
      return this.session === "over" ? errors.setAfter : errors.setBefore;
    }
    if (this.trouble.refused?.some((name) => element.startsWith(name))) {
      return "401";
    }
    if (element in readOnly) {
      return errors.readOnly;
    }
    const [, judge, error] = writable.find(([pattern]) => pattern.test(element)) ?? [];
    return judge ? (this.misplaced(element, value) ?? (judge(value) ? "0" : (error ?? "0"))) : "401";
  }

  /** Entries follow one another without a gap; the id comes first. */
  private misplaced(element: string, value: string): ErrorCode | null {
    const [, entry, list = "", index, field] =
      /^((cmi\.(?:objectives|interactions))\.(\d+))\.(.+)$/.exec(element) ?? [];
    if (entry === undefined || field === undefined) {
      return null;
    }
    const [id, type] = [this.written[`${entry}.id`], this.written[`${entry}.type`]];
    return Number(index) > this.count(list)
      ? this.rules.gap
      : this.rules.order(field, value, { ...(id !== undefined && { id }), ...(type !== undefined && { type }) });
  }
}
