import fc from "fast-check";
import { expect, test } from "vitest";
import { state as facts } from "../../../scorm_templates/tracking.json";
import vectors from "../../../tests/vectors/saved_state.json";
import { crc32 } from "./crc32.js";
import { encode, LIMIT, NEW_STATE, type SavedState } from "./saved_state.js";
import { decode } from "./state_reader.js";

const fingerprint = fc.nat({ max: 2 ** 24 - 1 });
const small = fc.nat({ max: 63 });

const anyState: fc.Arbitrary<SavedState> = fc.record({
  seq: fc.nat({ max: 2 ** 22 - 1 }),
  origin: fc.nat({ max: 2 ** 16 - 1 }),
  totalCentiseconds: fc.nat({ max: 2 ** 26 - 1 }).map((deciseconds) => deciseconds * 10),
  bookmark: fingerprint,
  complete: fc.boolean(),
  passed: fc.boolean(),
  attempts: small,
  completedOn: fc.nat({ max: 4095 }),
  nextAnswer: fc.nat({ max: 1023 }),
  best: fc.option(fc.record({ right: small, total: fc.integer({ min: 1, max: 63 }) })),
  pages: fc.uniqueArray(fingerprint, { maxLength: 40 }).map((pages) => pages.sort((one, other) => one - other)),
  tried: fc
    .uniqueArray(fc.record({ question: fingerprint, right: fc.boolean() }), { selector: ({ question }) => question })
    .map((tried) => tried.sort((one, other) => one.question - other.question)),
  cases: fc
    .uniqueArray(fc.record({ case: fingerprint, steps: fc.array(fc.nat({ max: 7 }), { maxLength: 15 }) }), {
      maxLength: 15,
      selector: (path) => path.case,
    })
    .map((cases) => cases.sort((one, other) => one.case - other.case)),
  attempt: fc.option(
    fc.record({
      submitted: fc.boolean(),
      seed: fc.nat({ max: 2 ** 16 - 1 }),
      position: small,
      questions: fc.array(
        fc.record({
          question: fingerprint,
          flagged: fc.boolean(),
          answer: fc.option(fc.array(fc.constantFrom("0", "1"), { maxLength: 63 }).map((digits) => digits.join(""))),
        }),
        { maxLength: 10 },
      ),
    }),
  ),
});

/** Milliseconds: texts of any kind take longest to think of. */
const SLOWLY = 60_000;

test("a state may be as long as the facts say", () => {
  expect(LIMIT).toBe(facts.limit);
});

test("a state survives the round trip", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(decode(encode(state))).toEqual(state);
    }),
  );
});

test("the text has no character that an LMS mangles", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(encode(state)).toMatch(/^2\.[A-Za-z0-9_-]+$/);
    }),
  );
});

test(
  "any text is a state or nothing, and never an error",
  () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.base64String().map((payload) => `1.${payload}.00000000`),
      fc.base64String().map((payload) => `2.${payload}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(decode(text)).toBeNull();
      }),
    );
  },
  SLOWLY,
);

test(
  "a thousand payloads of any bytes, each with the right checksum, are each a state or nothing",
  () => {
    const payloads = fc.uint8Array({ maxLength: 60 }).map((bytes) => `1.${Buffer.from(bytes).toString("base64url")}`);
    fc.assert(
      fc.property(payloads, (body) => {
        const text = `${body}.${crc32(body).toString(16).padStart(8, "0")}`;
        const state = decode(text);
        expect(state === null || decode(encode(state)) !== null).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  },
  SLOWLY,
);

test.each([
  ["64 KB of zeros", "\0".repeat(65_536)],
  ["emoji", "1.\u{1F600}".repeat(5_000)],
  ["brackets without end", "[".repeat(65_536)],
  ["a prototype", '{"__proto__": {"complete": true}}'],
  ["64 KB of the alphabet", `1.${"A".repeat(65_536)}.00000000`],
  ["64 KB of the alphabet, as layout 2", `2.${"A".repeat(65_536)}`],
])("%s: no state, no error, and nothing else either", (_, text) => {
  expect(decode(text)).toBeNull();
  expect("complete" in {}).toBe(false);
});

test("a text of which one character was changed is nothing", () => {
  fc.assert(
    fc.property(anyState, fc.nat(), fc.constantFrom("A", "d", "0", "_", "-", ".", "!"), (state, place, character) => {
      const text = encode(state);
      const at = place % text.length;
      const changed = text.slice(0, at) + character + text.slice(at + 1);
      expect(decode(changed)).toEqual(changed === text ? state : null);
    }),
  );
});

test("a text that an LMS cut short is nothing", () => {
  fc.assert(
    fc.property(anyState, fc.nat(), (state, length) => {
      const text = encode(state);
      expect(decode(text.slice(0, length % text.length))).toBeNull();
    }),
  );
});

test("numbers that have grown too great stop at their greatest value", () => {
  const grown = decode(encode({ ...NEW_STATE, seq: 2 ** 22, attempts: 64, nextAnswer: 1024 }));
  expect(grown).toMatchObject({ seq: 2 ** 22 - 1, attempts: 63, nextAnswer: 1023 });
});

test("what has no room goes without its cases first, and then without the last bits of its numbers", () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index * 16 + 3);
  const cases = [{ case: 5, steps: [1, 2] }];
  const wide = decode(encode({ ...NEW_STATE, pages: numbers(240), cases }));
  expect(wide).toEqual({ ...NEW_STATE, pages: numbers(240), cases });
  const bare = decode(encode({ ...NEW_STATE, pages: numbers(247), cases }));
  expect(bare).toEqual({ ...NEW_STATE, pages: numbers(247) });
  const narrow = decode(encode({ ...NEW_STATE, pages: numbers(252), cases }));
  expect(narrow?.pages).toEqual(numbers(252).map((number) => number - 3));
});

test.each(vectors.valid)("both languages write and read $name alike", ({ state, text }) => {
  expect(encode(state)).toBe(text);
  expect(decode(text)).toEqual(state);
});

test.each(vectors["layout 1"])("layout 1 is read: $name", ({ state, text }) => {
  expect(decode(text)).toEqual(state);
});

test.each(vectors.invalid)("$name is no state", ({ text }) => {
  expect(decode(text)).toBeNull();
});
