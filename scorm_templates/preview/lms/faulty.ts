/** An API in front of an API, which fails when it is told to. */

import type { Call } from "./strict12.js";

type Api = Readonly<Record<string, (...values: string[]) => unknown>>;

/** What one call does in place of what it should: give something back with an error, throw, or nothing of its own but to be slow. */
export interface Failure {
  readonly call: string;
  /** Only calls about elements that begin so. */
  readonly element?: string;
  readonly gives?: unknown;
  readonly error?: string;
  readonly throws?: boolean;
  /** Whether the LMS does its part all the same, and only says something else. */
  readonly works?: boolean;
}

const ABOUT_ERRORS = ["GetLastError", "GetErrorString", "GetDiagnostic"];

export class Faulty {
  private readonly pending: { readonly failure: Failure; times: number }[] = [];
  private error: string | null = null;
  /** How many calls have failed so. */
  failures = 0;
  /** Calls that the LMS never saw. */
  readonly unheard: Call[] = [];
  /** The object that the course finds. */
  readonly api: Api;

  /** Calls have *prefix* before their names, as SCORM 1.2 has it and SCORM 2004 has not; *tell* hears of each that fails. */
  constructor(
    inner: object,
    private readonly prefix: "LMS" | "" = "LMS",
    private readonly tell: () => void = () => undefined,
  ) {
    const methods = inner as Record<string, ((...values: string[]) => unknown) | undefined>;
    const calls = [
      "Initialize",
      prefix === "" ? "Terminate" : "Finish",
      "GetValue",
      "SetValue",
      "Commit",
      ...ABOUT_ERRORS,
    ];
    this.api = Object.fromEntries(
      calls.map((name) => {
        const method = `${prefix}${name}`;
        const perform = (...values: string[]): unknown => methods[method]?.(...values);
        return [method, (...values: string[]) => this.answer(method, values, perform)];
      }),
    );
  }

  /** Lets the next *times* calls fail. */
  fail(failure: Failure, times = 1): void {
    this.pending.push({ failure, times });
  }

  /** Lets fail what still fails in *other*. */
  failAs(other: Faulty): void {
    this.pending.push(...other.pending);
  }

  /** Ends all failing. */
  heal(): void {
    this.pending.length = 0;
  }

  private answer(method: string, values: string[], perform: (...values: string[]) => unknown): unknown {
    const isLast = method === `${this.prefix}GetLastError`;
    if (isLast || ABOUT_ERRORS.some((name) => method.endsWith(name))) {
      return (isLast ? this.error : null) ?? perform(...values);
    }
    this.error = null;
    const next = this.pending.find(
      ({ failure }) => failure.call === method && (values[0] ?? "").startsWith(failure.element ?? ""),
    );
    if (!next) {
      return perform(...values);
    }
    next.times -= 1;
    this.failures += 1;
    this.tell();
    if (next.times <= 0) {
      this.pending.splice(this.pending.indexOf(next), 1);
    }
    const { failure } = next;
    let result: unknown;
    if (failure.works === true) {
      result = perform(...values);
    } else {
      this.note(method, values, failure);
    }
    if (failure.throws === true) {
      throw new Error(`${method} failed inside the LMS`);
    }
    this.error = failure.error ?? "101";
    return "gives" in failure ? failure.gives : failure.works === true ? result : "false";
  }

  private note(name: string, [element = "", value = ""]: readonly string[], { gives, error }: Failure): void {
    this.unheard.push({ name, element, value, result: gives, error: error ?? "101", at: Date.now() });
  }
}
