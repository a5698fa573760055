// @vitest-environment jsdom
import { expect, test } from "vitest";
import { NEW_STATE } from "../core/saved_state.js";
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
