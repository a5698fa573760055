import type { PlayerQuestion } from "../core/player_data.js";
import type { SavedState } from "../core/saved_state.js";
import type { Rules } from "../core/session.js";

/** What the saver knows of the run: its state, how to join another to it, and whom to tell. */
export interface Progress {
  rules(): Rules;
  state(): SavedState;
  join(stored: SavedState): void;
  /** Counts a save: Moodle sends again only what differs from what it sent, even where that was lost. */
  count(totalCentiseconds: number): void;
  /** The learner's active seconds since this run began. */
  seconds(): number;
  changed(): void;
  /** Returns the questions of the pages, which may still be on their way. */
  taught(): Promise<readonly PlayerQuestion[]>;
  /** Returns the questions of the check, which are fetched. */
  bank(): Promise<readonly PlayerQuestion[]>;
}
