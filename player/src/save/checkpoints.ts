/** What is saved at a checkpoint: the learner's state and time, on this device first and then through the tracker. */
import type { PlayerData } from "../core/player_data.js";
import { encode } from "../core/saved_state.js";
import { outcome } from "../core/session.js";
import type { Manner, Tracker } from "../trackers/tracker.js";
import type { Device } from "./device.js";
import type { Progress } from "./progress.js";

export class Checkpoints {
  /** The learner's active seconds over all sessions before this, and those that a save took along. */
  private secondsBefore = 0;
  private secondsSaved = 0;

  constructor(
    private readonly pages: PlayerData["pages"],
    private readonly progress: Progress,
    private readonly device: Device,
  ) {}

  /** Goes on from the time that the state and the LMS know, whichever knows of more. */
  goOn(totalSeconds: number): void {
    this.secondsBefore = this.secondsSaved = Math.max(this.progress.state().totalCentiseconds / 100, totalSeconds);
  }

  /** Seconds of the learner's that no save took along yet. */
  get secondsUnsaved(): number {
    return this.centiseconds() / 100 - this.secondsSaved;
  }

  /** Keeps on this device what the learner has done up to this moment; false if it cannot. */
  keep(): boolean {
    const state = this.progress.state();
    return this.device.keep({ ...state, totalCentiseconds: Math.max(state.totalCentiseconds, this.centiseconds()) });
  }

  /** Saves everything there is through *tracker*, which was told *answers*. Rejects if it did not arrive. */
  async save(tracker: Tracker, manner: Manner, answers: "with answers" | "without answers"): Promise<void> {
    this.progress.count(this.centiseconds());
    const state = this.progress.state();
    const seconds = this.centiseconds() / 100;
    this.device.keep(state);
    this.device.sent(state, manner === "stopgap" ? "without answers" : answers);
    tracker.proof?.prepare(manner);
    const bookmark = this.pages.find((page) => page.fingerprint === state.bookmark)?.id ?? "";
    tracker.report(outcome(this.progress.rules(), state));
    await tracker.save({ bookmark, state: encode(state), totalSeconds: seconds });
    this.secondsSaved = seconds;
  }

  private centiseconds(): number {
    return Math.round((this.secondsBefore + this.progress.seconds()) * 100);
  }
}
