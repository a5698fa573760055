/** What xAPI and cmi5 share: statements and saved state on their way to a store, the result before all else. */
import type { Checkpoint } from "../tracker.js";
import type { StatementQueue } from "./queue.js";
import { isResult, type Statement } from "./statement.js";
import type { ProgressStore, Reported, Stored } from "./stored.js";

export class LrsSession {
  /** What the store was told, and what of it is known to have arrived. */
  reported: Reported;
  arrived: Reported;
  private hurried = (): void => undefined;

  constructor(
    readonly queue: StatementQueue,
    private readonly progress: ProgressStore,
    stored: Stored,
  ) {
    this.reported = this.arrived = stored.reported;
  }

  /** Takes a result: with it the store was told *reported*. */
  tell(statement: Statement, reported: Partial<Reported>): void {
    this.queue.add(statement);
    this.reported = { ...this.reported, ...reported };
  }

  /** The store turns out to have been told *reported* before. */
  learn(reported: Partial<Reported>): void {
    this.reported = { ...this.reported, ...reported };
    this.arrived = { ...this.arrived, ...reported };
  }

  /** Sends the results that wait; has begun when it returns. */
  async sendResults(): Promise<void> {
    const told = this.reported;
    await this.queue.flush(isResult);
    this.arrived = told;
  }

  /**
   * Sends what waits, and stores *checkpoint*; all has begun when this returns, but that a document which is to say of a result that
   * it has arrived waits for it, unless the page is going.
   */
  async save(checkpoint: Checkpoint): Promise<void> {
    const hasNews = this.reported !== this.arrived;
    const results = this.sendResults().catch(() => undefined);
    const everything = this.queue.flush();
    everything.catch(() => undefined);
    if (hasNews) {
      await Promise.race([results, new Promise<void>((resolve) => (this.hurried = resolve))]);
    }
    await Promise.all([everything, this.progress.write({ ...checkpoint, reported: this.arrived })]);
  }

  /** The page may be gone in a moment: what waits leaves now. */
  hurry(): void {
    this.queue.flush().catch(() => undefined);
    this.hurried();
  }
}
