// @vitest-environment jsdom
import { expect, test } from "vitest";
import { question } from "../../testing/course.js";
import { Witness } from "../../testing/witness.js";
import { encode, NEW_STATE } from "../core/saved_state.js";
import type { Tracker } from "../trackers/tracker.js";
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

test.each([
  ["unknown", true, false],
  ["proved", false, false],
  ["proved", true, true],
] as const)(
  "that a save is %s, of a module that is complete (%s), shows that the LMS holds that: %s",
  async (evidence, complete, isKnown) => {
    const device = new Device("https://example.org/course/level-3");
    await device.load("tess");
    device.use("tess", "");
    device.begin({ ...LAUNCH, isNew: true, hasReturned: false });
    device.sent({ ...NEW_STATE, seq: 4, complete }, "with answers");
    device.arrived(evidence, true);
    expect(device.isCompletionKnown).toBe(isKnown);
    expect(device.read()).toMatchObject({ arrived: evidence === "proved" ? 4 : 0, hasProbed: true });
    device.sent(NEW_STATE, "with answers");
    device.arrived("proved", true);
    expect(device.isCompletionKnown).toBe(isKnown);
  },
);

/** A device on which a learner gave three answers at the state 5, of which what was sent with the state *arrived* has arrived. */
async function withAnswers(arrived: number): Promise<Device> {
  const device = new Device(`https://example.org/course/level-4-${arrived}`);
  await device.load("tess");
  device.use("tess", "");
  device.begin({ ...LAUNCH, isNew: true, hasReturned: false });
  const tracker = Object.assign(new Witness(), { proof: {} as NonNullable<Tracker["proof"]> });
  const answer = {
    question: question(),
    purpose: "check",
    response: [0, 1, 0],
    right: true,
    at: 0,
    seconds: 1,
  } as const;
  [1, 2, 3].forEach(() => {
    device.add(answer, tracker);
  });
  device.sent({ ...NEW_STATE, seq: arrived }, "with answers");
  device.arrived("proved", true);
  await device.keep({ ...NEW_STATE, seq: 5 });
  device.use("tess", "");
  return device;
}

test.each([
  { isContinued: false, arrived: 5, isDoubtful: false },
  { isContinued: false, arrived: 0, isDoubtful: false },
  { isContinued: true, arrived: 5, isDoubtful: false },
  { isContinued: true, arrived: 4, isDoubtful: true },
  { isContinued: true, arrived: 0, isDoubtful: true },
])(
  "at a launch (continued: $isContinued) of whose state 5 it is known that $arrived arrived, what was sent is doubtful: $isDoubtful",
  async (given) => {
    const { isContinued, arrived, isDoubtful } = given;
    const device = await withAnswers(arrived);
    const unheard = device.begin({
      ...LAUNCH,
      answers: 3,
      nextAnswer: 3,
      isContinued,
      isNew: false,
      hasReturned: true,
    });
    expect(unheard.isDoubtful).toBe(isDoubtful);
    // A new session shows what is stored; in one that goes on, what is doubtful is told again.
    expect(unheard.answers).toHaveLength(isDoubtful ? 3 : 0);
  },
);

test.each([
  [0, 3, 3],
  [2, 3, 3],
  [3, 0, 0],
  [null, 3, 0],
  [null, 2, 3],
])(
  "an LMS that counts %j answers, and whose state knows of %j, is told %j of three again",
  async (answers, nextInLms, told) => {
    const device = await withAnswers(5);
    const unheard = device.begin({ ...LAUNCH, answers, nextInLms, nextAnswer: 3, isNew: false, hasReturned: true });
    expect(unheard.answers).toHaveLength(told);
  },
);
