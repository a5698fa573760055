// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { FakeLrs, LAUNCH } from "../../testing/fake_lrs.js";
import { FAILED, PASSED, standing } from "../../testing/standings.js";
import type { Statement } from "./lrs/statement.js";
import { TrackerError, type Checkpoint } from "./tracker.js";
import { XapiTracker } from "./xapi.js";

const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90.5 };
const PAGE = course().pages[0]!;
const MODULE = "https://example.org/course/level-1";

let lrs: FakeLrs;

async function opened(): Promise<XapiTracker> {
  const tracker = new XapiTracker(window, course(), LAUNCH);
  await tracker.open();
  return tracker;
}

function connect(): void {
  lrs = new FakeLrs();
  vi.stubGlobal("fetch", lrs.fetch);
}

function stated(verb: string): Statement {
  return lrs.statements.find((statement) => statement.verb.display["en"] === verb)!;
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 14, 32, 5, 120) });
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
  connect();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("at launch", () => {
  test("a new learner starts afresh", async () => {
    const tracker = new XapiTracker(window, course(), LAUNCH);
    const resume = await tracker.open();
    expect(tracker.sends).toMatch(/\w \w/);
    expect(resume).toEqual({
      bookmark: "",
      state: "",
      learnerId: JSON.stringify({ mbox: "mailto:tess@example.org" }),
      learnerName: "Tess",
      writable: true,
      isUnsent: false,
      status: "unknown",
      totalSeconds: 0,
    });
  });

  test("one who comes back gets what was saved", async () => {
    const before = await opened();
    before.report(standing(PASSED));
    await before.save(CHECKPOINT);
    const resume = await new XapiTracker(window, course(), LAUNCH).open();
    expect(resume).toMatchObject({ bookmark: "L1-02", state: "1.abc.00000000", status: "passed", totalSeconds: 90.5 });
  });

  test("one who has not passed is known to have failed", async () => {
    const before = await opened();
    before.report(standing(FAILED));
    await before.save(CHECKPOINT);
    await expect(new XapiTracker(window, course(), LAUNCH).open()).resolves.toMatchObject({ status: "failed" });
  });

  test("before it has opened there is nothing that could not be kept", async () => {
    await expect(new XapiTracker(window, course(), LAUNCH).isKept()).resolves.toBe(true);
  });

  test("the beginning is recorded at once, even for a learner who goes no further", async () => {
    await opened();
    await vi.advanceTimersByTimeAsync(0);
    expect(lrs.verbs()).toEqual(["initialized"]);
  });

  test("a document of another player is no state, and no error", async () => {
    lrs.state = "<state/>";
    await expect(new XapiTracker(window, course(), LAUNCH).open()).resolves.toMatchObject({ state: "", bookmark: "" });
  });

  test("the document is asked for by activity, agent, registration and name", async () => {
    await opened();
    const { url } = lrs.requests[0] ?? { url: new URL("about:blank") };
    expect(url.pathname).toBe("/lrs/activities/state");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      activityId: MODULE,
      agent: JSON.stringify(LAUNCH.actor),
      stateId: "suspendData",
      registration: LAUNCH.registration,
    });
  });

  test.each([
    [0, "unreachable"],
    [401, "signedout"],
    [403, "signedout"],
    [503, "unreachable"],
  ])("an LRS that answers %i is %s", async (trouble, why) => {
    lrs.trouble = trouble;
    await expect(new XapiTracker(window, course(), LAUNCH).open()).rejects.toMatchObject({ name: "TrackerError", why });
  });

  test("what is wrong with a launch is said, and nothing is sent", async () => {
    const problem = new TrackerError("The learning system did not say who you are.", "actor", "absent");
    await expect(new XapiTracker(window, course(), problem).open()).rejects.toBe(problem);
    expect(lrs.requests).toEqual([]);
  });

  test("a request without an answer ends after 15 seconds", async () => {
    vi.stubGlobal(
      "fetch",
      (_: string, { signal }: RequestInit) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => {
            reject(new DOMException("aborted", "AbortError"));
          });
        }),
    );
    const opening = expect(new XapiTracker(window, course(), LAUNCH).open()).rejects.toMatchObject({
      name: "TrackerError",
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await opening;
  });
});

