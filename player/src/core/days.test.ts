import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf, isoDate, monthsLater } from "./days.js";

test("the first day is 1 January 2026, wherever the learner is", () => {
  expect(dayOf(new Date(2026, 0, 1, 0, 0))).toBe(1);
  expect(dayOf(new Date(2026, 0, 1, 23, 59))).toBe(1);
  expect(isoDate(1)).toBe("2026-01-01");
});

test("a day that is not known has no date, and a clock that is behind gives none", () => {
  expect(isoDate(0)).toBe("");
  expect(dayOf(new Date(1970, 0, 1))).toBe(0);
});

test("every day comes back as the date that it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4094 }), fc.integer({ min: 0, max: 23 }), (days, hour) => {
      const moment = new Date(2026, 0, 1 + days, hour);
      const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
      expect(isoDate(dayOf(moment))).toBe(parts.map((part) => String(part).padStart(2, "0")).join("-"));
    }),
  );
});

test.each([
  ["2026-03-09", 24, "2028-03-09"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-02-29", 12, "2029-02-28"],
  ["2026-11-30", 3, "2027-02-28"],
])("%s and %i months are %s", (day, months, after) => {
  expect(monthsLater(day, months)).toBe(after);
});
