/** Which questions a try at the check gets, and in which order they and their options stand. All of it follows from a seed. */
import type { PlayerCheck, PlayerQuestion } from "./player_data.js";

/** Seeds are stored in 16 bits (saved_state.ts). */
export const SEEDS = 2 ** 16;

/** What a draw is made from: the bank, the rule, and the fingerprints of questions that should rest this time. */
export interface Draw {
  readonly bank: readonly PlayerQuestion[];
  readonly rule: Pick<PlayerCheck, "draw" | "critical">;
  readonly seed: number;
  readonly rested: ReadonlySet<number>;
}

/**
 * Returns the questions of a try: as many critical ones as the rule says, and others balanced over the principles. Those
 * that should rest come only when there are no others; where the rule names no number, critical ones are like the others.
 */
export function draw({ bank, rule, seed, rested }: Draw): PlayerQuestion[] {
  const random = randomNumbers(seed);
  const rests = (question: PlayerQuestion): number => Number(rested.has(question.fingerprint));
  const pool = shuffled(bank, random).sort((one, other) => rests(one) - rests(other));
  const drawn = pool.filter((question) => question.critical).slice(0, rule.critical);
  const others = rule.critical > 0 ? pool.filter((question) => !question.critical) : pool;
  const fresh = others.filter((question) => !rests(question));
  while (drawn.length < Math.min(rule.draw, bank.length)) {
    const next = leastDrawn(fresh, drawn) ?? leastDrawn(others, drawn) ?? leastDrawn(pool, drawn);
    if (next) {
      drawn.push(next);
    }
  }
  return shuffled(drawn, random);
}

/** Returns a question of *pool* that is not yet drawn, of the principle of which the fewest are. */
function leastDrawn(pool: readonly PlayerQuestion[], drawn: readonly PlayerQuestion[]): PlayerQuestion | undefined {
  const left = pool.filter((question) => !drawn.includes(question));
  const counts = left.map((question) => drawn.filter((other) => other.principle === question.principle).length);
  return left[counts.indexOf(Math.min(...counts))];
}

/** Returns the indices of *question*'s options in the order in which a learner sees them. */
export function optionOrder(question: PlayerQuestion, seed: number): number[] {
  const authored = question.options.map((_, index) => index);
  // The fingerprint is mixed in so that the options of two questions of one try do not stand in the same order.
  return question.shuffle ? shuffled(authored, randomNumbers(seed ^ question.fingerprint)) : authored;
}

/** Returns a new seed. */
export function newSeed(): number {
  return Math.floor(Math.random() * SEEDS);
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  const result: T[] = [];
  while (left.length > 0) {
    result.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return result;
}

/** Returns mulberry32, a small generator of even numbers from 0 to 1: `Math.random` cannot be seeded. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
