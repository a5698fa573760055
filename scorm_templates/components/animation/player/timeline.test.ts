import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vector from "../../../../tests/vectors/animation.json" with { type: "json" };
import type { Scene, Story } from "../data.js";
import { captionAt, momentAt, sceneOf, spokenMoment, startOf } from "./timeline.js";

const { scenes } = vector as unknown as Story;

describe("timeline", () => {
  test("scenes begin where the ones before them end", () => {
    expect([0, 1, 2].map((index) => startOf(scenes, index))).toEqual([0, 4, 6]);
  });

  test.each([
    [0, 0, 0],
    [3.5, 0, 3500],
    [4, 1, 0],
    [6, 1, 2000],
    [99, 1, 2000],
  ])("%d seconds in is scene %d at %d ms", (seconds, index, ms) => {
    expect(momentAt(scenes, seconds)).toEqual({ index, ms });
  });

  test("every second of a story is in one of its scenes", () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 400, noNaN: true }), (seconds, at) => {
        const story = seconds.map((length) => ({ ...scenes[0], seconds: length }) as Scene);
        const { index, ms } = momentAt(story, at);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual((story[index]?.seconds ?? -1) * 1000);
      }),
    );
  });

  test("a caption stays until the next one comes", () => {
    const cues = scenes[0]?.cues ?? [];
    const [first, second] = cues.map(([, text]) => text);
    expect([0, 599, 600, 4000].map((ms) => captionAt(cues, ms))).toEqual([first, first, second, second]);
    expect(captionAt([], 0)).toBe("");
  });

  test("a moment is said in words", () => {
    const words = "You can share without consent to keep a child safe.";
    expect(spokenMoment(scenes, { index: 0, ms: 1900 })).toBe(`Scene 1 of 2, 1 second: ${words}`);
    expect(spokenMoment(scenes, { index: 1, ms: 0 })).toBe("Scene 2 of 2, 4 seconds");
    const long = [{ ...scenes[0], seconds: 60 } as Scene, ...scenes];
    expect(spokenMoment(long, { index: 2, ms: 900 })).toBe("Scene 3 of 3, 1 minute 4 seconds");
    expect(sceneOf(scenes, { index: 0, ms: 0 })).toBe("Scene 1 of 2");
  });
});
