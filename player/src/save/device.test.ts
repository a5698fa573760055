// @vitest-environment jsdom
import { expect, test } from "vitest";
import { encode, NEW_STATE } from "../core/saved_state.js";
import { Device } from "./device.js";

const LAUNCH = { withheld: [], answers: 0, nextInLms: 0, nextAnswer: 0, isContinued: false, isCompletionKnown: false };

test("that an LMS once gave back a state is known until it counts a new attempt", async () => {
  const launches = [
    { isNew: false, hasReturned: false, isKnown: false },
    { isNew: false, hasReturned: true, isKnown: true },
    { isNew: false, hasReturned: false, isKnown: true },
    { isNew: true, hasReturned: false, isKnown: false },
    { isNew: true, hasReturned: true, isKnown: true },
  ];
  for (const { isKnown, ...launch } of launches) {
    const device = new Device("https://example.org/course/level-1");
    await device.load("tess");
    device.use("tess", "");
    device.begin({ ...LAUNCH, ...launch });
    await device.keep(NEW_STATE);
    expect(device.read().hasReturned).toBe(isKnown);
  }
});

test("what is kept for a learner without a name is theirs only where the LMS gives back the same beginning", async () => {
  const begun = { ...NEW_STATE, seq: 3, origin: 5 };
  const before = new Device("https://example.org/course/level-2");
  await before.load(null);
  before.use(null, encode(begun));
  await before.keep(begun);
  for (const [origin, kept] of [
    [5, encode(begun)],
    [6, ""],
  ] as const) {
    const after = new Device("https://example.org/course/level-2");
    await after.load(null);
    expect(after.use(null, encode({ ...begun, origin })).state).toBe(kept);
  }
});
