/** Where the record of one learner is kept, format by format: an LMS, a record store, or the learner's own device. */
import { decode } from "../../player/src/core/state_reader.js";
import { parseIsoDuration, parseTimespan } from "../../player/src/core/duration.js";
import type { Statement } from "../../player/src/trackers/lrs/statement.js";
import type { PlayerData } from "../../player/src/core/player_data.js";
import { openJournal } from "../../player/src/save/journal.js";
import { Cmi5Tracker } from "../../player/src/trackers/cmi5.js";
import { Scorm12Tracker } from "../../player/src/trackers/scorm12.js";
import { Scorm2004Tracker } from "../../player/src/trackers/scorm2004.js";
import type { Tracker } from "../../player/src/trackers/tracker.js";
import { XapiTracker } from "../../player/src/trackers/xapi.js";
import { FakeCmi5, LAUNCH as CMI5_LAUNCH } from "../../player/testing/fake_cmi5.js";
import { FakeLms } from "../../player/testing/fake_lms.js";
import { FakeLms2004 } from "../../player/testing/fake_lms2004.js";
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

type Values = Readonly<Record<string, string>>;

const nowhere = (): Promise<Response> => Promise.resolve(new Response(null, { status: 404 }));

function scorm12(data: PlayerData): Place {
  let lms = new FakeLms();
  const refusals: string[] = [];
  return {
    launch() {
      refusals.push(...lms.refusals);
      const count = interactions(lms.kept).length;
      lms = new FakeLms(count > 0 || lms.commits > 0 ? { ...lms.kept, "cmi.interactions._count": String(count) } : {});
      return new Scorm12Tracker(lms.window(), data.notPassed);
    },
    record: () => ({
      complete: ["passed", "completed"].includes(lms.kept["cmi.core.lesson_status"] ?? ""),
      score: number(lms.kept["cmi.core.score.raw"]),
      seconds: parseTimespan(lms.kept["cmi.core.session_time"] ?? ""),
      answers: interactions(lms.kept).map((entry) => line(entry["id"] ?? "", entry["student_response"] ?? "", entry["result"] ?? "")),
    }),
    refusals: () => [...refusals, ...lms.refusals],
    fetch: nowhere,
  };
}

function scorm2004(data: PlayerData): Place {
  let lms = new FakeLms2004();
  const refusals: string[] = [];
  return {
    launch() {
      refusals.push(...lms.refusals);
      lms = new FakeLms2004(lms.kept);
      return new Scorm2004Tracker(lms.window(), data);
    },
    record: () => ({
      complete: lms.kept["cmi.completion_status"] === "completed",
      score: number(lms.kept["cmi.score.raw"]),
      seconds: parseIsoDuration(lms.kept["cmi.session_time"] ?? ""),
      answers: interactions(lms.kept).map((entry) => line(entry["id"] ?? "", entry["learner_response"] ?? "", entry["result"] ?? "")),
    }),
    refusals: () => [...refusals, ...lms.refusals],
    fetch: nowhere,
  };
}

function xapi(data: PlayerData): Place {
  const lrs = new FakeLrs();
  return {
    launch: () => new XapiTracker(data, XAPI_LAUNCH),
    record: () => recordIn(lrs.statements, lrs.state),
    refusals: () => [],
    fetch: (address, init) => lrs.fetch(address, init ?? {}),
  };
}

function cmi5(data: PlayerData): Place {
  const lms = new FakeCmi5();
  const host = { location: { assign: () => undefined } } as unknown as Window;
  let launches = 0;
  return {
    launch() {
      launches += 1;
      return new Cmi5Tracker(host, data, launches === 1 ? CMI5_LAUNCH : lms.relaunch());
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

export const PLACES = { scorm12, scorm2004, xapi, cmi5, web } as const;
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
