import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/responses.json";
import { question, type Sketch } from "../../testing/course.js";
import { emptyResponse, isEmpty, packed, pattern, rightResponse, shortfall, unpacked, verdict } from "./responses.js";
import { SCORM12_NOTATION } from "../trackers/scorm12_words.js";
import { XAPI_NOTATION } from "../trackers/lrs/statement.js";

const sketches = vectors.questions as unknown as Readonly<Record<string, Sketch>>;

describe.each(vectors.responses)("$question, answered $response", (vector) => {
  const asked = question(sketches[vector.question]);

  test(`is ${vector.verdict}`, () => {
    expect(verdict(asked, vector.response)).toBe(vector.verdict);
  });

  test(`is saved as ${vector.packed}, and read back`, () => {
    expect(packed(asked, vector.response)).toBe(vector.packed);
    expect(unpacked(asked, vector.packed)).toEqual(vector.response);
  });

  test("is written as each standard writes it", () => {
    expect(pattern(asked, vector.response, SCORM12_NOTATION)).toBe(vector.scorm12);
    expect(pattern(asked, vector.response, XAPI_NOTATION)).toBe(vector.xapi);
  });
});

const anyAssign = fc
  .record({ items: fc.integer({ min: 2, max: 12 }), labels: fc.integer({ min: 2, max: 15 }) })
  .chain(({ items, labels }) =>
    fc.record({
      asked: fc.constant(
        question({
          kind: "match",
          mechanic: "assign",
          labels: Array.from({ length: labels }, (_, index) => `Label ${index}`),
          options: Array.from({ length: items }, () => ({ answer: 0 })),
        }),
      ),
      response: fc.array(fc.integer({ min: -1, max: labels - 1 }), { minLength: items, maxLength: items }),
    }),
  );

test("every answer to a question with labels survives the round trip in 63 bits", () => {
  fc.assert(
    fc.property(anyAssign, ({ asked, response }) => {
      const bits = packed(asked, response);
      expect(bits.length).toBeLessThanOrEqual(63);
      expect(unpacked(asked, bits)).toEqual(response);
    }),
  );
});

test("bits that are no answer to a question are none", () => {
  expect(unpacked(question(), "01")).toBeNull();
  expect(unpacked(question(sketches["four to sort"]), "11111111")).toBeNull();
});

test("the right response is right, and the empty one is empty", () => {
  for (const sketch of Object.values(sketches)) {
    const asked = question(sketch);
    expect(verdict(asked, rightResponse(asked))).toBe("right");
    expect(isEmpty(asked, emptyResponse(asked))).toBe(true);
    expect(isEmpty(asked, rightResponse(asked))).toBe(false);
  }
});

test.each([
  ["one of three", [0, 0, 0], "Select an answer"],
  ["one of three", [0, 0, 1], null],
  ["two of four", [1, 0, 0, 0], "Select two answers"],
  ["two of four", [1, 1, 1, 0], "Select two answers"],
  ["two of four", [1, 1, 0, 0], null],
  ["four to sort", [0, 1, -1, 0], "Choose an answer for every line"],
  ["four to sort", [0, 0, 0, 0], null],
  ["three in order", [0, 1, 1], "Give each line a place of its own"],
  ["three in order", [2, 1, 0], null],
])("to %s, answered %j, a learner is told: %s", (name, response, told) => {
  expect(shortfall(question(sketches[name]), response)).toBe(told);
});
