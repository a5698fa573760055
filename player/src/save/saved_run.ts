/** What saving knows of a run, and does to it. */
import type { PlayerData, PlayerQuestion } from "../core/player_data.js";
import type { SavedState } from "../core/saved_state.js";
import type { Rules, SessionEvent } from "../core/session.js";

export interface SavedRun {
  readonly data: PlayerData;
  readonly rules: Rules;
  readonly state: SavedState;
  /** The learner's active seconds since this run began. */
  readonly clock: { seconds(): number };
  /**
   * The questions of the pages, which may still be on their way, and those of the quiz, which are fetched: the second rejects
   * where they cannot be had.
   */
  readonly questions: Readonly<Record<"taught" | "bank", () => Promise<readonly PlayerQuestion[]>>>;
  /** Lets happen what asks for no save of its own: what another place knew, and a save itself. */
  apply(event: Extract<SessionEvent, { type: "resumed" | "saving" }>): void;
  /** Tells all who watch that saving stands otherwise. */
  changed(): void;
}
