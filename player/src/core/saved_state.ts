/**
 * Saved state: what a learner has done in a module, as text that fits into the strictest LMS
 * (docs/decisions/027-saved-state-layout-2.md).
 *
 *     "2." + base64url(payload), whose last 4 bytes are the CRC-32 of those before
 *
 * The payload's bits are listed in `builder/render/saved_state.py`, which holds the same codec and proves at build time that
 * the longest state of a module fits; `tests/vectors/saved_state.json` holds both to one form. Everything is filed under the
 * numbers of authored ids (numbers.ts), so that a new release of a module reads the state of an older one.
 */
import { BitWriter } from "./bits.js";
import { NARROW, WIDE } from "./numbers.js";

/** The most characters of a state. */
export const LIMIT = 1024;
/** From this number of entries on, their number takes more bits. */
export const FEW = 255;
/** How many cases a state can list, and how many steps of each. */
const MOST_CASES = 15;

export interface Score {
  readonly right: number;
  readonly total: number;
}

/** The options that a learner has chosen in a case, from its first node on. */
export interface CasePath {
  readonly case: number;
  readonly steps: readonly number[];
}

/** A question of a page that the learner has tried; `right` if any try was. */
export interface Tried {
  readonly question: number;
  readonly right: boolean;
}

/** A question of an attempt; `answer` is text of 0 and 1 (see `packed` in responses.ts), or null before it is answered. */
export interface DrawnQuestion {
  readonly question: number;
  readonly flagged: boolean;
  readonly answer: string | null;
}

/** One try at the quiz. `position` is the index of the question shown, or the number of questions at the summary. */
export interface Attempt {
  readonly submitted: boolean;
  readonly seed: number;
  readonly position: number;
  readonly questions: readonly DrawnQuestion[];
}

export interface SavedState {
  /** Grows with every change and every save: of two states the one with the greater number is the newer. */
  readonly seq: number;
  /** A number drawn when the learner began. A new attempt that the LMS gives begins with another. */
  readonly origin: number;
  /** The learner's active time over all sessions. */
  readonly totalCentiseconds: number;
  /** The page at which the learner left off; 0 for none. */
  readonly bookmark: number;
  readonly complete: boolean;
  readonly passed: boolean;
  readonly attempts: number;
  /** The day on which the module became complete: 1 is 1 January 2026, 0 is not known. */
  readonly completedOn: number;
  /** The number that the next answer takes in an LMS that counts them. */
  readonly nextAnswer: number;
  readonly best: Score | null;
  /** The pages seen, ascending. */
  readonly pages: readonly number[];
  /** The questions tried on pages, ascending. */
  readonly tried: readonly Tried[];
  readonly attempt: Attempt | null;
  /** The cases begun, ascending. */
  readonly cases: readonly CasePath[];
}

export const NEW_STATE: SavedState = {
  seq: 0,
  origin: 0,
  totalCentiseconds: 0,
  bookmark: 0,
  complete: false,
  passed: false,
  attempts: 0,
  completedOn: 0,
  nextAnswer: 0,
  best: null,
  pages: [],
  tried: [],
  attempt: null,
  cases: [],
};

/**
 * Returns *state* as text of at most `LIMIT` characters, as far as a module's worst case promises it. Numbers that only ever grow
 * stop at their greatest value. The paths of cases go first where there is no room, then the last bits of each number.
 */
export function encode(state: SavedState): string {
  const whole = textOf(state, WIDE);
  if (whole.length <= LIMIT) {
    return whole;
  }
  const rest = { ...state, cases: [] };
  const wide = textOf(rest, WIDE);
  return wide.length <= LIMIT ? wide : textOf(rest, NARROW);
}

function textOf(state: SavedState, width: number): string {
  const bits = new BitWriter();
  const number = (value: number): void => {
    bits.add(Math.floor(value / 2 ** (WIDE - width)), width);
  };
  bits.flag(width === NARROW);
  bits.add(state.seq, 22);
  bits.add(state.origin, 16);
  bits.add(Math.floor(state.totalCentiseconds / 10), 26);
  number(state.bookmark);
  bits.flag(state.complete);
  bits.flag(state.passed);
  bits.add(state.attempts, 6);
  bits.add(state.completedOn, 12);
  bits.add(state.nextAnswer, 10);
  bits.add(state.best?.right ?? 0, 6);
  bits.add(state.best?.total ?? 0, 6);
  addCount(bits, state.pages.length);
  state.pages.forEach(number);
  addCount(bits, state.tried.length);
  for (const { question, right } of state.tried) {
    number(question);
    bits.flag(right);
  }
  bits.flag(state.attempt !== null);
  if (state.attempt) {
    addAttempt(bits, number, state.attempt);
  }
  bits.flag(state.cases.length > 0);
  if (state.cases.length > 0) {
    addCases(bits, number, state.cases.slice(0, MOST_CASES));
  }
  return `2.${bits.toSealedText()}`;
}

function addCount(bits: BitWriter, count: number): void {
  bits.add(count, 8);
  if (count >= FEW) {
    bits.add(count, 12);
  }
}

function addAttempt(bits: BitWriter, number: (value: number) => void, attempt: Attempt): void {
  bits.flag(attempt.submitted);
  bits.add(attempt.seed, 16);
  bits.add(attempt.position, 6);
  bits.add(attempt.questions.length, 6);
  for (const { question, flagged, answer } of attempt.questions) {
    number(question);
    bits.flag(flagged);
    bits.flag(answer !== null);
    if (answer !== null) {
      bits.add(answer.length, 6);
      bits.digits(answer);
    }
  }
}

function addCases(bits: BitWriter, number: (value: number) => void, cases: readonly CasePath[]): void {
  bits.add(cases.length, 4);
  for (const path of cases) {
    const steps = path.steps.slice(0, MOST_CASES);
    number(path.case);
    bits.add(steps.length, 4);
    steps.forEach((step) => {
      bits.add(step, 3);
    });
  }
}
