import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bank, question } from "../../testing/course.js";
import { draw, newSeed, optionOrder, SEEDS } from "./draw.js";

const seeds = fc.nat({ max: SEEDS - 1 });
const rule = { draw: 4, critical: 1, cases: 0, parts: [] };
const drawn = (seed: number, rested: readonly number[] = [], use = rule): ReturnType<typeof draw> =>
  draw({ bank: bank(), rule: use, seed, rested: new Set(rested) });
const ids = (questions: ReturnType<typeof draw>): number[] => questions.map(({ fingerprint }) => fingerprint);

test("a draw has as many questions as the rule says, none twice", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 20 }), (seed, size) => {
      expect(new Set(ids(drawn(seed, [], { ...rule, draw: size }))).size).toBe(Math.min(size, 8));
    }),
  );
});

test("the same seed draws the same questions in the same order", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(ids(drawn(seed))).toEqual(ids(drawn(seed)));
    }),
  );
});

test("a draw is balanced over the principles, and has its critical questions", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const questions = drawn(seed);
      expect(questions.filter(({ principle }) => principle === "P1")).toHaveLength(2);
      expect(questions.filter(({ critical }) => critical)).toHaveLength(1);
    }),
  );
});

test("a second try has none of the questions of the first, where the bank allows", () => {
  fc.assert(
    fc.property(seeds, seeds, (seed, next) => {
      const first = ids(drawn(seed));
      const second = ids(drawn(next, first));
      expect(second.filter((id) => first.includes(id))).toEqual([]);
    }),
  );
});

test("a second try repeats only as many questions as it must", () => {
  const use = { ...rule, draw: 6, critical: 0 };
  fc.assert(
    fc.property(seeds, seeds, (seed, next) => {
      const first = ids(drawn(seed, [], use));
      const second = ids(drawn(next, first, use));
      expect(second.filter((id) => first.includes(id))).toHaveLength(4);
    }),
  );
});

describe("with case sets and parts", () => {
  /** Three stories of three questions, and fifteen others, over six principles; the last four are critical. */
  const large = Array.from({ length: 24 }, (_, index) =>
    question({
      id: `Q${index}`,
      fingerprint: 200 + index,
      principle: `P${index % 6}`,
      caseText: index < 9 ? `Story ${Math.floor(index / 3)}` : null,
      critical: index >= 20,
    }),
  );
  const part = { take: 2, questions: [209, 210, 211, 212, 213] };
  const use = { draw: 12, critical: 2, cases: 2, parts: [part] };
  const tries = (seed: number, rested: readonly number[] = []): ReturnType<typeof draw> =>
    draw({ bank: large, rule: use, seed, rested: new Set(rested) });

  test("case sets come whole, together and in their order", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const stories = tries(seed).map(({ caseText }) => caseText);
        const told = [...new Set(stories)].filter((story) => story !== null);
        expect(told).toHaveLength(2);
        for (const story of told) {
          const first = stories.indexOf(story);
          expect(stories.slice(first, first + 3)).toEqual([story, story, story]);
          const places = ids(tries(seed)).slice(first, first + 3);
          expect(places).toEqual([...places].sort());
        }
      }),
    );
  });

  test("each part has its questions, and the rest has each principle equally often", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const questions = tries(seed);
        expect(questions).toHaveLength(12);
        expect(questions.filter(({ critical }) => critical)).toHaveLength(2);
        const single = questions.filter(({ caseText }) => caseText === null);
        expect(single.filter(({ fingerprint }) => part.questions.includes(fingerprint)).length).toBeGreaterThanOrEqual(
          2,
        );
        // Four questions are left for six principles: no principle has two but by the part.
        const counts = [...new Set(single.map(({ principle }) => principle))].length;
        expect(counts).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  test("a second try has the story that the first had not", () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, next) => {
        const told = tries(seed).map(({ caseText }) => caseText);
        const again = tries(next, ids(tries(seed)));
        const missing = [0, 1, 2].map((number) => `Story ${number}`).find((story) => !told.includes(story));
        expect(again.map(({ caseText }) => caseText)).toContain(missing);
      }),
    );
  });
});

describe("with kinds of danger and pairs", () => {
  const KINDS = ["bruise", "secret", "worker"];
  /** Twelve critical questions, four of each kind, and twelve others in six pairs; over six principles. */
  const large = Array.from({ length: 24 }, (_, index) =>
    question({
      id: `Q${index}`,
      fingerprint: 200 + index,
      principle: `P${index % 6}`,
      critical: index < 12,
      danger: index < 12 ? (KINDS[index % 3] ?? null) : null,
      pairs: index < 12 ? [] : [200 + (index % 2 === 0 ? index + 1 : index - 1)],
    }),
  );
  const use = { draw: 8, critical: 3, cases: 0, parts: [{ take: 2, questions: [212, 213, 214] }] };
  const tries = (seed: number, rested: readonly number[] = []): ReturnType<typeof draw> =>
    draw({ bank: large, rule: use, seed, rested: new Set(rested) });

  test("each try has one of each kind of danger, whichever questions rest", () => {
    fc.assert(
      fc.property(seeds, fc.uniqueArray(fc.integer({ min: 200, max: 223 })), (seed, rested) => {
        const dangers = tries(seed, rested).map(({ danger }) => danger);
        expect(dangers.filter((danger) => danger !== null).sort()).toEqual(KINDS);
      }),
    );
  });

  test("no try has both questions of a pair, and it is as long as the rule says", () => {
    fc.assert(
      fc.property(seeds, fc.uniqueArray(fc.integer({ min: 200, max: 223 })), (seed, rested) => {
        const drawn = tries(seed, rested);
        expect(drawn).toHaveLength(8);
        expect(drawn.filter(({ pairs }) => pairs.some((other) => ids(drawn).includes(other)))).toEqual([]);
      }),
    );
  });
});

test("every question of the bank comes up, and every option stands in every place", () => {
  const met = new Set(Array.from({ length: 200 }, (_, seed) => ids(drawn(seed))).flat());
  expect(met.size).toBe(8);
  const places = Array.from({ length: 200 }, (_, seed) => optionOrder(question(), seed).indexOf(1));
  expect(new Set(places)).toEqual(new Set([0, 1, 2]));
});

test("options whose order means something are not shuffled", () => {
  expect(optionOrder(question({ shuffle: false }), 7)).toEqual([0, 1, 2]);
});

test("a seed fits into its 16 bits", () => {
  expect(newSeed()).toBeGreaterThanOrEqual(0);
  expect(newSeed()).toBeLessThan(SEEDS);
});
