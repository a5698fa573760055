/** A tracker that remembers what it was told, and takes it or not; it keeps a learner's state from one visit to the next. */
import type { Outcome } from "../src/core/session.js";
import { TrackerError, type Answer, type Checkpoint, type Resume, type Tracker } from "../src/trackers/tracker.js";

const FRESH: Resume = {
  bookmark: "",
  state: "",
  learnerId: "tess",
  learnerName: "",
  writable: true,
  status: "unknown",
  totalSeconds: 0,
};

export class Witness implements Tracker {
  readonly sends = "Your learning system is sent your score.";
  /** What happened, in order, in a few words each. */
  readonly told: string[] = [];
  readonly answers: Answer[] = [];
  readonly checkpoints: Checkpoint[] = [];
  isBroken = false;

  /** Takes what the LMS gives back at launch, or the error with which it refuses. */
  constructor(private readonly given: Partial<Resume> | TrackerError = {}) {}

  open(): Promise<Resume> {
    if (this.given instanceof TrackerError) {
      return Promise.reject(this.given);
    }
    return Promise.resolve({
      ...FRESH,
      ...this.given,
      state: this.checkpoints.at(-1)?.state ?? this.given.state ?? "",
    });
  }

  viewed({ id }: { readonly id: string }): void {
    this.told.push(`viewed ${id}`);
  }

  answer(answer: Answer): void {
    this.answers.push(answer);
    this.told.push(`answer ${String(answer.right)}`);
  }

  report({ status, score }: Outcome): void {
    // A result is told at once, and with the save once more: that is one thing to be told.
    const told = `report ${status} ${score ?? "without score"}`;
    if (this.told.at(-1) !== told) {
      this.told.push(told);
    }
  }

  save(checkpoint: Checkpoint): Promise<void> {
    if (this.isBroken) {
      return Promise.reject(new TrackerError("lost", ""));
    }
    this.checkpoints.push(checkpoint);
    this.told.push("save");
    return Promise.resolve();
  }

  close(): void {
    this.told.push("close");
  }
}
