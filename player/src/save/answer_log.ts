/**
 * Answers that the LMS has not been shown to hold, kept in the journal: a learner's answers are part of the record, and a
 * tab that is closed in the middle of an outage must not lose them. Options are kept by their place; nobody's words are.
 */
import type { PlayerQuestion } from "../core/player_data.js";
import { PURPOSES, type Answer } from "../trackers/tracker.js";

/** An answer as it is kept; `index` is its number among all of the learner's answers in the LMS. */
export interface KeptAnswer extends Omit<Answer, "question"> {
  readonly index: number;
  /** The question's fingerprint. */
  readonly question: number;
}

/** More than a long day offline holds; what is older is given up first. */
const MOST = 100;

export class AnswerLog {
  private kept: readonly { readonly answer: KeptAnswer; readonly isSent: boolean }[];
  private next: number;

  /** Takes what is kept of an earlier time, and the number of answers that the LMS holds without these. */
  constructor(unheard: readonly KeptAnswer[] = [], held = 0) {
    this.kept = unheard.map((answer) => ({ answer, isSent: false }));
    this.next = held + unheard.length;
  }

  add(answer: Answer): void {
    const kept = { ...answer, question: answer.question.fingerprint, index: this.next };
    this.next += 1;
    this.kept = [...this.kept.slice(1 - MOST), { answer: kept, isSent: false }];
  }

  /** All answers are in a commit. */
  sent(): void {
    this.kept = this.kept.map(({ answer }) => ({ answer, isSent: true }));
  }

  /** What was in a commit has arrived. */
  arrived(): void {
    this.kept = this.kept.filter(({ isSent }) => !isSent);
  }

  /** Returns the answers as text without blanks, for `readAnswers`. */
  toText(): string {
    return this.kept.map(({ answer }) => line(answer)).join("_");
  }
}

/** Returns the answers that `toText` wrote; whatever else stands in *text* is left out. */
export function readAnswers(text: string): KeptAnswer[] {
  return text.split("_").flatMap((entry) => {
    const found = /^(\w+)-(\w+)-(\w+)-([0-5])-(\w+)-(\w+)$/.exec(entry);
    if (!found) {
      return [];
    }
    const [index = 0, question = 0, , kind = 0, at = 0, hundredths = 0] = found
      .slice(1)
      .map((part) => parseInt(part, 36));
    const response = Array.from(found[3] ?? "", (digit) => parseInt(digit, 36) - 1);
    const purpose = PURPOSES[kind >> 1] ?? "check";
    return [{ index, question, purpose, response, right: kind % 2 === 1, at, seconds: hundredths / 100 }];
  });
}

/** Returns *kept* with its question, or nothing if that has gone or has other options now. */
export function withQuestion(kept: KeptAnswer, questions: readonly PlayerQuestion[]): readonly Answer[] {
  const question = questions.find(({ fingerprint }) => fingerprint === kept.question);
  return question?.options.length === kept.response.length ? [{ ...kept, question }] : [];
}

function line({ index, question, purpose, response, right, at, seconds }: KeptAnswer): string {
  const digits = response.map((value) => (value + 1).toString(36)).join("");
  const numbers = [at, seconds * 100].map((value) => Math.max(0, Math.round(value)).toString(36));
  const kind = 2 * PURPOSES.indexOf(purpose) + (right ? 1 : 0);
  return [index.toString(36), question.toString(36), digits, kind, ...numbers].join("-");
}
