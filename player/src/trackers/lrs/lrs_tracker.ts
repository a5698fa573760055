/** What a tracker does in xAPI and in cmi5 alike: it makes statements of what a learner does, and stores their progress beside them. */
import type { PlayerPage } from "../../core/player_data.js";
import type { Answer, Checkpoint, Resume, Standing, Try } from "../tracker.js";
import { identity, type Actor } from "./actor.js";
import type { LrsSession } from "./lrs_session.js";
import type { Statement } from "./statement.js";
import { statusOf, type Stored } from "./stored.js";

/** Makes the statements of a standard. */
interface Statements {
  experienced(page: PlayerPage): Statement;
  answered(answer: Answer): Statement;
  attempted(attempt: Try): Statement;
}

export abstract class LrsTracker<S extends Statements> {
  ended?: Promise<void>;
  protected standing: Standing | null = null;
  /** The session, as long as something may be recorded in it. */
  protected recorded: { readonly statements: S; readonly session: LrsSession } | null = null;

  isKept(): Promise<boolean> {
    return this.recorded?.session.queue.isKept() ?? Promise.resolve(true);
  }

  viewed(page: PlayerPage): void {
    this.tell((statements) => statements.experienced(page));
  }

  answer(answer: Answer): void {
    this.tell((statements) => statements.answered(answer));
  }

  tried(attempt: Try): void {
    this.tell((statements) => statements.attempted(attempt));
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    this.join();
    await this.recorded?.session.save(checkpoint);
  }

  hurry(): void {
    this.recorded?.session.hurry();
  }

  pause(): void {
    this.recorded?.session.queue.pause();
  }

  join(): void {
    this.recorded?.session.queue.join();
  }

  forget(): void {
    this.recorded?.session.queue.forget();
    this.recorded = null;
  }

  private tell(fact: (statements: S) => Statement): void {
    this.recorded?.session.queue.add(fact(this.recorded.statements));
  }
}

/** Returns what a store gives back at launch. */
export function resumeOf({ bookmark, state, totalSeconds, reported }: Stored, actor: Actor): Resume {
  return {
    bookmark,
    state,
    learnerId: identity(actor),
    learnerName: actor.name ?? "",
    writable: true,
    status: statusOf(reported),
    totalSeconds,
  };
}
