import { expect, test } from "vitest";
import vectors from "../../../../tests/vectors/uuids.json";
import { uuidOf } from "./uuid.js";

test.each(vectors.uuids)("$uuid is made of what happened", ({ parts, uuid }) => {
  expect(uuidOf(...parts)).toBe(uuid);
});

test("another place of the border between two parts is another id", () => {
  expect(uuidOf("ab", "c")).not.toBe(uuidOf("a", "bc"));
});
