/**
 * Saved state: what a learner has done in a module, as text that fits into the strictest LMS
 * (docs/decisions/020-saved-state.md).
 *
 *     "1." + base64url(payload) + "." + CRC-32 of everything before that dot, as 8 hexadecimal digits
 *
 * The payload's bits are listed in `builder/render/saved_state.py`, which holds the same codec and proves at build time that
 * the longest state of a module fits; `tests/vectors/saved_state.json` holds both to one form. Everything is filed under the
 * fingerprints of authored ids, so that a new release of a module reads the state of an older one.
 */
import { BitReader, BitWriter } from "./bits.js";
import { crc32 } from "./crc32.js";

const FORM = /^(1\.([\w-]*))\.([0-9a-f]{8})$/;
const FINGERPRINT = 20;
/** How many pages, and how many questions on pages, a state can list. */
export const MOST_ENTRIES = 255;

export interface Score {
  readonly right: number;
  readonly total: number;
}

/** A question of a page that the learner has tried; `right` if any try was. */
export interface Tried {
  readonly question: number;
  readonly right: boolean;
}

/** A question of an attempt; `answer` is text of 0 and 1 (see `packed` in responses.ts), or null before it is answered. */
export interface Drawn {
  readonly question: number;
  readonly flagged: boolean;
  readonly answer: string | null;
}

/** One try at the check. `position` is the index of the question shown, or the number of questions at the summary. */
export interface Attempt {
  readonly submitted: boolean;
  readonly seed: number;
  readonly position: number;
  readonly questions: readonly Drawn[];
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
  readonly best: Score | null;
  /** The pages seen, ascending. */
  readonly pages: readonly number[];
  /** The questions tried on pages, ascending. */
  readonly tried: readonly Tried[];
  readonly attempt: Attempt | null;
}

export const NEW_STATE: SavedState = {
  seq: 0,
  origin: 0,
  totalCentiseconds: 0,
  bookmark: 0,
  complete: false,
  passed: false,
  attempts: 0,
  best: null,
  pages: [],
  tried: [],
  attempt: null,
};

/** Returns *state* as text. Numbers that only ever grow stop at their greatest value. */
export function encode(state: SavedState): string {
  const bits = new BitWriter();
  bits.add(state.seq, 24);
  bits.add(state.origin, 16);
  bits.add(state.totalCentiseconds, 30);
  bits.add(state.bookmark, FINGERPRINT);
  bits.flag(state.complete);
  bits.flag(state.passed);
  bits.add(state.attempts, 8);
  bits.flag(state.best !== null);
  bits.add(state.best?.right ?? 0, 6);
  bits.add(state.best?.total ?? 0, 6);
  bits.add(state.pages.length, 8);
  for (const page of state.pages) {
    bits.add(page, FINGERPRINT);
  }
  bits.add(state.tried.length, 8);
  for (const { question, right } of state.tried) {
    bits.add(question, FINGERPRINT);
    bits.flag(right);
  }
  bits.flag(state.attempt !== null);
  if (state.attempt) {
    addAttempt(bits, state.attempt);
  }
  const text = `1.${bits.toText()}`;
  return `${text}.${checksum(text)}`;
}

/** Returns the state that `encode` wrote as *text*, or null for any other text. */
export function decode(text: string): SavedState | null {
  const [, body, payload, sum] = FORM.exec(text) ?? [];
  if (body === undefined || payload === undefined || sum !== checksum(body)) {
    return null;
  }
  const state = takeState(new BitReader(payload));
  // One state has one text: entries out of order, entries twice, bits left over and a text that ends too early (which reads as
  // a state whose own text is longer) are the work of no player of ours.
  return ascending(state.pages) && ascending(state.tried.map((tried) => tried.question)) && encode(state) === text
    ? state
    : null;
}

function addAttempt(bits: BitWriter, attempt: Attempt): void {
  bits.flag(attempt.submitted);
  bits.add(attempt.seed, 16);
  bits.add(attempt.position, 6);
  bits.add(attempt.questions.length, 6);
  for (const { question, flagged, answer } of attempt.questions) {
    bits.add(question, FINGERPRINT);
    bits.flag(flagged);
    bits.flag(answer !== null);
    if (answer !== null) {
      bits.add(answer.length, 6);
      for (const digit of answer) {
        bits.flag(digit === "1");
      }
    }
  }
}

function takeState(bits: BitReader): SavedState {
  const state = {
    seq: bits.take(24),
    origin: bits.take(16),
    totalCentiseconds: bits.take(30),
    bookmark: bits.take(FINGERPRINT),
    complete: bits.flag(),
    passed: bits.flag(),
    attempts: bits.take(8),
  };
  const hasBest = bits.flag();
  const best = { right: bits.take(6), total: bits.take(6) };
  return {
    ...state,
    best: hasBest ? best : null,
    pages: list(bits.take(8), () => bits.take(FINGERPRINT)),
    tried: list(bits.take(8), () => ({ question: bits.take(FINGERPRINT), right: bits.flag() })),
    attempt: bits.flag() ? takeAttempt(bits) : null,
  };
}

function takeAttempt(bits: BitReader): Attempt {
  return {
    submitted: bits.flag(),
    seed: bits.take(16),
    position: bits.take(6),
    questions: list(bits.take(6), () => ({
      question: bits.take(FINGERPRINT),
      flagged: bits.flag(),
      answer: bits.flag() ? bits.digits(bits.take(6)) : null,
    })),
  };
}

function list<T>(length: number, next: () => T): T[] {
  return Array.from({ length }, next);
}

function ascending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || (numbers[index - 1] ?? 0) < number);
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
