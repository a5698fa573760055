/**
 * Answers that no launch has shown the LMS to hold, kept in the journal: a learner's answers are part of the record, and neither a
 * tab that is closed in the middle of an outage nor an LMS that goes back to an older record must lose them. Options are kept by
 * their place; nobody's words are.
 */
import type { PlayerQuestion } from "../core/player_data.js";
import { PURPOSES, type Answer } from "../trackers/tracker.js";

/** An answer as it is kept; `index` is its number among all of the learner's answers in the LMS. */
export interface KeptAnswer extends Omit<Answer, "question"> {
  readonly index: number;
  /** The question's fingerprint. */
  readonly question: number;
  /** Whether a commit took it along to which the LMS said yes. */
  readonly isTaken: boolean;
}

/** What has to be told again at a launch. */
export interface Untold {
  readonly answers: readonly KeptAnswer[];
  /** The number of the first of them, and that of the next answer that is given. */
  readonly first: number;
  readonly next: number;
}

/** More than a long day offline holds; what is older is given up first. */
const MOST = 100;
/** What is added to the number of purpose and rightness of an answer that was taken. */
const TAKEN = 2 * PURPOSES.length;

export class AnswerLog {
  /** The number of the first answer that no commit took along. */
  private sentTo = 0;
  /** The number of the first answer that was given since the launch. */
  private begin = this.next;

  /** Takes what is kept of an earlier time, and the number of the next answer. */
  constructor(
    private kept: readonly KeptAnswer[] = [],
    public next = 0,
  ) {}

  /** Keeps *answer*, and returns how it is kept. */
  add(answer: Answer): KeptAnswer {
    const kept = { ...answer, question: answer.question.fingerprint, index: this.next, isTaken: false };
    this.next += 1;
    this.kept = [...this.kept.slice(1 - MOST), kept];
    return kept;
  }

  /** The LMS goes on at *next*: it refused to leave room for what it does not hold. */
  goOnAt(next: number): void {
    const less = this.next - next;
    this.kept = this.kept.map((each) => (each.index < this.begin ? each : { ...each, index: each.index - less }));
    this.begin = Math.min(this.begin, next);
    this.next = next;
  }

  /** Returns a log that goes on after *theirs*, which another window kept, and what has to be told again for that. */
  after(theirs: readonly KeptAnswer[]): readonly [AnswerLog, Untold] {
    const first = theirs[0]?.index ?? this.begin;
    const end = Math.max(first + theirs.length, this.begin);
    const own = this.kept.filter(({ index }) => index >= this.begin);
    const all = [...theirs, ...own.map((answer, place) => ({ ...answer, index: end + place }))];
    const next = end + own.length;
    return [new AnswerLog(all, next), { answers: all, first, next }];
  }

  /** All answers are in a commit. */
  sent(): void {
    this.sentTo = this.next;
  }

  /** All are written in other words, and until that is over the LMS may hold those. */
  doubt(): void {
    this.kept = this.kept.map((answer) => ({ ...answer, isTaken: false }));
  }

  /** The LMS has said yes to what was in a commit. */
  taken(): void {
    this.kept = this.kept.map((answer) => (answer.index < this.sentTo ? { ...answer, isTaken: true } : answer));
  }

  /** Returns the answers as text without blanks, for `readAnswers`. */
  toText(): string {
    return this.kept.map(line).join("_");
  }
}

/** What is known at launch of the answers that an LMS holds. */
export interface HeldAnswers {
  /** How many it holds, by its own count or by the state that it gave back; and the number that the next is to have at least. */
  readonly count: number;
  readonly next: number;
  /** Whether that shows what is stored: what it says in the middle of a session does not, and *doubtful* is what was sent in it. */
  readonly shows: "what is stored" | "what it was told" | "what is doubtful";
}

/**
 * Returns the log to go on with, and what of *kept* has to be told again. What the LMS is shown to hold is forgotten, unless it may
 * have come without all its words. Numbers stay as they were, so that no LMS holds an answer twice; but what comes behind the answers
 * of another device goes on after them, and where the LMS has gone back behind all that is kept, numbers begin where it ends.
 */
export function logAtLaunch(
  kept: readonly KeptAnswer[],
  { count, next, shows }: HeldAnswers,
): readonly [AnswerLog, Untold] {
  const own = (kept[kept.length - 1]?.index ?? -1) + 1;
  const isShown = shows === "what is stored" && count >= own;
  const isKnown = isShown || shows === "what it was told";
  const untold = isKnown ? kept.filter(({ isTaken }) => !isTaken) : kept;
  const number = untold[0]?.index ?? Math.max(count, own);
  const first = shows === "what is stored" && (count > own || count < number) ? count : number;
  const told = untold.map((answer, place) => ({ ...answer, index: first + place, isTaken: false }));
  const others = shows === "what it was told" ? kept.filter(({ isTaken }) => isTaken) : [];
  const last = Math.max(first + told.length, next);
  return [new AnswerLog([...others, ...told], last), { answers: told, first, next: last }];
}

/** Returns the answers that `toText` wrote; whatever else stands in *text* is left out. */
export function readAnswers(text: string): KeptAnswer[] {
  return text.split("_").flatMap((entry) => {
    const found = /^(\w+)-(\w+)-(\w+)-([0-9ab])-(\w+)-(\w+)$/.exec(entry);
    if (!found) {
      return [];
    }
    const [index = 0, question = 0, , kind = 0, at = 0, hundredths = 0] = found
      .slice(1)
      .map((part) => parseInt(part, 36));
    const response = Array.from(found[3] ?? "", (digit) => parseInt(digit, 36) - 1);
    const isTaken = kind >= TAKEN;
    const purpose = PURPOSES[(kind % TAKEN) >> 1] ?? "check";
    return [{ index, question, purpose, response, right: kind % 2 === 1, isTaken, at, seconds: hundredths / 100 }];
  });
}

/** Returns *kept* with its question, or nothing if that has gone or has other options now. */
export function withQuestion(kept: KeptAnswer, questions: readonly PlayerQuestion[]): readonly Answer[] {
  const question = questions.find(({ fingerprint }) => fingerprint === kept.question);
  return question?.options.length === kept.response.length ? [{ ...kept, question }] : [];
}

function line({ index, question, purpose, response, right, isTaken, at, seconds }: KeptAnswer): string {
  const digits = response.map((value) => (value + 1).toString(36)).join("");
  const numbers = [at, seconds * 100].map((value) => Math.max(0, Math.round(value)).toString(36));
  const kind = 2 * PURPOSES.indexOf(purpose) + (right ? 1 : 0) + (isTaken ? TAKEN : 0);
  return [index.toString(36), question.toString(36), digits, kind.toString(36), ...numbers].join("-");
}
