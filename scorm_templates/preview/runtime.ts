/** The run-times of the emulated LMS, each as the object that a course finds, with every call of it reported. */
import { Faulty } from "./lms/faulty.js";
import { StrictGate } from "./lms/gate.js";
import { heldOf2004, Memory2004, secondsOf2004 } from "./lms/memory2004.js";
import { otherApi, PROFILES, type ProfileName } from "./lms/profiles.js";
import { SCORM2004 } from "./lms/scorm2004.js";
import type { Account, Change, Reply, RuntimeSetup, Server } from "./lms/server.js";
import type { Condition, LaunchOrder, Report } from "./messages.js";
import { scorm12 as facts12 } from "../tracking.json";

type Method = (...values: string[]) => unknown;
export type Api = Readonly<Record<string, Method>>;

/** How many arguments a call has: who leaves one out means the empty text. */
const ARGUMENTS: Readonly<Record<string, number>> = { SetValue: 2 };
const SILENT = /GetLastError|GetErrorString|GetDiagnostic/;

/** What the LMS holds of the learner: the page keeps it, and the inspector a copy; the server only answers. */
export class AccountServer implements Server {
  condition: Condition = "well";
  /** What happens while it is told something in trouble. */
  meanwhile: () => void = () => undefined;

  constructor(
    readonly key: string,
    public account: Account,
    private readonly report: (report: Report) => void,
  ) {}

  /** Waits for the answer as Moodle's run-time does: a course of ours looks for the request behind its commit. */
  post(change: Change): Reply {
    this.note();
    const request = new XMLHttpRequest();
    if (this.condition === "gone") {
      return { status: 0, body: "" };
    }
    request.open("POST", `commit?as=${this.condition}`, false);
    try {
      request.send(JSON.stringify(change));
    } catch {
      return { status: 0, body: "" };
    }
    return this.answered({ status: request.status, body: request.responseText }, change);
  }

  async postLater(change: Change): Promise<Reply> {
    this.note();
    try {
      if (this.condition === "gone") {
        throw new TypeError("the server is gone");
      }
      const answer = await fetch(`commit?as=${this.condition}`, { method: "POST", body: JSON.stringify(change) });
      return this.answered({ status: answer.status, body: await answer.text() }, change);
    } catch {
      return { status: 0, body: "" };
    }
  }

  beacon(change: Change): boolean {
    void this.postLater(change);
    return true;
  }

  private note(): void {
    if (this.condition !== "well") {
      this.report({ kind: "happened", sign: "calls" });
      this.meanwhile();
    }
  }

  private answered(reply: Reply, change: Change): Reply {
    if (reply.body === "true") {
      this.keep(change);
    }
    return reply;
  }

  private keep(change: Change): void {
    const totalSeconds = change.totalSeconds ?? this.account.totalSeconds;
    this.account = { values: { ...this.account.values, ...change.values }, totalSeconds };
    this.report({ kind: "stored", key: this.key, account: this.account });
  }
}

/** What can go wrong in a run-time: its server, and its calls. A format without an API has no calls. */
export interface Emulated {
  readonly server: AccountServer;
  readonly faulty: Faulty | null;
  readonly prefix: string;
}

/** Milliseconds after which an API is put up that is late (fault 2). */
const LATE = 3_000;

/** Returns what the LMS holds at a launch: what it held *before* it, which the page that was left has only now told it. */
function accountAt({ key, account, plan }: LaunchOrder, before: Emulated | null): Account {
  const known = before?.server.key === key ? before.server.account : account;
  const long = plan.long === undefined ? {} : { [plan.long]: "x".repeat(1_100_000) };
  return { ...known, values: { ...known.values, ...plan.values, ...long } };
}

/**
 * Puts up the API of the order's format in *window*, which reports every call; a format without an API has none. What goes wrong
 * there since *before* still does.
 */
export function putUp(
  host: Window,
  order: LaunchOrder,
  before: Emulated | null,
  report: (report: Report) => void,
): Emulated {
  const globals = host as unknown as Record<string, unknown>;
  globals["API"] = globals["API_1484_11"] = undefined;
  globals["cutAt"] = order.plan.cut;
  const account = accountAt(order, before);
  report({ kind: "launched", key: order.key, account });
  const server = new AccountServer(order.key, account, report);
  server.condition = before?.server.condition ?? "well";
  const setup: RuntimeSetup = {
    account,
    server,
    learner: order.learner,
    settings: order.settings,
  };
  const is12 = order.format === "scorm12";
  if (!is12 && order.format !== "scorm2004") {
    return { server, faulty: null, prefix: "" };
  }
  const prefix = is12 ? "LMS" : "";
  const runtime = is12 ? new PROFILES[order.profile as ProfileName](setup) : gate2004(setup).api;
  const faulty = new Faulty(runtime, prefix, () => {
    report({ kind: "happened", sign: "calls" });
  });
  if (before?.faulty) {
    faulty.failAs(before.faulty);
  }
  const install = () => {
    const words = is12 ? facts12.errors : SCORM2004.words;
    globals[is12 ? "API" : SCORM2004.object] = reporting(faulty.api, prefix, words, report);
    if (order.profile === "saba-dual") {
      globals[SCORM2004.object] = otherApi();
    }
  };
  if (order.plan.api === undefined) {
    install();
  } else if (order.plan.api === "late") {
    setTimeout(install, LATE);
  }
  return { server, faulty, prefix };
}

/** Returns a strict run-time of SCORM 2004. The session's time counts when the session ends. */
function gate2004({ account, server, learner, settings }: RuntimeSetup): StrictGate {
  const memory = new Memory2004(account, learner, settings);
  return new StrictGate(SCORM2004, memory, heldOf2004(account), (values, finished) => {
    const session = finished ? secondsOf2004(values["cmi.session_time"] ?? "PT0S") : 0;
    return server.post({ values, finished, totalSeconds: account.totalSeconds + session }).body === "true";
  });
}

/** Returns *api* with every call of it reported, but those that ask about the last error. */
function reporting(
  api: Api,
  prefix: string,
  errors: Readonly<Record<string, string>>,
  report: (report: Report) => void,
): Api {
  const start = performance.now();
  const wrapped = Object.entries(api).map(([method, perform]): [string, Method] => {
    const name = method.replace(prefix, "");
    const given = (values: readonly unknown[]) =>
      // What is no text is taken as text, as most LMSs do.
      Array.from({ length: Math.max(ARGUMENTS[name] ?? 1, values.length) }, (_, index) => textOf(values[index]));
    const call: Method = (...values) => {
      const before = performance.now();
      const told = given(values);
      let result: unknown;
      try {
        result = perform(...told);
      } catch (problem) {
        const at = before - start;
        report({
          kind: "call",
          call: { name: `${method}(${told[0] ?? ""})`, value: "", result: "", why: String(problem), at },
        });
        throw problem;
      }
      const error = textOf(api[`${prefix}GetLastError`]?.(""));
      // That a value was never set is an answer, not a refusal (SCORM 2004 RTE 3.1.7.6, error 403).
      const isUnset = name === "GetValue" && prefix === "" && error === "403";
      const why = error === "0" || isUnset ? "" : `${error}: ${errors[error] ?? "an error of the LMS's own"}`;
      const value = name === "SetValue" ? (told[1] ?? "") : "";
      report({
        kind: "call",
        call: { name: `${method}(${told[0] ?? ""})`, value, result: textOf(result), why, at: before - start },
      });
      return result;
    };
    return [method, SILENT.test(name) ? (...values) => perform(...given(values)) : call];
  });
  return Object.fromEntries(wrapped);
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? "" : (value as { toString(): string }).toString();
}
