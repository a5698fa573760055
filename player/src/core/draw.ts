/** Which questions a try at the quiz gets, and in which order they and their options stand. All of it follows from a seed. */
import type { PlayerQuiz, PlayerQuestion } from "./player_data.js";

/** Seeds are stored in 16 bits (saved_state.ts). */
export const SEEDS = 2 ** 16;

/** What a draw is made from: the bank, the rule, and the fingerprints of questions that should rest this time. */
export interface Draw {
  readonly bank: readonly PlayerQuestion[];
  readonly rule: Pick<PlayerQuiz, "draw" | "critical" | "cases" | "parts">;
  readonly seed: number;
  readonly rested: ReadonlySet<number>;
}

/**
 * Returns the questions of a try: whole case sets, and of the critical ones and of each part as many as the rule says;
 * what is left is spread over the principles, so that with the critical ones each has the same. Critical ones are of as
 * many kinds of danger as there are. Of two questions that are a pair, one may come. Those that should rest come only
 * when there are no others. Where the rule names no case sets, or no critical ones, these are like the others.
 */
export function draw({ bank, rule, seed, rested }: Draw): PlayerQuestion[] {
  const random = randomNumbers(seed);
  const pool = shuffled(bank, random);
  const rests = ({ fingerprint }: PlayerQuestion): boolean => rested.has(fingerprint);
  const allSets = rule.cases > 0 ? caseSets(pool, bank, rests) : [];
  const single = pool.filter((question) => !allSets.flat().includes(question));
  const plain = rule.critical > 0 ? single.filter((question) => !question.critical) : single;

  const sets = allSets.slice(0, rule.cases);
  const drawn = new Set(sets.flat());
  /** Brings *group* up to *size* with questions *from* a pool, as long as that has any; *first* says which comes next. */
  const fill = (group: PlayerQuestion[], size: number, from: readonly PlayerQuestion[], first: Preference): void => {
    while (group.length < size) {
      const left = from.filter((question) => !drawn.has(question) && !isPaired(question, drawn));
      const next = preferred(left, (question) => first(question, group));
      if (!next) {
        return;
      }
      group.push(next);
      drawn.add(next);
    }
  };
  const byPrinciple: Preference = (question, group) => [
    Number(rests(question)),
    count(group, ({ principle }) => principle === question.principle),
  ];
  const byDanger: Preference = (question, group) => [
    count(group, ({ danger }) => danger === question.danger),
    ...byPrinciple(question, group),
  ];
  const taken = rule.parts.reduce((sum, { take }) => sum + take, 0);
  const most = Math.min(rule.draw, bank.length);
  const spread: PlayerQuestion[] = [];
  fill(
    spread,
    Math.min(rule.critical, most - drawn.size - taken),
    single.filter(({ critical }) => critical),
    byDanger,
  );
  for (const { take, questions } of rule.parts) {
    const of = plain.filter(({ fingerprint }) => questions.includes(fingerprint));
    fill([], take, of, byPrinciple);
  }
  const open = most - drawn.size + spread.length;
  for (const from of [plain, single, pool]) {
    fill(spread, open, from, byPrinciple);
  }
  const alone = [...drawn].filter((question) => !sets.flat().includes(question)).map((question) => [question]);
  return shuffled([...sets, ...alone], random).flat();
}

/** What makes a question come next, given those that its group has: of two, that whose first different number is less. */
type Preference = (question: PlayerQuestion, group: readonly PlayerQuestion[]) => readonly number[];

/** Returns the first question of *left* before which, by its *rank*, no other comes. */
function preferred(
  left: readonly PlayerQuestion[],
  rank: (question: PlayerQuestion) => readonly number[],
): PlayerQuestion | undefined {
  const isBefore = (one: readonly number[], other: readonly number[]): boolean => {
    const place = one.findIndex((number, index) => number !== other[index]);
    return place >= 0 && (one[place] ?? 0) < (other[place] ?? 0);
  };
  const ranked = left.map((question) => ({ question, rank: rank(question) }));
  const [start, ...others] = ranked;
  return start && others.reduce((best, next) => (isBefore(next.rank, best.rank) ? next : best), start).question;
}

function count(questions: readonly PlayerQuestion[], holds: (question: PlayerQuestion) => boolean): number {
  return questions.filter(holds).length;
}

/** Says whether *question* is too near one of those *drawn* to stand in a try with it. */
function isPaired({ pairs }: PlayerQuestion, drawn: ReadonlySet<PlayerQuestion>): boolean {
  return pairs.length > 0 && [...drawn].some(({ fingerprint }) => pairs.includes(fingerprint));
}

/** Returns the sets of questions that share a story, each in its order; those of which the most should rest come last. */
function caseSets(
  pool: readonly PlayerQuestion[],
  bank: readonly PlayerQuestion[],
  rests: (question: PlayerQuestion) => boolean,
): PlayerQuestion[][] {
  const stories = new Set(pool.map(({ caseText }) => caseText).filter((story) => story !== null));
  const sets = [...stories].map((story) => bank.filter(({ caseText }) => caseText === story));
  return sets.sort((one, other) => one.filter(rests).length - other.filter(rests).length);
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
