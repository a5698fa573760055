/**
 * Reads saved states, of today's layout and of every one before it: what was released is read for ever. The bits stand in
 * `builder/render/saved_state.py` and `builder/render/state_reader.py`. Numbers of which only the first bits are known end in zeros.
 */
import { BitReader, unsealed } from "./bits.js";
import { crc32 } from "./crc32.js";
import { NARROW, WIDE } from "./numbers.js";
import { FEW, NEW_STATE, type Attempt, type CasePath, type SavedState, type Score, type Tried } from "./saved_state.js";

const LAYOUT_1 = /^(1\.([\w-]*))\.([0-9a-f]{8})$/;
const LAYOUT_2 = /^2\.([\w-]+)$/;

type TakeNumber = () => number;

/** Returns the state that a player of any release wrote as *text*, or null for any other text. */
export function decode(text: string): SavedState | null {
  const [, sealed] = LAYOUT_2.exec(text) ?? [];
  if (sealed !== undefined) {
    const bits = unsealed(sealed);
    return bits && whole(bits, takeState(bits));
  }
  const [, body, payload, sum] = LAYOUT_1.exec(text) ?? [];
  if (body === undefined || payload === undefined || sum !== crc32(body).toString(16).padStart(8, "0")) {
    return null;
  }
  const bits = new BitReader(payload);
  return whole(bits, takeStateOfLayout1(bits));
}

/** The work of a player has its entries in order, and no bit too many or too few. */
function whole(bits: BitReader, { pages, tried, best, cases, ...rest }: SavedState): SavedState | null {
  const isInOrder =
    ascending(pages) && ascending(tried.map(({ question }) => question)) && ascending(cases.map((path) => path.case));
  const isScore = best === null || best.total > 0;
  return bits.isAtEnd && isInOrder && isScore ? { ...rest, pages, tried, best, cases } : null;
}

function takeState(bits: BitReader): SavedState {
  const number = numbers(bits, bits.flag() ? NARROW : WIDE);
  return {
    seq: bits.take(22),
    origin: bits.take(16),
    totalCentiseconds: bits.take(26) * 10,
    bookmark: number(),
    complete: bits.flag(),
    passed: bits.flag(),
    attempts: bits.take(6),
    completedOn: bits.take(12),
    nextAnswer: bits.take(10),
    best: takeBest(bits),
    pages: list(takeCount(bits), number),
    tried: list(takeCount(bits), () => takeTried(bits, number)),
    attempt: bits.flag() ? takeAttempt(bits, number) : null,
    cases: bits.flag() ? takeCases(bits, number) : [],
  };
}

function takeStateOfLayout1(bits: BitReader): SavedState {
  const number = numbers(bits, NARROW);
  const state = {
    seq: bits.take(24),
    origin: bits.take(16),
    totalCentiseconds: bits.take(30),
    bookmark: number(),
    complete: bits.flag(),
    passed: bits.flag(),
    attempts: bits.take(8),
  };
  const hasBest = bits.flag();
  const best = takeBest(bits);
  return {
    ...NEW_STATE,
    ...state,
    best: hasBest === (best !== null) ? best : NO_SCORE,
    pages: list(bits.take(8), number),
    tried: list(bits.take(8), () => takeTried(bits, number)),
    attempt: bits.flag() ? takeAttempt(bits, number) : null,
  };
}

function numbers(bits: BitReader, width: number): TakeNumber {
  return () => bits.take(width) * 2 ** (WIDE - width);
}

/** What no player writes: questions right out of none. */
const NO_SCORE: Score = { right: 0, total: 0 };

/** What no player writes twice. */
const NO_CASE: CasePath = { case: 0, steps: [] };

function takeBest(bits: BitReader): Score | null {
  const best = { right: bits.take(6), total: bits.take(6) };
  return best.right > 0 || best.total > 0 ? best : null;
}

function takeCount(bits: BitReader): number {
  const few = bits.take(8);
  return few < FEW ? few : Math.max(FEW, bits.take(12));
}

function takeTried(bits: BitReader, number: TakeNumber): Tried {
  return { question: number(), right: bits.flag() };
}

function takeCases(bits: BitReader, number: TakeNumber): CasePath[] {
  const count = bits.take(4);
  // Where there are none, no player says that there are: two entries with one number are out of order.
  return count > 0
    ? list(count, () => ({ case: number(), steps: list(bits.take(4), () => bits.take(3)) }))
    : [NO_CASE, NO_CASE];
}

function takeAttempt(bits: BitReader, number: TakeNumber): Attempt {
  return {
    submitted: bits.flag(),
    seed: bits.take(16),
    position: bits.take(6),
    questions: list(bits.take(6), () => ({
      question: number(),
      flagged: bits.flag(),
      answer: bits.flag() ? bits.digits(bits.take(6)) : null,
    })),
  };
}

function list<T>(length: number, next: () => T): T[] {
  return Array.from({ length }, next);
}

function ascending(entries: readonly number[]): boolean {
  return entries.every((entry, index) => index === 0 || (entries[index - 1] ?? 0) < entry);
}
