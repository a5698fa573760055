// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { FakeLrs, LAUNCH, MANNERS, type Manner } from "../../testing/fake_lrs.js";
import { PASSED, standing } from "../../testing/standings.js";
import { TrackerError, type Checkpoint } from "./tracker.js";
import { XapiTracker } from "./xapi.js";

const CHECKPOINT: Checkpoint = { bookmark: "L1-02", state: "1.abc.00000000", totalSeconds: 90.5 };
const PAGE = course().pages[0]!;

let lrs: FakeLrs;

async function opened(): Promise<XapiTracker> {
  const tracker = new XapiTracker(window, course(), LAUNCH);
  await tracker.open();
  return tracker;
}

function connect(manner: Manner = "adl"): void {
  lrs = new FakeLrs(manner);
  vi.stubGlobal("fetch", lrs.fetch);
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

describe.each(MANNERS)("the state in an LRS of the manner %s", (manner) => {
  beforeEach(() => {
    connect(manner);
  });

  test("is replaced with every save, in this session and the next", async () => {
    for (let launches = 0; launches < 2; launches++) {
      const tracker = await opened();
      for (const bookmark of ["L1-01", "L1-02", "L1-03"]) {
        await tracker.save({ ...CHECKPOINT, bookmark });
        expect(JSON.parse(lrs.state ?? "")).toMatchObject({ bookmark, state: CHECKPOINT.state, totalSeconds: 90.5 });
      }
    }
  });

  test("that another window has changed is read anew before it is replaced", async () => {
    const tracker = await opened();
    await tracker.save(CHECKPOINT);
    lrs.state = "another window's state";
    await tracker.save({ ...CHECKPOINT, bookmark: "L1-03" });
    expect(lrs.state).toContain("L1-03");
  });

  test("that somebody has taken away is stored anew", async () => {
    const tracker = await opened();
    await tracker.save(CHECKPOINT);
    lrs.state = null;
    await tracker.save({ ...CHECKPOINT, bookmark: "L1-03" });
    expect(lrs.state).toContain("L1-03");
  });
});

describe("when the connection is lost", () => {
  test("nothing is lost, and nothing is doubled", async () => {
    const tracker = await opened();
    tracker.viewed(PAGE);
    tracker.report(standing(PASSED));
    lrs.trouble = 0;
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ name: "TrackerError" });
    lrs.trouble = null;
    lrs.isMute = true;
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ name: "TrackerError" });
    expect(lrs.statements).toHaveLength(4);
    lrs.isMute = false;
    await tracker.save(CHECKPOINT);
    expect(lrs.statements).toHaveLength(4);
    expect(lrs.state).toContain(CHECKPOINT.state);
  });

  test.each([401, 403, 429, 500, 503])(
    "or the LRS answers %i, the save has failed and is tried again",
    async (status) => {
      const tracker = await opened();
      lrs.trouble = status;
      await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ name: "TrackerError" });
      lrs.trouble = null;
      await tracker.save(CHECKPOINT);
      expect(lrs.verbs()).toEqual(["initialized"]);
    },
  );

  test("at the beginning, or at the end, IT reads what goes later, and nobody else hears of it", async () => {
    const tracker = new XapiTracker(window, course(), LAUNCH);
    const losing = (address: string, init: RequestInit): Promise<Response> =>
      address.includes("/statements") ? Promise.reject(new TypeError("lost")) : lrs.fetch(address, init);
    vi.stubGlobal("fetch", losing);
    await tracker.open();
    await vi.advanceTimersByTimeAsync(0);
    const [beginning, end] = [/beginning .* goes with the next save/, /end .* goes with the next one/];
    expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(beginning), expect.any(TrackerError));
    expect(await tracker.isKept()).toBe(true);
    tracker.close();
    await expect(tracker.ended).resolves.toBeUndefined();
    expect(console.error).toHaveBeenCalledWith(expect.stringMatching(end), expect.any(TrackerError));
    vi.stubGlobal("fetch", lrs.fetch);
    vi.advanceTimersByTime(1);
    const next = await opened();
    await next.save(CHECKPOINT);
    expect(lrs.verbs().sort()).toEqual(["initialized", "initialized", "suspended"]);
  });

  test("a page that may be gone in a moment sends what waits at once", async () => {
    const tracker = await opened();
    tracker.viewed(PAGE);
    tracker.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(lrs.verbs()).toEqual(["initialized", "experienced"]);
  });

  test("what waits is forgotten when the learner wants that, and nothing more is told", async () => {
    const tracker = await opened();
    lrs.trouble = 0;
    tracker.viewed(PAGE);
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ name: "TrackerError" });
    lrs.trouble = null;
    tracker.forget();
    tracker.forget();
    tracker.viewed(PAGE);
    await tracker.save(CHECKPOINT);
    tracker.close();
    expect(lrs.verbs()).toEqual(["initialized"]);
    expect(Object.values(localStorage).join()).not.toContain(PAGE.iri);
  });

  test("a statement that the LRS will never take does not hold up the others", async () => {
    const tracker = await opened();
    lrs.refuses = { experienced: 400 };
    tracker.viewed(PAGE);
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    expect(lrs.verbs()).toEqual(["initialized", "completed", "passed"]);
  });
});
