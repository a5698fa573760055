/**
 * The one place from which anything is saved. It puts changes together, keeps a distance between commits, tries again when
 * the LMS does not answer, and says in one word how things stand.
 */

/** How saving stands. The words that learners read for each are in save_words.ts. */
export type SaveState = "idle" | "saving" | "saved" | "device" | "memory" | "notracking" | "review" | "closed";

/** "soon": a page or an answer, put together with what follows. "now": a result, or the page goes out of sight. */
export type Urgency = "soon" | "now";

export interface SavePorts {
  /** Saves everything there is to save; rejects if it did not arrive. */
  save(): Promise<void>;
  /** Keeps the newest state on this device; false if it cannot. */
  keep(): boolean;
  /** Is told of every change of how saving stands. */
  show(state: SaveState): void;
}

/** Milliseconds: changes within `together` go out as one, and commits keep `apart` (12 a minute: design.md section 6). */
const TOGETHER = 1_500;
const APART = 5_000;
/** A save that is quicker than this is not worth a word. */
const QUICK = 1_000;
const RETRY_AFTER = [2_000, 5_000, 15_000, 30_000, 60_000];

type Timer = ReturnType<typeof setTimeout>;

export class SaveLoop {
  private dirty = false;
  private sending = false;
  private failures = 0;
  private lastStart = -Infinity;
  private timer: Timer | null = null;
  private running: Promise<boolean> | null = null;
  private closed = false;

  constructor(private readonly ports: SavePorts) {}

  /** Whether there is something that has not arrived. */
  get isPending(): boolean {
    return this.dirty || this.sending;
  }

  /** Says that something changed. */
  request(urgency: Urgency): void {
    if (this.closed) {
      return;
    }
    this.dirty = true;
    this.ports.keep();
    if (urgency === "now") {
      void this.flush();
    } else if (this.failures === 0 && !this.running) {
      this.schedule(Math.max(TOGETHER, this.lastStart + APART - performance.now()));
    }
  }

  /**
   * Saves at once what is not yet saved, and returns whether everything has arrived. The save begins before this returns:
   * in `pagehide` there is no later.
   */
  flush(): Promise<boolean> {
    if (this.running) {
      return this.running.then((arrived) => (this.dirty && arrived ? this.flush() : arrived));
    }
    if (!this.dirty || this.closed) {
      return Promise.resolve(!this.dirty);
    }
    this.running = this.save().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Ends saving for good: after this nothing is sent. */
  close(): void {
    this.closed = true;
    this.cancel();
    this.ports.show("closed");
  }

  private async save(): Promise<boolean> {
    this.cancel();
    this.dirty = false;
    this.sending = true;
    this.lastStart = performance.now();
    const slow = setTimeout(() => {
      this.ports.show("saving");
    }, QUICK);
    try {
      await this.ports.save();
      this.succeed();
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    } finally {
      clearTimeout(slow);
    }
  }

  private succeed(): void {
    this.sending = false;
    this.failures = 0;
    this.ports.show("saved");
    if (this.dirty) {
      this.schedule(APART);
    }
  }

  private fail(error: unknown): void {
    console.error("coursepack: progress was not saved", error);
    this.sending = false;
    this.dirty = true;
    this.ports.show(this.ports.keep() ? "device" : "memory");
    const wait = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)] ?? 0;
    this.failures += 1;
    // A little more or less, so that a class of thirty does not come back to its LMS in the same second.
    this.schedule(wait * (0.9 + 0.2 * Math.random()));
  }

  private schedule(wait: number): void {
    if (this.timer === null && !this.closed) {
      this.timer = setTimeout(() => {
        this.timer = null;
        void this.flush();
      }, wait);
    }
  }

  private cancel(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }
}
