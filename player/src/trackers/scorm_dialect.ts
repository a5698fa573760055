/** What a version of SCORM says in its own way (scorm12.ts, scorm2004.ts): data, and functions without a state. */
import type { ScormApi, ScormNames } from "./scorm_api.js";
import type { InteractionWords } from "./scorm_interactions.js";
import type { Outcome } from "../core/session.js";
import type { Answer, Resume } from "./tracker.js";

/** Where a learner stands in the words of SCORM. */
export interface CmiOutcome {
  /** The word of each status by its element; absent where there is none. */
  readonly statuses: Readonly<Record<string, string>>;
  /** In per cent, -1 for none. */
  readonly score: number;
}

export interface Status {
  readonly element: string;
  /** Its words, the better the higher. The LMS's own word is never exchanged for a lower one. */
  readonly ranks: Readonly<Record<string, number>>;
  /** What is said before a word that Moodle takes for sent already; each is true of whoever reached the other. */
  readonly neighbours: Readonly<Record<string, string>>;
}

/** One value to write; for a "result" it matters that the LMS takes it. */
export type Write = readonly [element: string, value: string, weight?: "result"];

/** What an LMS holds at launch, as it says it. */
export interface HeldByLms {
  readonly state: string;
  /** By the element of the status. */
  readonly statuses: Readonly<Record<string, string>>;
  /** In per cent, -1 for none. */
  readonly score: number;
  /** What must be reached to pass; "" where the LMS says nothing. */
  readonly mark: string;
}

/** A version of SCORM. */
export interface Dialect {
  readonly names: ScormNames;
  readonly elements: Readonly<
    Record<"mode" | "location" | "learnerId" | "learnerName" | "totalTime" | "sessionTime" | "exit", string>
  >;
  /** In the order in which they are written. */
  readonly statuses: readonly Status[];
  readonly interactions: InteractionWords;
  /** Where the version has a place for what the answers say of each principle. */
  readonly objectives?: {
    add(answer: Answer): void;
    write(api: ScormApi, passMark: number | null): void;
    arrived(): void;
  };
  /** A place that is no page: "" where the version takes that. */
  readonly nowhere: string;
  /** Waits until *api* gives values back, where it may not at once. */
  settled?(api: ScormApi): Promise<void>;
  read(api: ScormApi): HeldByLms;
  /** Returns the pass mark in per cent, or null where *mark* is none. */
  passMark(mark: string): number | null;
  /** Says in one word how a learner of these *statuses* stands. */
  statusOf(statuses: CmiOutcome["statuses"]): Resume["status"];
  /** Returns *outcome* in the version's words, for an LMS whose pass mark is *mark*. */
  standing(outcome: Outcome, mark: string): CmiOutcome;
  /** Returns how far the learner is, and a score in per cent, as they are written. */
  progress(share: number): readonly Write[];
  score(score: number): readonly Write[];
  /** Returns how the session is to end for a learner who stands so. */
  exit(standing: CmiOutcome): string;
  /** Returns seconds as the version writes them, and reads them back. */
  duration(seconds: number): string;
  seconds(duration: string): number;
}

export const NO_OUTCOME: CmiOutcome = { statuses: {}, score: -1 };

/** Returns *word* as the LMS should have written it, or "unknown" where it is none of *ranks*. */
export function known(ranks: Status["ranks"], word: string): string {
  const status = word.trim().toLowerCase();
  return Object.keys(ranks).includes(status) ? status : "unknown";
}
