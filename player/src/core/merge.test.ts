import fc from "fast-check";
import { expect, test } from "vitest";
import { lacks } from "../../../scorm_templates/preview/lacks.js";
import { better, mergeStates } from "./merge.js";
import { type Attempt, NEW_STATE, type SavedState } from "./saved_state.js";

const few = fc.nat({ max: 3 });
const numbers = fc.uniqueArray(few).map((all) => all.sort((one, other) => one - other));

const anyAttempt: fc.Arbitrary<Attempt> = fc.record({
  submitted: fc.boolean(),
  seed: fc.nat({ max: 1 }),
  position: few,
  questions: fc.array(
    fc.record({
      question: fc.integer({ min: 1, max: 2 }),
      flagged: fc.boolean(),
      answer: fc.option(fc.constantFrom("0", "1")),
    }),
    { maxLength: 3 },
  ),
});

/** States so alike that two of them are often equal in something. */
const anyState: fc.Arbitrary<SavedState> = fc.record({
  seq: fc.nat({ max: 1 }),
  origin: few,
  totalCentiseconds: few,
  bookmark: few,
  complete: fc.boolean(),
  passed: fc.boolean(),
  attempts: fc.nat({ max: 1 }),
  completedOn: few,
  nextAnswer: few,
  best: fc.option(fc.record({ right: few, total: fc.integer({ min: 1, max: 4 }) })),
  pages: numbers,
  tried: numbers.chain((all) =>
    fc.tuple(...all.map((question) => fc.record({ question: fc.constant(question), right: fc.boolean() }))),
  ),
  attempt: fc.option(anyAttempt),
  cases: numbers.chain((all) =>
    fc.tuple(...all.map((number) => fc.record({ case: fc.constant(number), steps: fc.array(few, { maxLength: 2 }) }))),
  ),
});

/** What says which of two is the newer, the most telling first. */
const age = ({ seq, totalCentiseconds, origin }: SavedState): readonly number[] => [seq, totalCentiseconds, origin];

/** Two states, the first of them the newer. */
const twoStates = fc
  .tuple(anyState, anyState)
  .filter(([one, other]) => String(age(one)) !== String(age(other)))
  // Digits: their order as text is that of the numbers.
  .map(([one, other]) => (String(age(one)) > String(age(other)) ? ([one, other] as const) : ([other, one] as const)));

const answered = ({ questions }: Attempt): number => questions.filter(({ answer }) => answer !== null).length;
const draw = ({ seed, questions }: Attempt): string => `${seed} ${questions.map(({ question }) => question).join()}`;
/** The first attempt is 1. */
const ordinal = ({ attempts }: SavedState, { submitted }: Attempt): number => attempts + (submitted ? 0 : 1);

/** Asks *says* of many pairs of states, of which the first is the newer, and of what they come to. */
function always(says: (merged: SavedState, newer: SavedState, older: SavedState) => void): void {
  fc.assert(
    fc.property(twoStates, ([newer, older]) => {
      says(mergeStates(newer, older), newer, older);
    }),
    { numRuns: 1_000 },
  );
}

/** Asks *says* of many pairs of attempts of one number, neither or both submitted, of which the first is in the newer state. */
function alwaysOfAttempts(says: (merged: Attempt, newer: Attempt, older: Attempt) => void): void {
  const pairs = fc.tuple(anyAttempt, anyAttempt, fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(pairs, ([one, other, isSame, submitted]) => {
      const questions = one.questions.map((drawn, at) => ({ ...drawn, answer: other.questions[at]?.answer ?? null }));
      const newer = { ...one, submitted };
      const older = isSame ? { ...newer, position: other.position, questions } : { ...other, submitted };
      const merged = mergeStates({ ...NEW_STATE, seq: 1, attempt: newer }, { ...NEW_STATE, attempt: older });
      says(merged.attempt!, newer, older);
    }),
    { numRuns: 1_000 },
  );
}

test("which of two states is named first makes no difference", () => {
  always((merged, newer, older) => {
    expect(mergeStates(older, newer)).toEqual(merged);
  });
});

test("what was merged is not changed by what went into it", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(mergeStates(state, state)).toEqual(state);
    }),
  );
  always((merged, newer, older) => {
    expect(mergeStates(merged, newer)).toEqual(merged);
    expect(mergeStates(older, merged)).toEqual(merged);
  });
});

