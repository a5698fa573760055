import { expect, test } from "vitest";
import { note, recentCalls } from "./call_log.js";

test("the newest twenty calls are known, in their order, and cannot be changed by whoever reads them", () => {
  for (let number = 1; number <= 25; number++) {
    note(`call ${number}`);
  }
  const calls = recentCalls();
  expect(calls).toEqual(Array.from({ length: 20 }, (_, place) => `call ${place + 6}`));
  note("another");
  expect(calls).not.toContain("another");
  expect(recentCalls().at(-1)).toBe("another");
});
