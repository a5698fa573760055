/** Hands on to the tracker what a learner does, in its order: first what an earlier time left untold, then what happens now. */
import type { PlayerQuestion } from "../core/player_data.js";
import type { Answer } from "../trackers/tracker.js";
import { withQuestion, type KeptAnswer } from "./answer_log.js";
import { retryAfter } from "./model.js";
import type { SavedRun } from "./saved_run.js";

export class Outbox {
  /** Whether all that was to be told first has been told. */
  isCurrent = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly questions: SavedRun["questions"]) {}

  /** Does *fact* now, or when its turn comes. */
  add(fact: () => void): void {
    if (this.isCurrent) {
      fact();
    } else {
      this.waiting.push(fact);
    }
  }

  /** Calls *tell* with answers that never arrived, as soon as all their questions are at hand, and then does all that waits. */
  async open(unheard: readonly KeptAnswer[], tell: (answer: Answer) => void): Promise<void> {
    this.isCurrent = false;
    const questions = await this.questionsOf(unheard);
    this.isCurrent = true;
    unheard.flatMap((kept) => withQuestion(kept, questions)).forEach(tell);
    this.waiting.splice(0).forEach((fact) => {
      fact();
    });
  }

  private async questionsOf(unheard: readonly KeptAnswer[]): Promise<readonly PlayerQuestion[]> {
    const taught = unheard.length > 0 ? await this.questions.taught() : [];
    const isAtHand = (kept: KeptAnswer) => taught.some(({ fingerprint }) => fingerprint === kept.question);
    for (let tries = 0; !unheard.every(isAtHand); tries++) {
      try {
        return [...taught, ...(await this.questions.bank())];
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryAfter(tries)));
      }
    }
    return taught;
  }
}
