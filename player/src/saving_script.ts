/** saving.js, the second script of the player: everything about saving, and the tracker of the package's format. */
import type { PlayerData } from "./core/player_data.js";
import { readWords } from "./core/words.js";
import type { Later } from "./later.js";
import { Saving } from "./save/saving.js";
import type { Tracker } from "./trackers/tracker.js";

/** Makes the tracker of a format, or returns null where the package was opened without a learning system. */
export type Tracking = (data: PlayerData) => Tracker | null;

/** Leaves saving by *tracking* where the player looks for it (later.ts); the first stays, should the script come twice. */
export function offerSaving(tracking: Tracking): void {
  const left = window as Later;
  // Now, as the next script leaves its own words there.
  const brought = left.coursepackWords;
  left.coursepackSaving ??= (run) => {
    readWords(brought);
    return new Saving(run, tracking(run.data));
  };
}
