import fc from "fast-check";
import { expect, test } from "vitest";
import { course } from "../../testing/course.js";
import { readRecoveryCode, recoveryCode } from "./recovery.js";
import { NEW_STATE, type SavedState } from "./saved_state.js";
import { outcome, reduce, rulesOf } from "./session.js";

const RULES = rulesOf(course());
const WITHOUT_CHECK = rulesOf(course({ check: null }));
const FINISHED: SavedState = {
  ...NEW_STATE,
  seq: 40,
  bookmark: 13,
  complete: true,
  completedOn: 300,
  passed: true,
  attempts: 2,
  best: { right: 4, total: 4 },
  pages: [11, 12, 13],
  tried: [21, 22, 23].map((question) => ({ question, right: true })),
  attempt: { submitted: true, seed: 1, position: 0, questions: [{ question: 101, flagged: false, answer: "1" }] },
};

function joined(code: string, rules = RULES): SavedState {
  const recovered = readRecoveryCode(code, rules);
  return "state" in recovered ? reduce(rules, NEW_STATE, { type: "resumed", stored: recovered.state }, 1) : NEW_STATE;
}

test("a code brings back places and tries, and neither answers of a quiz nor a result", () => {
  const state = joined(recoveryCode(FINISHED));
  expect(state.pages).toEqual([11, 12]);
  expect(state.tried).toHaveLength(3);
  expect(state).toMatchObject({
    complete: false,
    completedOn: 0,
    passed: false,
    attempts: 0,
    best: null,
    attempt: null,
  });
});

test("nobody is passed, nor has a score, by any code, also in a module without a quiz", () => {
  const someState = fc.record({
    complete: fc.boolean(),
    passed: fc.boolean(),
    attempts: fc.nat({ max: 63 }),
    pages: fc.subarray([11, 12, 13]),
    tried: fc.subarray([21, 22, 23]).map((tried) => tried.map((question) => ({ question, right: true }))),
  });
  fc.assert(
    fc.property(someState, fc.constantFrom(RULES, WITHOUT_CHECK), (state, rules) => {
      const reached = outcome(rules, joined(recoveryCode({ ...FINISHED, ...state }), rules));
      expect(reached.status).toBe("incomplete");
      expect(reached.score).toBeNull();
    }),
  );
});

test("a code of the first layout is read, and one of another module is not", () => {
  expect(readRecoveryCode("1.AAAHEmcAAMDlGDxAAAABIweO-DIAqMz4.2f12f5a6", RULES)).toEqual({ problem: "foreign" });
  const known = {
    ...RULES,
    pages: RULES.pages.map((page, at) => ({ ...page, page: at === 0 ? 286961 * 16 + 5 : page.page })),
  };
  expect(readRecoveryCode("1.AAAHEmcAAMDlGDxAAAABIweO-DIAqMz4.2f12f5a6", known)).toHaveProperty("state");
});
