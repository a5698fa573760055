/** Opens the tracker, patiently: an LMS that is there and does not answer may answer later, and reading goes on meanwhile. */
import { TrackerError, type Resume, type Tracker } from "../trackers/tracker.js";
import { retryAfter } from "./model.js";

export interface Opened {
  readonly tracker: Tracker;
  readonly resume: Resume;
}

export class TrackerOpener {
  /** Why there is no LMS to talk to, although the package is made for one; null as long as there may be. */
  problem: TrackerError | null = null;
  private wakeUp: (() => void) | null = null;

  /** `waiting` is called each time that the LMS did not answer; `local` is the tracker for where there is none. */
  constructor(
    private readonly given: Tracker | null,
    private readonly local: Tracker,
    private readonly waiting: () => void,
  ) {}

  /** Never rejects. */
  async open(): Promise<Opened> {
    let tracker = this.given ?? this.local;
    for (let failures = 0; ; failures++) {
      try {
        return { tracker, resume: await tracker.open() };
      } catch (error) {
        console.warn("coursepack: the learning system was not opened", error);
        if (error instanceof TrackerError && error.why === "unreachable") {
          this.waiting();
          await this.pause(retryAfter(failures));
        } else {
          this.problem = error instanceof TrackerError ? error : null;
          tracker = this.local;
        }
      }
    }
  }

  /** Tries again now, if it waits. */
  wake(): void {
    this.wakeUp?.();
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
}
