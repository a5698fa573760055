import fc from "fast-check";
import { expect, test } from "vitest";
import vector from "../../../tests/vectors/cases.json" with { type: "json" };
import type { PlayerCase } from "../../../player/src/core/player_data.js";
import { endingOf, placeOf } from "./way.js";

const told = vector.case as PlayerCase;

test.each(vector.ways)("after $steps stands what the builder says: $node, $ending", ({ steps, node, ending }) => {
  const place = placeOf(told, steps);
  expect(place.taken).toHaveLength(steps.length);
  expect(place.node?.id ?? null).toBe(node);
  expect(place.node ? null : endingOf(told, place.taken)?.title).toBe(ending);
});

const marks = fc.subarray(["a", "b"]);
const name = fc.constantFrom("n1", "n2", "n3", "n4");
const option = fc.record({
  text: fc.string(),
  verdict: fc.constantFrom("best" as const, "partial" as const, "unsafe" as const),
  feedback: fc.string(),
  then: fc.string(),
  next: fc.option(name),
  gives: marks,
});
const node = fc.record({
  id: name,
  clock: fc.string(),
  youAre: fc.string(),
  known: fc.string(),
  ask: fc.string(),
  options: fc.array(option, { minLength: 2, maxLength: 6 }),
});
const ending = fc.record({ needs: marks, lacks: marks, title: fc.string(), text: fc.string() });
const tree = fc.record({
  name: fc.string(),
  start: name,
  nodes: fc.uniqueArray(node, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
  endings: fc.array(ending, { maxLength: 3 }),
  debrief: fc.string(),
});

test("whatever way was kept, what the tree knows of it is gone again, step by step, and nothing else", () => {
  fc.assert(
    fc.property(tree, fc.array(fc.nat(7), { maxLength: 15 }), (made, way) => {
      const { taken, node: next } = placeOf(made, way);
      taken.forEach((step, at) => {
        expect(step.option).toBe(step.node.options[way[at] ?? -1]);
        expect(step.node.id).toBe(at === 0 ? made.start : taken[at - 1]?.option.next);
      });
      const unknown = way[taken.length];
      expect(unknown === undefined || next?.options[unknown] === undefined).toBe(true);
    }),
  );
});
