import fc from "fast-check";
import { expect, test } from "vitest";
import { question } from "../../../player/testing/course.js";
import { freshCritical } from "./critical.js";

/** Two critical questions on each of two dangers, and one that is not critical. */
const bank = ["bruise", "bruise", "secret", "secret", null].map((danger, index) =>
  question({ id: `Q${index}`, fingerprint: 300 + index, critical: danger !== null, danger }),
);
const at = (...places: number[]): typeof bank => bank.filter((_, index) => places.includes(index));
const missed = (...places: number[]): { question: (typeof bank)[number] }[] =>
  at(...places).map((one) => ({ question: one }));
const ids = (questions: readonly { readonly id: string }[]): string[] => questions.map(({ id }) => id);

test("a missed question is followed by one of its kind that was not asked", () => {
  expect(ids(freshCritical(bank, at(0, 2), missed(2, 0)))).toEqual(["Q1", "Q3"]);
});

test("where each of its kind was asked, the one asked longest ago comes again", () => {
  const asked = [...at(1), ...at(0), ...at(2)];
  expect(ids(freshCritical(bank, asked, missed(0)))).toEqual(["Q1"]);
});

test("where a bank names no kinds, any critical question that was not asked follows", () => {
  const plain = bank.map((one) => ({ ...one, danger: null }));
  expect(ids(freshCritical(plain, plain.slice(0, 2), [{ question: plain[0] ?? question() }]))).toEqual(["Q2"]);
});

test("every missed question has a follow-up of its own as long as the bank has critical ones", () => {
  fc.assert(
    fc.property(fc.subarray([0, 1, 2, 3]), (places) => {
      const follow = freshCritical(bank, at(...places), missed(...places));
      expect(new Set(ids(follow)).size).toBe(places.length);
      expect(follow.map(({ danger }) => danger)).toEqual(missed(...places).map(({ question: { danger } }) => danger));
    }),
  );
});
