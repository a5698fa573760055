/**
 * The one seam between learning and standards. A tracker speaks of learning; the words of a standard (`cmi.*`, verbs) and
 * the quirks of LMSs stay inside the tracker's own file.
 */

import type { Outcome } from "../core/session.js";
import type { Evidence } from "./commit_watch.js";

/** What the LMS gave back at launch. */
export interface Resume {
  /** Where the learner left off: a page id, or "" if there is none. */
  readonly bookmark: string;
  /** The saved state as it was stored, or "" if there is none. Not trusted: the codec checks it. */
  readonly state: string;
  /** What the LMS calls the learner, or "". Only to keep apart the journals of people who share a device. */
  readonly learnerId: string;
  /** The learner's name for the certificate, or "". Never leaves the browser. */
  readonly learnerName: string;
  /** False in review and browse mode (docs/facts.md#moodle-stores-what-is-written-in-review). */
  readonly writable: boolean;
  /** Whether the end has to be told even so (cmi5 10.2.2.0-10). */
  readonly tellsEnd?: boolean;
  /** What the LMS says was reached before; it is never lowered. */
  readonly status: "passed" | "completed" | "failed" | "incomplete" | "unknown";
  /** What the LMS says must be reached to pass, in per cent; null or absent where it says nothing, and the course's own holds. */
  readonly passMark?: number | null;
  /** Seconds that the LMS has counted for this learner so far, if it says. */
  readonly totalSeconds: number;
  /** The score that the LMS holds, in per cent, or null; absent where it is not asked for. */
  readonly score?: number | null;
  /** Whether the session had begun before this page did: then what it gives back need not have been stored. */
  readonly isContinued?: boolean;
  /** Whether this device holds what an earlier page could not send. */
  readonly isUnsent?: boolean;
  /** How many answers the LMS holds, where it numbers them and tells. */
  readonly answers?: number;
}

/** Where the learner stands, and how it came to that. */
export interface Standing extends Outcome {
  /** The number of the learner's beginning (SavedState.origin), and how many tries at the quiz there were since. */
  readonly origin: number;
  readonly tries: number;
  /** The learner's active seconds, over all sessions and in this one. */
  readonly totalSeconds: number;
  readonly sessionSeconds: number;
}

/** A try at the quiz that the learner has sent in: the how-manieth, its score in per cent, and when (milliseconds since the epoch). */
export interface Try {
  readonly number: number;
  readonly score: number;
  readonly isPassed: boolean;
  readonly at: number;
}

/**
 * What an answer is for. check: it is part of a try at the quiz. follow-up: it puts right what was critical in that try, and
 * counts no more. practice: it teaches, on a page, and is sent only where the course says so.
 */
export const PURPOSES = ["check", "follow-up", "practice"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One answered question. `response` and `options` are in authored order; the tracker turns them into its standard's words. */
export interface Answer {
  readonly question: import("../core/player_data.js").PlayerQuestion;
  readonly purpose: Purpose;
  /** For `pick`: 1 or 0 for each option. For `assign`: the index of the label given to each item, -1 for none. */
  readonly response: readonly number[];
  readonly right: boolean;
  /** Milliseconds since the epoch at which it was answered. */
  readonly at: number;
  /** Seconds that the learner took. */
  readonly seconds: number;
}

/** What is saved with each checkpoint. */
export interface Checkpoint {
  readonly bookmark: string;
  readonly state: string;
  /** The learner's own total of active seconds over all sessions, this one included. */
  readonly totalSeconds: number;
}

/**
 * Why the LMS did not take something. absent: there is none. unreachable: there is one, and it does not answer as it should.
 * refused: it did not let the course in, or did not say how to record. signedout: it no longer knows the learner. ended: it
 * has closed the session and will take nothing more.
 */
export type Refusal = "absent" | "unreachable" | "refused" | "signedout" | "ended";

/** Thrown (or rejected with) when the LMS did not take what it was given. `detail` is for IT, not for learners. */
export class TrackerError extends Error {
  override readonly name = "TrackerError";
  constructor(
    message: string,
    readonly detail: string,
    readonly why: Refusal = "unreachable",
  ) {
    super(message);
  }
}

/**
 * plain: as usual. replay: what was saved since `arrived` may be lost, and is sent once more, so that it counts as new; that
 * takes two commits. stopgap: it may be lost and there is no time for that; only what replaces itself is sent.
 */
export type Manner = "plain" | "replay" | "stopgap";

/**
 * What a tracker has whose LMS may say "true" and yet lose what it was given, as every SCORM LMS may. The save engine finds
 * out what became of a commit, and says so here. A tracker whose every answer is proof, as an LRS's is, has none of this.
 */
export interface Proof {
  /** Whether the LMS keeps saved state as it is given; false once it refused it for its length. */
  readonly keepsState: boolean;
  /** Returns what became of the newest save to which the LMS said yes; *late* is told what shows after that. */
  verdict(late: (evidence: Evidence) => void): Promise<Evidence>;
  /** All that was saved until now is in the LMS: that is proved, or nobody can know ("unknown"). */
  arrived(evidence: Evidence): void;
  /** Says how the next `save` is to be made. */
  prepare(manner: Manner): void;
  /** The next *again* answers were told before, and keep their numbers from *first* on; those after them go on at *next*. */
  answersFrom(first: number, again: number, next: number): void;
  /** Returns the number of the next answer: an LMS may have refused some before it. null where it numbers none. */
  nextAnswer(): number | null;
}

export interface Tracker {
  /** What this tracker sends, and to whom, as a learner is told before the quiz. It stands beside the code that sends. */
  readonly sends: string;
  /** Absent where the answer to `save` is proof. */
  readonly proof?: Proof;
  /** Resolves to whether all that waits to be sent is on this device; absent where the tracker keeps nothing of its own. */
  isKept?(): Promise<boolean>;
  /** Connects and reads what the LMS holds. Rejects with a TrackerError if there is nobody to talk to. */
  open(): Promise<Resume>;
  /** Tells that a page was seen. Standards without a word for it do nothing. */
  viewed(page: import("../core/player_data.js").PlayerPage): void;
  /** Hands over an answer; it is stored with the next `save`. */
  answer(answer: Answer): void;
  /** Hands over a try at the quiz. Standards that tell of the outcome alone have none of this. */
  tried?(attempt: Try): void;
  /**
   * Hands over where the learner stands: score before status. A tracker whose answers are proof sends a result at once; with
   * the others it is stored by the next `save`. Never lowers a status.
   */
  report(standing: Standing): void;
  /** Stores bookmark, state, time and all that was handed over, in one commit. Rejects if the LMS did not take it. */
  save(checkpoint: Checkpoint): Promise<void>;
  /** The page may be gone in a moment: begins before it returns to send all that waits for something else to arrive first. */
  hurry?(): void;
  /** Another window saves: nothing of this one is kept until `join`, with which it takes over. */
  pause?(): void;
  join?(): void;
  /** Forgets what waits to be sent, and takes it off this device. */
  forget?(): void;
  /** Ends the session (Finish, Terminate, terminated). Must work inside `pagehide`; after it nothing is sent. */
  close(): void;
  /** After `close`, where that takes a while: settles when the end has arrived, or is known not to. Never rejects. */
  readonly ended?: Promise<void>;
}
