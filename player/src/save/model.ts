/** The save engine's state: where it stands, what can happen to it, what it has done, and its times. */
import type { Evidence } from "../trackers/commit_watch.js";
import type { Manner, Refusal } from "../trackers/tracker.js";

/**
 * resting: nothing to send. due: the time of the next commit is set. painting: "Saving…" is put on the screen first, for a
 * synchronous LMS freezes the page. committing: the LMS has it in hand. probing: the LMS said yes; what became of it?
 * diagnosing: it said no; why? waiting: trouble, and the time of the next try is set. checking: is the server back?
 */
export type Phase =
  "resting" | "due" | "painting" | "committing" | "probing" | "diagnosing" | "waiting" | "checking" | "ended";

/** "soon": a page or an answer, put together with what follows. "now": a result, or what somebody waits for. */
export type Urgency = "soon" | "now";
/** What fetching the package's own file tells about the server (probe.ts). */
export type ProbeResult = "ok" | "unreachable" | "signedout" | "weird";
export type Trouble = "none" | "unreachable" | "signedout";

export type SaveEvent =
  | { readonly type: "changed"; readonly urgency: Urgency }
  | { readonly type: "timer" }
  | { readonly type: "painted" }
  | { readonly type: "committed"; readonly took: number }
  | { readonly type: "refused"; readonly took: number; readonly why: Refusal }
  /** `evidence` is what the browser saw of the commit that was made before. */
  | { readonly type: "probed"; readonly round: number; readonly found: ProbeResult; readonly evidence: Evidence }
  /** The same, where it showed only later. */
  | { readonly type: "seen"; readonly evidence: Evidence }
  /** The page goes out of sight: often the last that is ever heard. */
  | { readonly type: "hidden" }
  /** The page is back after `away` milliseconds. */
  | { readonly type: "returned"; readonly away: number }
  /** Somebody waits for it: the learner pressed "Try to send now", or leaves. */
  | { readonly type: "asked" }
  | { readonly type: "ended" };

/** arrived, told: all that was committed is in the LMS; the LMS says so, and nobody can know. */
export type Effect =
  | { readonly do: "paint" | "arrived" | "told" }
  | { readonly do: "commit"; readonly how: Manner }
  | { readonly do: "probe"; readonly round: number };

export interface Model {
  readonly phase: Phase;
  /** Whether something happened that no commit has taken along yet, and whether it should go at once. */
  readonly unsent: boolean;
  readonly urgent: boolean;
  /** Whether something that was committed may be lost. */
  readonly doubt: boolean;
  readonly trouble: Trouble;
  readonly failures: number;
  /** When the timer is to fire, or null. */
  readonly wakeAt: number | null;
  /** The times of the commits of the last minute, ascending. */
  readonly commits: readonly number[];
  readonly lastCommit: Manner;
  readonly lastAnswer: "none" | "yes" | "no";
  readonly lastTry: number;
  /** How many commits in a row were slow. */
  readonly slow: number;
  /** The number of the newest probe: answers to earlier ones come too late. */
  readonly round: number;
  /** Whether the LMS's yes is proof, and if not, whether a probe ever came back well. */
  readonly probes: "needless" | "unanswered" | "trusted";
  /** What is known of the last save that went well: it arrived, or the LMS says so and nobody can know. */
  readonly arrival: "none" | "told" | "proved";
  /** How many commits since the last proof nobody can know of, or were not waited for: a proof is one of its own commit alone. */
  readonly told: number;
}

export interface Step {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

/** Milliseconds: changes within `together` go out as one; commits keep `apart` after most of a minute, or `wide` in an LMS that is slow. */
export const TIMES = {
  together: 1_500,
  apart: 5_000,
  wide: 20_000,
  slow: 3_000,
  longAway: 60_000,
  minute: 60_000,
} as const;
/**
 * Commits in a minute (docs/architecture.md#budgets). Two are kept for the moment when the page goes out of sight. A result waits
 * for no room: a browser that dies meanwhile would take it along. Most of them may follow close upon each other, so that "Saved" is
 * there two seconds after a step; the last ones are spread over the rest of the minute.
 */
export const MOST_COMMITS = { close: 8, working: 10, leaving: 12, spread: 3 } as const;
/** Milliseconds after which a learner who waits for what has not come is told so. */
export const PATIENCE = 10_000;
const RETRY_AFTER: readonly number[] = [2_000, 5_000, 15_000, 30_000, 60_000];

/** Returns the milliseconds until the next try, after *failures* tries that failed. */
export function retryAfter(failures: number): number {
  return RETRY_AFTER[Math.min(failures, RETRY_AFTER.length - 1)] ?? 0;
}

/**
 * Returns the engine at launch. `probes` is "needless" for a standard whose every answer is proof (xAPI); there is *doubt* where
 * the page before this one, in the same session, sent what is not known to have arrived.
 */
export function start({ probes, doubt }: Pick<Model, "probes" | "doubt">, now: number): Model {
  return {
    phase: "resting",
    unsent: false,
    urgent: false,
    doubt,
    trouble: "none",
    failures: 0,
    wakeAt: null,
    // The tracker may have committed at launch, which counts in the minute, and holds nothing up.
    commits: [now - TIMES.apart],
    lastCommit: "plain",
    lastAnswer: "none",
    lastTry: now,
    slow: 0,
    round: 0,
    probes,
    arrival: "none",
    told: 0,
  };
}
