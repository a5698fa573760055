/** How saving stands, in one word: the engine's view, and what of it a learner needs to know. */
import type { Model } from "./model.js";

/**
 * How saving stands; the words that learners read for each are in save_line.ts. "saved" is proved; "sent" is only
 * said by the LMS, and kept here; "ended" is by the LMS, and "closed" by the learner. The last four
 * are not the engine's to say (saving.ts).
 */
export type SaveState =
  | "idle"
  | "saving"
  | "saved"
  | "sent"
  | "device"
  | "memory"
  | "signedout"
  | "ended"
  | "closed"
  | "partly"
  | "notracking"
  | "review"
  | "elsewhere";

/** Whether the newest state is on this device so that not even a crash takes it. */
export type Durability = "on the disk" | "being written" | "nowhere";

/** Returns how saving stands in one word. */
export function viewOf(model: Model, kept: Durability): SaveState {
  if (model.phase === "ended") {
    return model.unsent ? "ended" : "closed";
  }
  if (model.trouble !== "none" && kept !== "being written") {
    return kept === "nowhere" ? "memory" : model.trouble === "signedout" ? "signedout" : "device";
  }
  // Nothing is called saved as long as anything is not.
  if (model.trouble !== "none" || model.unsent || model.doubt || !["resting", "checking"].includes(model.phase)) {
    return "saving";
  }
  return ({ none: "idle", told: "sent", proved: "saved" } as const)[model.arrival];
}

/** What else is known where the engine says how saving stands. */
export interface Surroundings {
  readonly isLocal: boolean;
  readonly isReviewing: boolean;
  /** Whether the LMS has the learner's place as it was given, and every answer was handed to it. */
  readonly isWhole: boolean;
  readonly isTold: boolean;
}

/** Returns what a learner is told where the engine says *state*: without an LMS, and in review, that is not what they need. */
export function seen(state: SaveState, { isLocal, isReviewing, isWhole, isTold }: Surroundings): SaveState {
  if (isLocal && state !== "elsewhere" && state !== "closed") {
    return "notracking";
  }
  if (isReviewing) {
    return "review";
  }
  if (state !== "saved" && state !== "sent") {
    return state;
  }
  // Answers of an earlier time whose questions are not at hand yet have not arrived either.
  return !isTold ? "saving" : isWhole ? state : "partly";
}
