/** What stands behind the strict gate where scorm-again does not: the values of SCORM 2004, and no opinion about them. */
import type { Account, Learner, Values } from "./server.js";

/** What is not kept from one session to the next. */
const OF_A_SESSION = ["cmi.exit", "cmi.session_time"];
const CHILDREN: Values = {
  "cmi.score._children": "scaled,raw,min,max",
  "cmi.learner_preference._children": "audio_level,language,delivery_speed,audio_captioning",
  "cmi.objectives._children": "id,score,success_status,completion_status,progress_measure,description",
  "cmi.interactions._children":
    "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
  "cmi.comments_from_learner._children": "comment,location,timestamp",
  "cmi.comments_from_lms._children": "comment,location,timestamp",
};
const COUNT = /^(.+)\._count$/;

/** Returns what an LMS gives back of *account* to who comes again; as in Moodle, nothing after any other exit than suspend. */
export function heldOf2004({ values }: Account): Record<string, string> {
  const kept = values["cmi.exit"] === "suspend" ? Object.entries(values) : [];
  return Object.fromEntries(kept.filter(([element]) => !OF_A_SESSION.includes(element)));
}

export class Memory2004 {
  private error = "0";
  private readonly values: Record<string, string>;

  constructor(account: Account, { id, name }: Learner, settings: Values) {
    const held = heldOf2004(account);
    this.values = {
      "cmi.completion_status": "unknown",
      "cmi.success_status": "unknown",
      ...CHILDREN,
      ...held,
      "cmi._version": "1.0",
      "cmi.learner_id": id,
      "cmi.learner_name": name,
      "cmi.credit": "credit",
      "cmi.mode": "normal",
      "cmi.entry": Object.keys(held).length > 0 ? "resume" : "ab-initio",
      "cmi.total_time": `PT${account.totalSeconds.toFixed(2)}S`,
      ...settings,
    };
  }

  readonly Initialize = (): string => "true";
  readonly Terminate = (): string => "true";
  readonly Commit = (): string => "true";
  readonly GetLastError = (): string => this.error;

  readonly GetValue = (element: string): string => {
    const [, list] = COUNT.exec(element) ?? [];
    const value = list === undefined ? this.values[element] : String(this.count(list));
    this.error = value === undefined ? "403" : "0";
    return value ?? "";
  };

  readonly SetValue = (element: string, value: string): string => {
    this.error = "0";
    this.values[element] = value;
    return "true";
  };

  private count(list: string): number {
    const entries = Object.keys(this.values).filter((element) => element.startsWith(`${list}.`));
    return new Set(entries.flatMap((element) => /^\d+/.exec(element.slice(list.length + 1)) ?? [])).size;
  }
}

/** Returns an ISO 8601 duration of hours, minutes and seconds in seconds. */
export function secondsOf2004(duration: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
