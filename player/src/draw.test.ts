import fc from "fast-check";
import { expect, test } from "vitest";
import { bank, question } from "../testing/course.js";
import { draw, newSeed, optionOrder, SEEDS } from "./draw.js";

const seeds = fc.nat({ max: SEEDS - 1 });
const rule = { draw: 4, critical: 1 };
const drawn = (seed: number, rested: readonly number[] = [], use = rule): ReturnType<typeof draw> =>
  draw({ bank: bank(), rule: use, seed, rested: new Set(rested) });
const ids = (questions: ReturnType<typeof draw>): number[] => questions.map(({ fingerprint }) => fingerprint);

test("a draw has as many questions as the rule says, none twice", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 20 }), (seed, size) => {
      expect(new Set(ids(drawn(seed, [], { draw: size, critical: 1 }))).size).toBe(Math.min(size, 8));
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
  const use = { draw: 6, critical: 0 };
  fc.assert(
    fc.property(seeds, seeds, (seed, next) => {
      const first = ids(drawn(seed, [], use));
      const second = ids(drawn(next, first, use));
      expect(second.filter((id) => first.includes(id))).toHaveLength(4);
    }),
  );
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
