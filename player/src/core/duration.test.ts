import fc from "fast-check";
import { expect, test } from "vitest";
import { scorm12 } from "../../../scorm_templates/tracking.json";
import vectors from "../../../tests/vectors/durations.json";
import { isoDuration, parseTimespan, timeOfDay, timespan } from "./duration.js";

test.each([...vectors.durations, ...vectors.clamped])("$seconds seconds are $timespan and $iso", (vector) => {
  expect(timespan(vector.seconds)).toBe(vector.timespan);
  expect(isoDuration(vector.seconds)).toBe(vector.iso);
});

test.each(vectors.read)("a total time of '$text' is $seconds seconds", ({ text, seconds }) => {
  expect(parseTimespan(text)).toBe(seconds);
});

test("a time span survives the round trip to a hundredth, and every LMS takes it", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 9999 * 3600, noNaN: true }), (seconds) => {
      expect(timespan(seconds)).toMatch(new RegExp(scorm12.timespan.pattern));
      expect(Math.abs(parseTimespan(timespan(seconds)) - seconds)).toBeLessThan(0.00501);
    }),
  );
});

test("a time of day is what every LMS takes", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(timeOfDay(date.getTime())).toMatch(new RegExp(scorm12.time.pattern));
    }),
  );
  expect(timeOfDay(new Date(2026, 10, 21, 9, 5, 7).getTime())).toBe("09:05:07");
});
