/**
 * `sa-sync` and `sa-async`: scorm-again as an LMS, which we did not write: a fake of our own shares our misunderstandings.
 * In async mode it says "true" whatever happens; in sync mode it takes a login page for success (measured, L4).
 */
import * as scormAgain from "scorm-again/scorm12";
import { secondsOf, timespanOf } from "../../../scorm_templates/preview/lms/rules.js";
import type { Change, RuntimeSetup } from "../../../scorm_templates/preview/lms/server.js";
import type { Call } from "../../../scorm_templates/preview/lms/strict12.js";

// Its types speak of a default export, and the module has a named one.
const { Scorm12API } = scormAgain as unknown as { readonly Scorm12API: typeof scormAgain.default };
type Scorm12API = scormAgain.default;

export type ScormAgainName = "sa-sync" | "sa-async";

/** Where it posts to: the walks and the browser tests each answer there. */
export const COMMIT_ADDRESS = "/account";

export class ScormAgain {
  readonly calls: Call[] = [];
  /** What it refuses. */
  readonly violations: string[] = [];
  private readonly inner: Scorm12API;
  private readonly values: Record<string, string>;

  constructor(
    private readonly launch: RuntimeSetup,
    name: ScormAgainName,
    address: string = COMMIT_ADDRESS,
  ) {
    const { account, learner, settings } = launch;
    const { "cmi.core.session_time": _time, "cmi.core.exit": exit, ...kept } = account.values;
    this.values = kept;
    this.inner = new Scorm12API({
      autocommit: false,
      lmsCommitUrl: address,
      useAsynchronousCommits: name === "sa-async",
      mastery_override: false,
      logLevel: 5,
      requestHandler: (_commit: unknown, metadata?: { readonly isTerminateCommit: boolean }) => this.change(metadata?.isTerminateCommit === true),
    });
    this.inner.loadFromFlattenedJSON({
      ...kept,
      "cmi.core.student_id": learner.id,
      "cmi.core.student_name": learner.name,
      "cmi.core.credit": "credit",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.entry": Object.keys(kept).length === 0 ? "ab-initio" : exit === "suspend" ? "resume" : "",
      "cmi.core.total_time": timespanOf(account.totalSeconds),
      ...settings,
    });
  }

  readonly LMSInitialize = (parameter: string): string => this.note("LMSInitialize", [parameter], "true");
  readonly LMSFinish = (parameter: string): string => this.note("LMSFinish", [parameter], "true");
  readonly LMSCommit = (parameter: string): string => this.note("LMSCommit", [parameter], "");
  readonly LMSGetValue = (element: string): string => this.note("LMSGetValue", [element], "");
  readonly LMSSetValue = (element: string, value: string): string => {
    const result = this.note("LMSSetValue", [element, value], "true");
    if (result === "true") {
      this.values[element] = value;
    }
    return result;
  };
  readonly LMSGetLastError = (): string => this.inner.LMSGetLastError();
  readonly LMSGetErrorString = (code: string): string => this.inner.LMSGetErrorString(code);
  readonly LMSGetDiagnostic = (code: string): string => this.inner.LMSGetDiagnostic(code);

  private change(finished: boolean): Change {
    const values = { ...this.values };
    const session = secondsOf(values["cmi.core.session_time"] ?? "0000:00:00");
    return finished ? { values, finished, totalSeconds: this.launch.account.totalSeconds + session } : { values, finished };
  }

  /** Calls the library; one that does not give *good* back, where that is known, was refused. */
  private note(name: keyof Scorm12API & `LMS${string}`, given: readonly string[], good: string): string {
    const method = this.inner[name] as (...values: readonly string[]) => unknown;
    const result = String(method.apply(this.inner, given as string[]));
    const [element = "", value = ""] = given;
    const error = this.inner.LMSGetLastError();
    if (good !== "" && result !== good) {
      this.violations.push(`${name}(${element}, ${value}): ${error}`);
    }
    this.calls.push({ name, element, value, result, error, at: performance.now() });
    return result;
  }
}
