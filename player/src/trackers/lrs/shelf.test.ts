// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LAUNCH } from "../../../testing/fake_lrs.js";
import { openQueueShelf, shelved, textOf, type QueueShelf } from "./shelf.js";
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

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

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
  const [one] = statements([{ name: "passed", object: 1, parent: "https://example.org/m/page", size: 0 }]);
  expect(one && textOf(one)).not.toMatch(/tess/i);
});

describe("a shelf of this device", () => {
  const shelf = (): QueueShelf => openQueueShelf("somewhere");

  test("gives back what it was given, and ends when nobody has changed it for 90 days", () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 21) });
    shelf().write("[1]");
    vi.setSystemTime(new Date(2027, 1, 19));
    expect(shelf().read()).toBe("[1]");
    shelf().write("[2]");
    vi.setSystemTime(new Date(2027, 4, 20));
    expect(shelf().read()).toBe("[2]");
    vi.setSystemTime(new Date(2027, 4, 21));
    expect([shelf().read(), localStorage.length]).toEqual(["", 0]);
  });

  test("of an earlier release is read, and ends 90 days after it was first seen", () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 21) });
    localStorage.setItem("coursepack-queue:somewhere", "[1]");
    expect(shelf().read()).toBe("[1]");
    vi.setSystemTime(new Date(2027, 1, 20));
    expect(shelf().read()).toBe("");
  });

  test("says whether what was written last is on the disk, and gives it back when the browser forgot", async () => {
    const kept = shelf();
    kept.write("[1]");
    expect(await kept.written()).toBe(true);
    localStorage.clear();
    expect(await shelf().load()).toEqual(["", "[1]"]);
  });
});
