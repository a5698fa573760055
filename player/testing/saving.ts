/** Saving without saving.js: for tests of what it does. */
import type { PlayerData, PlayerQuestion } from "../src/core/player_data.js";
import { Run } from "../src/run/run.js";
import { SavingToCome, type Begin } from "../src/run/saving_to_come.js";
import { Saving } from "../src/save/saving.js";
import type { Tracker } from "../src/trackers/tracker.js";

/** Returns a run for which saving is still to come. */
export function newRun(data: PlayerData, taught: () => Promise<readonly PlayerQuestion[]>): Run {
  return new Run(data, new SavingToCome("in an LMS", () => undefined), taught);
}

/** Returns saving through *tracker*, as saving.js brings it. */
export function savingBy(tracker: Tracker | null): Promise<Begin> {
  return Promise.resolve((run) => new Saving(run, tracker));
}