test("statements arrive, however many there are, each with its own id", async () => {
  const tracker = await opened();
  for (let count = 0; count < 45; count++) {
    vi.advanceTimersByTime(1);
    tracker.viewed(PAGE);
  }
  tracker.report(standing(PASSED));
  await tracker.save(CHECKPOINT);
  expect(new Set(lrs.statements.map(({ id }) => id)).size).toBe(48);
  expect([...new Set(lrs.verbs())]).toEqual(["initialized", "completed", "passed", "experienced"]);
});

describe("where the learner stands", () => {
  test("who has passed does not fail any more", async () => {
    const tracker = await opened();
    tracker.report(standing(PASSED));
    tracker.report(standing(FAILED));
    await tracker.save(CHECKPOINT);
    expect(lrs.verbs()).toContain("passed");
    expect(lrs.verbs()).not.toContain("failed");
  });

  test("is told when it changes, and only then", async () => {
    const tracker = await opened();
    const reports = [
      { ...FAILED, status: "incomplete" as const, score: null },
      FAILED,
      FAILED,
      { ...FAILED, score: 60 },
      PASSED,
      PASSED,
    ];
    for (const outcome of reports) {
      tracker.report(standing(outcome));
      await tracker.save(CHECKPOINT);
    }
    expect(lrs.verbs()).toEqual(["initialized", "failed", "failed", "completed", "passed"]);
    expect(stated("failed").result).toMatchObject({ success: false, score: { raw: 40 } });
  });

  test("is not told again at a later launch", async () => {
    for (let launches = 0; launches < 2; launches++) {
      vi.advanceTimersByTime(60_000);
      const tracker = await opened();
      tracker.report(standing(PASSED));
      await tracker.save(CHECKPOINT);
    }
    expect(lrs.verbs()).toEqual(["initialized", "completed", "passed", "initialized"]);
  });
});

test("a pass is told again where a later try passed, and a failure where a later one failed, though the score is the same", async () => {
  const tracker = await opened();
  for (const [outcome, tries] of [
    [FAILED, 1],
    [FAILED, 1],
    [FAILED, 2],
    [PASSED, 3],
    [PASSED, 3],
    [PASSED, 4],
    [FAILED, 5],
  ] as const) {
    tracker.tried({ number: tries, score: outcome.score ?? 0, isPassed: outcome === PASSED, at: Date.now() });
    tracker.report(standing(outcome, { tries }));
    await tracker.save(CHECKPOINT);
    vi.advanceTimersByTime(1);
  }
  const results = lrs.verbs().filter((verb) => ["passed", "failed", "completed"].includes(verb));
  expect(results).toEqual(["failed", "failed", "completed", "passed", "passed"]);
});

test("a module without a quiz is completed, which the next launch knows", async () => {
  const tracker = await opened();
  tracker.report(standing({ status: "passed", score: null, progress: 1 }));
  await tracker.save(CHECKPOINT);
  expect(lrs.verbs()).toEqual(["initialized", "completed"]);
  await expect(new XapiTracker(window, course(), LAUNCH).open()).resolves.toMatchObject({ status: "completed" });
});

test("a quiz that is passed before the last page is read is told at once, and completion when it comes", async () => {
  const tracker = await opened();
  tracker.report(standing({ status: "incomplete", score: 90, progress: 0.5 }));
  await tracker.save(CHECKPOINT);
  tracker.report(standing({ status: "passed", score: 90, progress: 1 }));
  await tracker.save(CHECKPOINT);
  expect(lrs.verbs()).toEqual(["initialized", "passed", "completed"]);
});

test.each([
  [FAILED, "suspended"],
  [PASSED, "terminated"],
])("at the end a session that was %o is %s, by a request that outlives the page", async (outcome, verb) => {
  const fetched = vi.fn(lrs.fetch);
  vi.stubGlobal("fetch", fetched);
  const tracker = await opened();
  tracker.report(standing(outcome));
  await tracker.save(CHECKPOINT);
  tracker.close();
  expect(fetched.mock.lastCall?.[1]).toMatchObject({ keepalive: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(lrs.verbs().at(-1)).toBe(verb);
});
