/** No learning system: progress stays on this device, and nothing is sent. */
import { NO_ENTRY, type Journal } from "./journal.js";
import { TrackerError, type Checkpoint, type Resume, type Tracker } from "../trackers/tracker.js";
import { word } from "../core/words.js";

export class LocalTracker implements Tracker {
  readonly sends = word("player.sends.nothing");

  constructor(private readonly journal: Journal) {}

  async open(): Promise<Resume> {
    await this.journal.load();
    return {
      bookmark: "",
      state: this.journal.read().state,
      learnerId: "",
      learnerName: "",
      writable: true,
      status: "unknown",
      totalSeconds: 0,
    };
  }

  save(checkpoint: Checkpoint): Promise<void> {
    return this.journal.write({ ...NO_ENTRY, state: checkpoint.state })
      ? Promise.resolve()
      : Promise.reject(new TrackerError(word("player.device.not-kept"), "localStorage refused the state"));
  }

  viewed(): void {
    // There is nobody to tell.
  }

  answer(): void {
    // There is nobody to tell.
  }

  report(): void {
    // There is nobody to tell.
  }

  close(): void {
    // There is nothing to end.
  }
}
