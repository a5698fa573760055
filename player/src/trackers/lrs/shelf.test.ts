import fc from "fast-check";
import { expect, test } from "vitest";
import { LAUNCH } from "../../../testing/fake_lrs.js";
import { openShelf, shelved, textOf } from "./shelf.js";
import { activity, isResult, QUIZ, verb, type Statement, type Verb } from "./statement.js";

/** Statements as a learner's hours without a store bring them. */
const HOURS = fc.array(
  fc.record({
    name: fc.constantFrom<Verb[]>("answered", "experienced", "attempted", "passed", "completed"),
    object: fc.nat({ max: 5 }),
    parent: fc.constantFrom(`https://example.org/m${QUIZ}`, "https://example.org/m/page"),
    size: fc.nat({ max: 300 }),
  }),
  { maxLength: 40 },
);

function statements(told: typeof HOURS extends fc.Arbitrary<infer T> ? T : never): readonly Statement[] {
  return told.map(({ name, object, parent, size }, place) => ({
    id: `00000000-0000-5000-8000-${String(place).padStart(12, "0")}`,
    actor: LAUNCH.actor,
    verb: verb(name),
    object: activity(`https://example.org/${object}`),
    context: { contextActivities: { parent: [activity(parent)] } },
    result: { response: "x".repeat(size) },
    timestamp: "2026-11-21T14:32:05.000Z",
  }));
}

const sizeOf = (some: readonly Statement[]): number => some.map(textOf).join().length + 2;
const isPractice = ({ verb: { id }, context }: Statement): boolean =>
  id === verb("answered").id && context.contextActivities?.parent?.[0]?.id.endsWith(QUIZ) === false;
const isRepeated = (one: Statement, all: readonly Statement[]): boolean =>
  isPractice(one) &&
  all.slice(all.indexOf(one) + 1).some((other) => isPractice(other) && other.object.id === one.object.id);

test("a shelf holds everything as long as there is room, in its order", () => {
  fc.assert(
    fc.property(HOURS, (told) => {
      const all = statements(told);
      expect(shelved(all, sizeOf(all))).toEqual(all);
    }),
  );
});

test("a full shelf holds every result, keeps the order, and is full of nothing that could be done without", () => {
  fc.assert(
    fc.property(HOURS, fc.integer({ min: 0, max: 10_000 }), (told, room) => {
      const all = statements(told);
      const kept = shelved(all, room);
      expect(kept).toEqual(all.filter((one) => kept.includes(one)));
      expect(kept.filter(isResult)).toEqual(all.filter(isResult));
      // It is within its room, or there is nothing on it but results.
      expect(sizeOf(kept) <= room || kept.every(isResult)).toBe(true);
      const gone = all.filter((one) => !kept.includes(one));
      // Nothing else goes while there is practice that was repeated.
      const isUntouched = gone.every((one) => isRepeated(one, all));
      expect(isUntouched || !kept.some((one) => isRepeated(one, all))).toBe(true);
    }),
  );
});

test("who a statement is about is not on the shelf", () => {
  const [one] = statements([{ name: "passed", object: 1, parent: "", size: 0 }]);
  expect(one && textOf(one)).not.toMatch(/tess/i);
});

test("a shelf in a browser that keeps nothing says so", () => {
  const shelf = openShelf("somewhere", "this device");
  expect([shelf.write("something"), shelf.read()]).toEqual([false, ""]);
});
