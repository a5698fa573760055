/**
 * A strict SCORM run-time of either version: every call passes this gate before a run-time behind it sees it, is noted, and so is
 * every one that is refused. The gate enforces the limits and vocabularies of scorm_templates/tracking.json, the order of entries,
 * and what real run-times refuse although scorm-again lets it through (docs/facts.md#scorm-again-is-milder-than-the-standard).
 * What a version says in its own way is in its `Version`.
 */
import type { Values } from "./server.js";

type Method = "initialize" | "finish" | "save" | "get" | "set";
/** Who stands behind the gate: the functions of an API by their names, with the version's prefix. */
export type Inner = object;

export interface Version {
  readonly object: "API" | "API_1484_11";
  readonly prefix: "" | "LMS";
  readonly finish: "Finish" | "Terminate";
  readonly rules: readonly ElementRule[];
  /** Of each call: the errors before the session, within it and after it. */
  readonly early: Readonly<Record<Method, readonly [string | null, string | null, string | null]>>;
  readonly errors: Readonly<Record<"commit" | "unknown" | "readOnly" | "writeOnly" | "type" | "gap", string>>;
  /** The words for each error. */
  readonly words: Values;
  /** Whether a value that was never set is an error to ask for. */
  readonly saysUnset: boolean;
  /** The error of the member of an entry that comes too early, or null. */
  order(member: string, value: string, entry: { readonly id?: string; readonly type?: string }): string | null;
}

/** Which elements, what a SCO may do with them, what they take, and the error where they do not. */
export type ElementRule = readonly [
  pattern: RegExp,
  access: "ro" | "wo" | "rw",
  takes?: (value: string) => boolean,
  error?: string,
];

export interface GateCall {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
  readonly error: string;
  readonly at: number;
}

export class StrictGate {
  values: Record<string, string>;
  /** Every call. */
  readonly calls: GateCall[] = [];
  /** Calls that the standard refuses. A correct player makes none. */
  readonly violations: { readonly code: string; readonly name: string; readonly args: readonly unknown[] }[] = [];
  /** What a course finds. */
  readonly api: Readonly<Record<string, (...args: unknown[]) => unknown>>;
  private state: 0 | 1 | 2 = 0;
  private error = "0";

  /** *commit* stores on the server, and says whether it worked. */
  constructor(
    private readonly version: Version,
    private readonly inner: Inner,
    held: Values,
    private readonly commit: (values: Values, finished: boolean) => boolean,
  ) {
    this.values = { ...held };
    const { prefix, words } = version;
    const calls: Readonly<Record<string, Method>> = {
      Initialize: "initialize",
      [version.finish]: "finish",
      GetValue: "get",
      SetValue: "set",
      Commit: "save",
    };
    const made = Object.entries(calls).map(([name, method]): [string, (...args: unknown[]) => unknown] => [
      `${prefix}${name}`,
      (...args) => this.record(name, method, args),
    ]);
    const said = (code: unknown) => words[String(code)] ?? "No error";
    this.api = {
      ...Object.fromEntries(made),
      [`${prefix}GetLastError`]: () => this.error,
      [`${prefix}GetErrorString`]: said,
      [`${prefix}GetDiagnostic`]: said,
    };
  }

  private record(name: string, method: Method, args: readonly unknown[]): unknown {
    this.error = "0";
    const code = args.every((arg) => typeof arg === "string") ? this.early(method, args[0]) : "201";
    const [first = "", second = ""] = args.map(String);
    const result =
      code === null
        ? this.perform(method, first, second)
        : this.refuse(code, method === "get" ? "" : "false", name, args);
    this.calls.push({ name, args, result, error: this.error, at: Date.now() });
    return result;
  }

  private perform(method: Method, element: string, value: string): string {
    switch (method) {
      case "initialize":
        this.state = 1;
        return this.ask("Initialize", "");
      case "finish":
        this.ask(this.version.finish, "");
        this.state = 2;
        return this.store(true);
      case "save":
        return this.store(false);
      case "get":
        return this.get(element);
      case "set":
        return this.set(element, value);
    }
  }

  /** The error of a call that comes before the session or after it, or has an argument that it should not have. */
  private early(method: Method, first: unknown): string | null {
    return method !== "get" && method !== "set" && first !== "" ? "201" : this.version.early[method][this.state];
  }

  private refuse(code: string, result: string, name: string, args: readonly unknown[]): string {
    this.error = code;
    this.violations.push({ code, name, args });
    return result;
  }

  private get(element: string): string {
    const { errors, saysUnset } = this.version;
    const access = this.ruleFor(element)?.access;
    if (access === undefined || access === "wo") {
      return this.refuse(access ? errors.writeOnly : errors.unknown, "", "GetValue", [element]);
    }
    const value = this.ask("GetValue", element);
    // "Value not initialized" is an answer like another.
    this.error = value === "" && saysUnset ? this.ask("GetLastError") : "0";
    return value;
  }

  private set(element: string, value: string): string {
    const code = this.judge(element, value);
    if (code !== null) {
      return this.refuse(code, "false", "SetValue", [element, value]);
    }
    if (this.ask("SetValue", element, value) !== "true") {
      return this.refuse(this.ask("GetLastError"), "false", "SetValue", [element, value]);
    }
    this.values[element] = value;
    return "true";
  }

  private judge(element: string, value: string): string | null {
    const rule = this.ruleFor(element);
    if (!rule || rule.access === "ro") {
      return rule ? this.version.errors.readOnly : this.version.errors.unknown;
    }
    return this.misplaced(element, value) ?? (rule.takes(value) ? null : rule.error);
  }

  /** Entries follow one another without a gap, and the id of each comes first. */
  private misplaced(element: string, value: string): string | null {
    const [, list, index, member] = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (list === undefined || member === undefined) {
      return null;
    }
    const ids = new RegExp(`^cmi\\.${list}\\.\\d+\\.id$`);
    if (Number(index) > Object.keys(this.values).filter((key) => ids.test(key)).length) {
      return this.version.errors.gap;
    }
    const entry = `cmi.${list}.${index ?? ""}`;
    const [id, type] = [this.values[`${entry}.id`], this.values[`${entry}.type`]];
    return this.version.order(member, value, { ...(id !== undefined && { id }), ...(type !== undefined && { type }) });
  }

  private ruleFor(element: string) {
    const found = this.version.rules.find(([pattern]) => pattern.test(element));
    const [, access, takes = () => true, error = this.version.errors.type] = found ?? [];
    return access && { access, takes, error };
  }

  private ask(name: string, ...args: string[]): string {
    const functions = this.inner as Record<string, ((...given: string[]) => unknown) | undefined>;
    // As a method: scorm-again's look at themselves.
    const answer = functions[`${this.version.prefix}${name}`]?.(...args);
    return answer === undefined || answer === null ? "" : (answer as { toString(): string }).toString();
  }

  private store(finished: boolean): string {
    if (this.commit({ ...this.values }, finished)) {
      return "true";
    }
    this.error = this.version.errors.commit;
    return "false";
  }
}

export const atMost =
  (length: number) =>
  (value: string): boolean =>
    value.length <= length;
export const oneOf =
  (words: readonly string[]) =>
  (value: string): boolean =>
    words.includes(value);
export const like =
  (pattern: string) =>
  (value: string): boolean =>
    new RegExp(pattern).test(value);
