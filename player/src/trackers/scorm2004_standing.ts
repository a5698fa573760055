/** Where a learner stands in the words of SCORM 2004: completion, success and score, each beside the others. */
import type { Resume } from "./tracker.js";

/** Words for completion and for success, the better the higher. The LMS's own word is never exchanged for a lower one. */
export const RANK = {
  completion: { unknown: 0, "not attempted": 0, incomplete: 1, completed: 2 },
  success: { unknown: 0, failed: 1, passed: 2 },
} as const;

/** What is said before a status that Moodle takes for sent already: what the learner had before. */
export const NEIGHBOUR = {
  completed: "incomplete",
  incomplete: "unknown",
  passed: "unknown",
  failed: "unknown",
} as const;

export interface Standing {
  readonly completion: keyof typeof RANK.completion;
  readonly success: keyof typeof RANK.success;
  /** In per cent, -1 for none. */
  readonly score: number;
}

export const NOTHING: Standing = { completion: "unknown", success: "unknown", score: -1 };

/** Returns *word* as the LMS should have written it, or "unknown" where it is none of *ranks*. */
export function known<W extends string>(ranks: Readonly<Record<W, number>>, word: string): W | "unknown" {
  const status = word.trim().toLowerCase();
  return status in ranks ? (status as W) : "unknown";
}

/** Says whether *status* is better than what the LMS is *proved* to hold, and no worse than what it *told* at launch. */
export function isDue<W extends "completion" | "success">(
  which: W,
  status: Standing[W],
  { proved, told }: { readonly proved: Standing; readonly told: Standing },
): boolean {
  const ranks: Readonly<Record<string, number>> = RANK[which];
  const rank = ranks[status] ?? 0;
  return rank > (ranks[proved[which]] ?? 0) && rank >= (ranks[told[which]] ?? 0);
}

/** Says how the learner stands in one word. */
export function statusOf({ completion, success }: Standing): Resume["status"] {
  if (completion === "completed") {
    return success === "passed" ? "passed" : "completed";
  }
  if (success === "failed") {
    return "failed";
  }
  return completion === "incomplete" ? "incomplete" : "unknown";
}

/** Returns a measure from 0 to 1 in per cent, or null: what else an LMS may hold there is no pass mark. */
export function perCent(text: string): number | null {
  const value = Number(text);
  return text.trim() !== "" && value >= 0 && value <= 1 ? Math.round(value * 10_000) / 100 : null;
}
