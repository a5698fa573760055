/** What becomes of a session whose LMS goes away, or puts up another API, while the course is open. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeLms } from "../../testing/fake_lms.js";
import { ANSWER, CHECKPOINT, opened, PASSED, VERSIONS } from "../../testing/scorm.js";
import { course } from "../../testing/course.js";
import { ScormTracker } from "./scorm.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe.each(Object.entries(VERSIONS))("in %s", (_, version) => {
  const { again, rules } = version;

  test("an LMS that puts up another API when it has closed the session is spoken to through that", async () => {
    const { lms, host, tracker } = await opened(version, again);
    tracker.report(PASSED);
    lms.endSession();
    const other = new FakeLms(again, rules);
    Object.assign(host, { [rules.object]: other.api });
    await tracker.save(CHECKPOINT);
    expect(other.kept).toMatchObject({ ...version.passed, "cmi.suspend_data": CHECKPOINT.state });
  });

  test("and answers go on there behind those that it holds", async () => {
    const held = { ...again, "cmi.interactions._count": "2" };
    const { lms, host, tracker } = await opened(version, held);
    tracker.answer(ANSWER);
    lms.endSession();
    const other = new FakeLms(held, rules);
    Object.assign(host, { [rules.object]: other.api });
    await tracker.save(CHECKPOINT);
    expect(other.kept).toMatchObject({ "cmi.interactions.1.id": "earlier", "cmi.interactions.2.id": "L1_Q01" });
  });

  test.each([
    ["for review", { [version.mode]: "review" }],
    ["another learner's", { [version.learner]: "another" }],
  ])("and where that one is %s, nothing at all is written: the session has ended", async (_, differing) => {
    const { lms, host, tracker } = await opened(version, again);
    lms.endSession();
    const other = new FakeLms({ ...again, ...differing }, rules);
    Object.assign(host, { [rules.object]: other.api });
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why: "ended" });
    await tracker.save(CHECKPOINT);
    tracker.close();
    expect(other.writes).toEqual([]);
  });

  test("another API is left alone as long as the session of this one can be read", async () => {
    const { lms, host, tracker } = await opened(version, again);
    const other = new FakeLms(again, rules);
    Object.assign(host, { [rules.object]: other.api });
    lms.trouble = { commit: "false" };
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not keep the progress");
    lms.trouble = {};
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
    expect(other.writes).toEqual([]);
  });

  test.each([false, true])(
    "an LMS that throws at everything has not ended the session (and put up another API: %s)",
    async (isReplaced) => {
      const { lms, host, tracker } = await opened(version, again);
      const other = new FakeLms(again, rules);
      const throwing = (): never => {
        throw new Error("it failed inside the LMS");
      };
      const calls = (["GetValue", "SetValue", "Commit"] as const).map(
        (name) => [name, lms.replace(name, throwing)] as const,
      );
      Object.assign(host, isReplaced ? { [rules.object]: other.api } : {});
      const saving = tracker.save(CHECKPOINT);
      await (isReplaced ? saving : expect(saving).rejects.toMatchObject({ why: "unreachable" }));
      calls.forEach(([name, call]) => lms.replace(name, call));
      await tracker.save(CHECKPOINT);
      expect((isReplaced ? other : lms).kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
      expect((isReplaced ? lms : other).writes).toEqual([]);
    },
  );

  test.each([
    [
      "closed the session",
      (lms: FakeLms) => {
        lms.endSession();
        lms.replace("Initialize", () => "false");
      },
    ],
    [
      "took its API away",
      (lms: FakeLms, host: Window) => {
        lms.endSession();
        Object.assign(host, { [rules.object]: undefined });
      },
    ],
  ])("an LMS that %s has ended it", async (_what, end) => {
    const { lms, host, tracker } = await opened(version, again);
    end(lms, host);
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({
      message: expect.stringMatching(/\w \w.*\.$/) as string,
      detail: "its API is gone, closed, for review, or of another learner",
      why: "ended",
    });
  });

  test.each<[string, object | null]>([
    ["was closed", { closed: true }],
    ["is gone", null],
  ])("an LMS whose window %s stores nothing, though its API still answers", async (_what, opener) => {
    const lms = new FakeLms(again, rules);
    const behind = Object.assign(lms.window(), { closed: false });
    const host = { opener: behind, parent: null, top: { opener: behind } } as unknown as Window;
    const tracker = new ScormTracker(host, version.dialect(course()));
    await tracker.open();
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
    const writes = lms.writes.length;
    Object.assign(host.top!, { opener });
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({
      message: expect.stringMatching(/\w \w.*\.$/) as string,
      detail: "the opener of this window is closed",
      why: "unreachable",
    });
    expect(lms.writes).toHaveLength(writes);
  });
});
