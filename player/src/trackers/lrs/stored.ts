/** What a State document of ours holds: the checkpoint, and what the store was told, so that no launch tells it again. */
import type { Outcome } from "../../core/session.js";
import { crc32 } from "../../core/crc32.js";
import { mergeStates } from "../../core/merge.js";
import { encode } from "../../core/saved_state.js";
import { decode } from "../../core/state_reader.js";
import type { Checkpoint, Resume } from "../tracker.js";
import { fieldsIn, fieldsOf } from "./fields.js";
import type { StateDocument } from "./state_document.js";

/** What was reported so far; score is that of the last `passed` or `failed`, and `tries` how many tries there were by then (0: not known). */
export interface Reported {
  readonly completed: boolean;
  readonly success: "unknown" | "failed" | "passed";
  readonly score: number | null;
  readonly tries: number;
}

export interface Stored extends Checkpoint {
  readonly reported: Reported;
}

/** Whose document it is. The learner's identity is hashed: the document need not say again who it belongs to. */
export interface Owner {
  readonly module: string;
  readonly learner: string;
}

export const NOTHING_REPORTED: Reported = { completed: false, success: "unknown", score: null, tries: 0 };
const EMPTY: Stored = { bookmark: "", state: "", totalSeconds: 0, reported: NOTHING_REPORTED };

/** Says how the quiz of a module went, from how the module stands (see Outcome). */
export function successOf({ status, score }: Outcome): Reported["success"] {
  return status === "failed" ? "failed" : score === null ? "unknown" : "passed";
}

/** Says how the learner stands, from what was reported. */
export function statusOf({ completed, success }: Reported): Resume["status"] {
  return completed ? (success === "passed" ? "passed" : "completed") : success === "failed" ? "failed" : "unknown";
}

export class ProgressStore {
  /** What another session had reached when it was in the way; from then on it is part of what is saved. */
  private theirs = "";

  constructor(
    private readonly document: StateDocument,
    private readonly owner: Owner,
  ) {}

  /** Returns what is stored; empty where nothing is, or something that is not this learner's in this module. */
  async read(): Promise<Stored> {
    return this.parsed(await this.document.read()) ?? EMPTY;
  }

  async write(stored: Stored): Promise<void> {
    await this.document.write(this.formatted(stored), (text) => {
      const theirs = this.parsed(text);
      this.theirs = theirs?.state ?? "";
      return this.formatted({
        ...stored,
        totalSeconds: Math.max(stored.totalSeconds, theirs?.totalSeconds ?? 0),
        reported: bestReport(stored.reported, theirs?.reported ?? NOTHING_REPORTED),
      });
    });
  }

  private formatted(stored: Stored): string {
    const state = merged(stored.state, this.theirs);
    return JSON.stringify({ ...stored, state, ...this.signature() });
  }

  private signature(): object {
    return { module: this.owner.module, learner: crc32(this.owner.learner).toString(16) };
  }

  private parsed(text: string): Stored | null {
    const { module, learner, bookmark, state, totalSeconds, reported } = fieldsIn(text) ?? {};
    const { module: ours, learner: us } = { module: "", learner: "", ...this.signature() };
    if ((module !== undefined && module !== ours) || (learner !== undefined && learner !== us)) {
      return null;
    }
    return {
      bookmark: typeof bookmark === "string" ? bookmark : "",
      state: typeof state === "string" ? state : "",
      totalSeconds: typeof totalSeconds === "number" && totalSeconds > 0 ? totalSeconds : 0,
      reported: reportedOf(reported),
    };
  }
}

/** Returns one saved state of two, such that nothing that was reached in either is lost. */
function merged(own: string, theirs: string): string {
  const [one, other] = [decode(own), decode(theirs)];
  return one && other ? encode(mergeStates(one, other)) : one ? own : theirs || own;
}

/** Returns what has been reported if either was. */
export function bestReport(one: Reported, other: Reported): Reported {
  const rank = { unknown: 0, failed: 1, passed: 2 };
  const first = rank[one.success] >= rank[other.success] ? one : other;
  return { ...first, completed: one.completed || other.completed };
}

function reportedOf(value: unknown): Reported {
  const { completed, success, score, tries } = fieldsOf(value) ?? {};
  return {
    completed: completed === true,
    success: success === "failed" || success === "passed" ? success : "unknown",
    score: typeof score === "number" ? score : null,
    tries: typeof tries === "number" ? tries : 0,
  };
}