test("neither state has anything that both together lack", () => {
  always((merged, newer, older) => {
    const same = { attempts: 0, attempt: null };
    expect(lacks({ ...merged, ...same }, { ...newer, ...same })).toBe("");
    expect(lacks({ ...merged, ...same }, { ...older, ...same })).toBe("");
    expect(merged.attempts).toBe(Math.max(newer.attempts, older.attempts));
    expect(merged.nextAnswer).toBe(Math.max(newer.nextAnswer, older.nextAnswer));
    expect(merged.totalCentiseconds).toBe(Math.max(newer.totalCentiseconds, older.totalCentiseconds));
  });
});

test("both together have nothing that neither state has, and everything in order", () => {
  always((merged, newer, older) => {
    expect(merged.complete).toBe(newer.complete || older.complete);
    expect(merged.passed).toBe(newer.passed || older.passed);
    expect([newer.best, older.best]).toContain(merged.best);
    const union = (key: (state: SavedState) => readonly number[]): readonly number[] =>
      [0, 1, 2, 3].filter((number) => key(newer).includes(number) || key(older).includes(number));
    expect(merged.pages).toEqual(union(({ pages }) => pages));
    expect(merged.tried.map(({ question }) => question)).toEqual(
      union(({ tried }) => tried.map(({ question }) => question)),
    );
    expect(merged.cases.map((path) => path.case)).toEqual(union(({ cases }) => cases.map((path) => path.case)));
    for (const { question, right } of merged.tried) {
      const tries = [...newer.tried, ...older.tried].filter((tried) => tried.question === question);
      expect(right).toBe(tries.some((tried) => tried.right));
    }
  });
});

test("place, origin and the ways through cases are those of the newer state", () => {
  always((merged, newer, older) => {
    expect([merged.seq, merged.origin]).toEqual([newer.seq, newer.origin]);
    expect(merged.bookmark).toBe(newer.bookmark === 0 ? older.bookmark : newer.bookmark);
    for (const path of merged.cases) {
      const way = ({ cases }: SavedState) => cases.find((other) => other.case === path.case);
      expect(path).toEqual(way(newer) ?? way(older));
    }
  });
});

test("the day of completion is the earlier of two that are known", () => {
  always((merged, newer, older) => {
    const known = [newer.completedOn, older.completedOn].filter((day) => day > 0);
    expect(merged.completedOn).toBe(known.length > 0 ? Math.min(...known) : 0);
  });
});

test("of two scores the greater share is the better one, and of two shares that of more questions", () => {
  const score = fc.record({ right: few, total: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(score, score, (one, other) => {
      const [share, rival] = [one.right / one.total, other.right / other.total];
      const isBetter = share === rival ? one.total >= other.total : share > rival;
      expect(better(one, other)).toEqual(isBetter ? one : other);
    }),
    { numRuns: 1_000 },
  );
});

test("the later attempt is kept, of two that are one the submitted, and one is better than none", () => {
  always(({ attempt: merged }, newer, older) => {
    const [one, other] = [newer.attempt, older.attempt];
    if (!one || !other) {
      expect(merged).toEqual(one ?? other);
    } else if (ordinal(newer, one) !== ordinal(older, other)) {
      expect(merged).toEqual(ordinal(newer, one) > ordinal(older, other) ? one : other);
    } else if (one.submitted !== other.submitted) {
      expect(merged).toEqual(one.submitted ? one : other);
    }
  });
});

test("an attempt of the same questions keeps the answers of both, the newer where they differ", () => {
  alwaysOfAttempts((merged, newer, older) => {
    if (draw(newer) !== draw(older) || newer.submitted) {
      return;
    }
    const answers = newer.questions.map(({ answer }, at) => answer ?? older.questions[at]!.answer);
    expect(merged).toEqual({
      ...newer,
      questions: newer.questions.map((drawn, at) => ({ ...drawn, answer: answers[at] })),
    });
  });
});

test("an attempt that was submitted takes no answer from another one", () => {
  alwaysOfAttempts((merged, newer, older) => {
    if (draw(newer) === draw(older) && newer.submitted) {
      expect(merged).toEqual(newer);
    }
  });
});

test("of two attempts with other questions the one with more answers is kept, and of two as full the newer", () => {
  alwaysOfAttempts((merged, newer, older) => {
    if (draw(newer) !== draw(older)) {
      expect(merged).toEqual(answered(newer) >= answered(older) ? newer : older);
    }
  });
});
