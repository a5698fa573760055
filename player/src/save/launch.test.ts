// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { course } from "../../testing/course.js";
import { emptyDisk } from "../../testing/disk.js";
import { COMPLETE, STORED } from "../../testing/runs.js";
import { encode } from "../core/saved_state.js";
import { rulesOf } from "../core/session.js";
import type { Resume } from "../trackers/tracker.js";
import { Device } from "./device.js";
import { mergeAtLaunch, startRun, type RunStart } from "./launch.js";

const BEGUN = encode({ ...STORED, origin: 5 });
const FINISHED = encode({ ...COMPLETE, origin: 5 });

describe("an LMS that gives back nothing", () => {
  test.each([
    { what: "gave it back once", state: BEGUN, arrived: 0, hasReturned: true, isNew: true },
    { what: "was sent all of a finished module", state: FINISHED, arrived: 9, hasReturned: false, isNew: true },
    { what: "was sent nothing of a finished module", state: FINISHED, arrived: 0, hasReturned: false, isNew: false },
    { what: "was sent an unfinished module", state: BEGUN, arrived: 9, hasReturned: false, isNew: false },
  ])("and $what counts a new attempt: $isNew", ({ isNew, ...kept }) => {
    const { isNew: said, stored, earlier } = mergeAtLaunch("", kept);
    expect(said).toBe(isNew);
    expect(stored === null).toBe(isNew);
    expect(earlier !== null).toBe(isNew);
  });
});

describe("a launch", () => {
  beforeEach(() => {
    localStorage.clear();
    emptyDisk();
  });

  /** Starts the run of a learner of whom this device keeps nothing, and returns how, and what it knows afterwards. */
  async function started(resume: Partial<Resume>): Promise<[RunStart, Device]> {
    const device = new Device(course().module.iri);
    await device.load("tess");
    const fresh = { bookmark: "", state: "", learnerId: "tess", learnerName: "", writable: true, totalSeconds: 0 };
    const start = startRun({ ...fresh, status: "unknown", ...resume }, "in an LMS", device, rulesOf(course()));
    await device.keep(start.state);
    return [start, device];
  }

  test.each([
    ["", false],
    ["what somebody else wrote", false],
    [BEGUN, true],
    [BEGUN, false, true],
  ])("with %j shows that the LMS gives back a state of ours: %s", async (state, hasReturned, isContinued = false) => {
    const [, device] = await started({ state, isContinued });
    expect(device.read().hasReturned).toBe(hasReturned);
  });

  test.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])(
    "in a session that had begun before the page did (%j) may lack what was sent in it: %s",
    async (isContinued, isDoubtful) => {
      const [{ unheard }] = await started({ state: BEGUN, ...(isContinued !== undefined && { isContinued }) });
      expect(unheard.isDoubtful).toBe(isDoubtful);
    },
  );

  test.each([
    [100, 100, false],
    [75, 100, true],
    [null, 100, true],
    [undefined, null, false],
  ])("where the LMS holds the score %j, and %j was reached, has to tell it: %s", async (score, reached, isToTell) => {
    const state = reached === null ? BEGUN : FINISHED;
    const [{ isBehind }] = await started({ state, status: "passed", ...(score !== undefined && { score }) });
    expect(isBehind).toBe(isToTell);
  });

  test.each([
    ["", "passed", false],
    [BEGUN, "passed", false],
    [FINISHED, "incomplete", false],
    [FINISHED, "passed", true],
  ] as const)("with the state %j and the status %s is of a module known to be complete: %s", async (...given) => {
    const [state, status, isKnown] = given;
    const [{ isBehind }, device] = await started({ state, status });
    expect(device.isCompletionKnown).toBe(isKnown);
    expect(isBehind).toBe(state === FINISHED && status === "incomplete");
  });
});
