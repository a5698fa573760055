/** Where the record of one learner is kept, format by format: an LMS, a record store, or the learner's own device. */
import { decode } from "../../player/src/core/state_reader.js";
import { parseIsoDuration, parseTimespan } from "../../player/src/core/duration.js";
import type { Statement } from "../../player/src/trackers/lrs/statement.js";
import type { PlayerData } from "../../player/src/core/player_data.js";
import { openJournal } from "../../player/src/save/journal.js";
import { Cmi5Tracker } from "../../player/src/trackers/cmi5.js";
import { ScormTracker } from "../../player/src/trackers/scorm.js";
import type { Dialect } from "../../player/src/trackers/scorm_dialect.js";
import { scorm12 } from "../../player/src/trackers/scorm12.js";
import { scorm2004 } from "../../player/src/trackers/scorm2004.js";
import type { Tracker } from "../../player/src/trackers/tracker.js";
import { XapiTracker } from "../../player/src/trackers/xapi.js";
import { FakeCmi5, LAUNCH as CMI5_LAUNCH } from "../../player/testing/fake_cmi5.js";
import { FakeLms } from "../../player/testing/fake_lms.js";
import { LMS_SCORM12, LMS_SCORM2004, type LmsRules, type Values } from "../../player/testing/fake_lms_rules.js";
import { FakeLrs, LAUNCH as XAPI_LAUNCH } from "../../player/testing/fake_lrs.js";

/** What is recorded of a learner, in words that all standards share. */
export interface LearnerRecord {
  readonly complete: boolean;
  readonly score: number | null;
  readonly seconds: number;
  /** Each answer as `question: response, right or wrong`, in the order of answering; null where none are kept. */
  readonly answers: readonly string[] | null;
}

export interface Place {
  /** Launches the module: returns its tracker, or null where there is nobody to track. */
  launch(): Tracker | null;
  record(): LearnerRecord;
  /** What the other side refused: a correct player gives it no reason. */
  refusals(): readonly string[];
  fetch(address: string, init?: RequestInit): Promise<Response>;
}

const nowhere = (): Promise<Response> => Promise.resolve(new Response(null, { status: 404 }));

/** What is read of a learner in an LMS of SCORM, in the words of one version. */
interface Reading {
  readonly isComplete: (kept: Values) => boolean;
  readonly score: string;
  readonly seconds: (kept: Values) => number;
  readonly response: string;
}

function inLms(rules: LmsRules, dialect: () => Dialect, { isComplete, score, seconds, response }: Reading): Place {
  let lms = new FakeLms({}, rules);
  const refusals: string[] = [];
  return {
    launch() {
      refusals.push(...lms.refusals);
      lms = new FakeLms(lms.kept, rules);
      return new ScormTracker(lms.window(), dialect());
    },
    record: () => ({
      complete: isComplete(lms.kept),
      score: number(lms.kept[score]),
      seconds: seconds(lms.kept),
      answers: interactions(lms.kept).map((entry) => line(entry["id"] ?? "", entry[response] ?? "", entry["result"] ?? "")),
    }),
    refusals: () => [...refusals, ...lms.refusals],
    fetch: nowhere,
  };
}

const inScorm12 = (data: PlayerData): Place =>
  inLms(LMS_SCORM12, () => scorm12(data), {
    isComplete: (kept) => ["passed", "completed"].includes(kept["cmi.core.lesson_status"] ?? ""),
    score: "cmi.core.score.raw",
    seconds: (kept) => parseTimespan(kept["cmi.core.session_time"] ?? ""),
    response: "student_response",
  });

const inScorm2004 = (data: PlayerData): Place =>
  inLms(LMS_SCORM2004, () => scorm2004(data), {
    isComplete: (kept) => kept["cmi.completion_status"] === "completed",
    score: "cmi.score.raw",
    seconds: (kept) => parseIsoDuration(kept["cmi.session_time"] ?? ""),
    response: "learner_response",
  });

/** What a launch and the end of a session need of a window. */
const HOST = { history: { state: null }, location: { assign: () => undefined } } as unknown as Window;

function xapi(data: PlayerData): Place {
  const lrs = new FakeLrs();
  return {
    launch: () => new XapiTracker(HOST, data, XAPI_LAUNCH),
    record: () => recordIn(lrs.statements, lrs.state),
    refusals: () => [],
    fetch: (address, init) => lrs.fetch(address, init ?? {}),
  };
}

function cmi5(data: PlayerData): Place {
  const lms = new FakeCmi5();
  let launches = 0;
  return {
    launch() {
      launches += 1;
      return new Cmi5Tracker(HOST, data, launches === 1 ? CMI5_LAUNCH : lms.relaunch());
    },
    record: () => recordIn(lms.statements, lms.documents.get("suspendData") ?? null),
    refusals: () => lms.refusals,
    fetch: (address, init) => lms.fetch(address, init),
  };
}

function web(data: PlayerData): Place {
  return {
    launch: () => null,
    record() {
      const state = decode(openJournal(data.module.iri, "").read().state);
      const best = state?.best;
      return {
        complete: state?.complete ?? false,
        score: best ? Math.round((best.right / best.total) * 10_000) / 100 : null,
        seconds: (state?.totalCentiseconds ?? 0) / 100,
        answers: null,
      };
    },
    refusals: () => [],
    fetch: nowhere,
  };
}

export const PLACES = { scorm12: inScorm12, scorm2004: inScorm2004, xapi, cmi5, web } as const;
export type Format = keyof typeof PLACES;

function recordIn(statements: readonly Statement[], state: string | null): LearnerRecord {
  const inOrder = [...statements].sort((one, other) => one.timestamp.localeCompare(other.timestamp));
  const of = (...verbs: string[]): Statement[] => inOrder.filter(({ verb }) => verbs.includes(verb.display["en"] ?? ""));
  const scores = of("passed", "failed").flatMap(({ result }) => result?.score?.raw ?? []);
  const { totalSeconds } = JSON.parse(state ?? "{}") as { totalSeconds?: number };
  return {
    complete: of("completed").length > 0,
    score: scores.length > 0 ? Math.max(...scores) : null,
    seconds: totalSeconds ?? 0,
    answers: of("answered").map(({ object, result }) => {
      const id = object.id.replace(/^.*\//, "").replace(/[-.]/g, "_");
      return line(id, result?.response ?? "", result?.success === true ? "correct" : "wrong");
    }),
  };
}

/** Returns the interactions that a SCORM LMS holds, in order. */
function interactions(kept: Values): Record<string, string>[] {
  const entries: Record<string, string>[] = [];
  for (const [element, value] of Object.entries(kept)) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (index !== undefined && field !== undefined) {
      (entries[Number(index)] ??= {})[field] = value;
    }
  }
  return entries;
}

/** Responses differ between standards in their delimiters alone, and "wrong" is "incorrect" in SCORM 2004. */
function line(question: string, response: string, result: string): string {
  const plain = response.replace(/\[,\]/g, ",").replace(/\[\.\]/g, ".");
  return `${question}: ${plain}, ${result === "correct" ? "right" : "wrong"}`;
}

function number(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}
