import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Trouble } from "../../testing/fake_lms.js";
import { ANSWER, CHECKPOINT, FAILED, opened, PASSED, VERSIONS } from "../../testing/scorm.js";
import { course } from "../../testing/course.js";
import { ScormTracker } from "./scorm.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe.each(Object.entries(VERSIONS))("in %s", (_, version) => {
  const { again, status, score, exit } = version;
  const writesOf = (writes: readonly string[], element: string): string[] =>
    writes.filter((write) => write.startsWith(`${element} = `));

  describe("at launch", () => {
    test("the first says incomplete and commits: a session without a status becomes completed in Moodle", async () => {
      const { lms, resume, tracker } = await opened(version);
      expect(tracker.sends).toMatch(/\w \w/);
      expect(lms.writes).toEqual([`${status} = incomplete`, exit, "commit"]);
      expect(resume).toEqual({
        bookmark: "",
        state: "",
        learnerId: "tess",
        learnerName: "Ter, Tess",
        writable: true,
        status: "unknown",
        passMark: null,
        totalSeconds: 0,
        score: null,
        isContinued: false,
        answers: 0,
      });
    });

    test("a later one reads what was left, and writes nothing", async () => {
      const { lms, resume } = await opened(version, again);
      expect(resume).toMatchObject({
        bookmark: "L1-03",
        state: "1.old.00000000",
        status: "incomplete",
        totalSeconds: 60,
      });
      expect(lms.writes).toEqual([]);
    });

    test("one of whom the LMS holds a status or a state and not the other is not told to begin", async () => {
      for (const element of [status, "cmi.suspend_data"]) {
        const { lms } = await opened(version, { [element]: again[element] ?? "" });
        expect(lms.writes).toEqual([]);
      }
    });

    test.each([
      ["a stored state", again],
      ["what another window may have passed since its page was opened", {}],
    ])(
      "an LMS that answers every status with nothing (Open edX) is not told incomplete over %s",
      async (_what, held) => {
        for (const nothing of ["", " "]) {
          const { lms, tracker } = await opened(version, { ...held, [status]: nothing });
          expect(lms.writes).toEqual([]);
          if ("cmi.suspend_data" in held) {
            tracker.report({ status: "incomplete", score: null, progress: 0.5 });
            await tracker.save(CHECKPOINT);
            expect(writesOf(lms.writes, status)).toEqual([]);
          }
        }
      },
    );

    test.each<NonNullable<Trouble["initialize"]>>(["false", "throws"])(
      "Initialize that says %s is connected if reading works",
      async (initialize) => {
        const { tracker, lms } = await opened(version, again, { trouble: { initialize } });
        await tracker.save(CHECKPOINT);
        expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
      },
    );

    test.each<[string, string, Trouble, string]>([
      ["no LMS where it does not begin", "failed", { initialize: "false", silent: true }, "absent"],
      ["one that may answer later where it begins", "succeeded", { silent: true }, "unreachable"],
    ])("an API that gives nothing back is %s", async (_is, how, trouble, why) => {
      vi.useFakeTimers();
      const detail = expect.stringMatching(`Initialize ${how} and nothing can be read`) as string;
      const message = expect.stringContaining("did not answer") as string;
      const expected = expect(opened(version, {}, { trouble })).rejects.toMatchObject({ message, detail, why });
      await vi.advanceTimersByTimeAsync(6_000);
      await expected;
      vi.useRealTimers();
    });

    test("without an API there is no LMS", async () => {
      vi.useFakeTimers();
      const opening = new ScormTracker({ parent: null } as unknown as Window, version.dialect(course())).open();
      const message = expect.stringContaining("No learning system") as string;
      const detail = `no object ${version.rules.object} in this window or around it`;
      const expected = expect(opening).rejects.toMatchObject({ message, detail, why: "absent" });
      await vi.advanceTimersByTimeAsync(6_000);
      await expected;
      vi.useRealTimers();
    });
  });

  test.each(["review", "browse"])("in %s mode nothing at all is written, not even the end", async (mode) => {
    const { lms, tracker, resume } = await opened(version, { ...again, [version.mode]: mode });
    expect(resume.writable).toBe(false);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.close();
    expect(lms.writes).toEqual([]);
  });

  test.each(["", "Normal"])("the mode %j means normal", async (mode) => {
    const { resume } = await opened(version, { [version.mode]: mode });
    expect(resume.writable).toBe(true);
  });

  describe("a save", () => {
    test("stores state, place and the session's own time in one commit", async () => {
      const { lms, tracker } = await opened(version, again);
      await tracker.save(CHECKPOINT);
      expect(lms.writes).toEqual(["cmi.suspend_data = 1.abc.00000000", ...version.place, exit, "commit"]);
    });

    test("writes the score before the status", async () => {
      const { lms, tracker } = await opened(version, again);
      tracker.report(PASSED);
      await tracker.save(CHECKPOINT);
      expect(lms.writes.slice(3)).toEqual([...version.result, "commit"]);
      expect(lms.refusals).toEqual([]);
    });

    test("writes a status and a score until they have arrived, and a better score again", async () => {
      const { lms, tracker } = await opened(version, again);
      for (const outcome of [PASSED, PASSED, { ...PASSED, score: 80 }, { ...PASSED, score: 95.55 }]) {
        tracker.report(outcome);
        await tracker.save(CHECKPOINT);
        tracker.proof.arrived("proved");
      }
      expect(writesOf(lms.writes, status)).toHaveLength(1);
      const better = [90, 95.55].map((each) => `${score} = ${version.scored(each)}`);
      expect(writesOf(lms.writes, score)).toEqual(better);
      expect(lms.refusals).toEqual([]);
    });

    test("reaches an LMS behind an opener of another origin, which may not be asked whether it is closed", async () => {
      const { lms, tracker, host } = await opened(version, again);
      Object.defineProperty(host, "top", {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
      });
      await tracker.save(CHECKPOINT);
      expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
    });

    test("writes no score where the learner has none, not in a replay either", async () => {
      const { lms, tracker } = await opened(version, again);
      for (const manner of ["plain", "replay"] as const) {
        tracker.report({ status: "incomplete", score: null, progress: 0.5 });
        tracker.proof.prepare(manner);
        await tracker.save(CHECKPOINT);
      }
      expect(lms.writes.filter((write) => write.includes("score."))).toEqual([]);
    });

    test("has not failed where the LMS does without what stands beside the result, and has where it refuses that", async () => {
      const beside = ["min", "max"].map((name) => score.replace(/[a-z]+$/, name));
      for (const [refused, fails] of [
        [[...beside, "cmi.progress_measure"], false],
        [[score], true],
        [[status], true],
      ] as const) {
        const { lms, tracker } = await opened(version, again);
        lms.trouble = { refused };
        tracker.report(PASSED);
        const saved = tracker.save(CHECKPOINT);
        await (fails
          ? expect(saved).rejects.toMatchObject({
              message: expect.stringContaining("did not take the progress") as string,
              detail: expect.stringMatching(`^${refused[0]}: error 401, [^;]+; diagnostic$`) as string,
            })
          : expect(saved).resolves.toBeUndefined());
        expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
      }
    });

    test("never lowers a status or a score that the LMS has", async () => {
      const { lms, tracker } = await opened(version, { ...again, ...version.passed }, { notPassed: "failed" });
      tracker.report(FAILED);
      await tracker.save(CHECKPOINT);
      expect(lms.kept).toMatchObject(version.passed);
    });

    test.each(["incomplete", "failed"] as const)(
      "calls a quiz that is not passed %s where the course wants that, and passed after it",
      async (notPassed) => {
        const { lms, tracker } = await opened(version, again, { notPassed });
        tracker.report(FAILED);
        await tracker.save(CHECKPOINT);
        expect(lms.kept).toMatchObject(version[notPassed]);
        tracker.report(PASSED);
        await tracker.save(CHECKPOINT);
        expect(lms.kept).toMatchObject(version.passed);
      },
    );
  });

  describe("answers", () => {
    test("are numbered on from those of earlier sessions", async () => {
      const { lms, tracker } = await opened(version, { ...again, "cmi.interactions._count": "2" });
      tracker.answer(ANSWER);
      tracker.answer({ ...ANSWER, response: [1, 0, 0], right: false });
      await tracker.save(CHECKPOINT);
      expect(lms.kept).toMatchObject({ "cmi.interactions.2.id": "L1_Q01", "cmi.interactions.3.id": "L1_Q01" });
      expect(lms.refusals).toEqual([]);
    });

    test("are sent until they have arrived, under one number", async () => {
      const { lms, tracker } = await opened(version, again);
      tracker.answer(ANSWER);
      await tracker.save(CHECKPOINT);
      await tracker.save(CHECKPOINT);
      expect(writesOf(lms.writes, "cmi.interactions.0.id")).toHaveLength(2);
      tracker.proof.arrived("proved");
      await tracker.save(CHECKPOINT);
      expect(writesOf(lms.writes, "cmi.interactions.0.id")).toHaveLength(2);
      tracker.answer(ANSWER);
      await tracker.save(CHECKPOINT);
      expect(writesOf(lms.writes, "cmi.interactions.1.id")).toHaveLength(1);
      expect(lms.refusals).toEqual([]);
    });

    test("that were not yet saved have not arrived with those that were", async () => {
      const { lms, tracker } = await opened(version, again);
      tracker.answer(ANSWER);
      await tracker.save(CHECKPOINT);
      tracker.answer({ ...ANSWER, right: false });
      tracker.proof.arrived("proved");
      await tracker.save(CHECKPOINT);
      expect(lms.kept["cmi.interactions.1.result"]).toMatch(/wrong|incorrect/);
      expect(writesOf(lms.writes, "cmi.interactions.0.id")).toHaveLength(1);
    });

    test("are left out where the LMS has no interactions, and everything else is stored", async () => {
      const { lms, tracker } = await opened(version, again, { trouble: { refused: ["cmi.interactions"] } });
      tracker.answer(ANSWER);
      tracker.report(PASSED);
      await tracker.save(CHECKPOINT);
      expect(lms.kept).toMatchObject(version.passed);
      expect(lms.refusals).toEqual(["cmi.interactions.0.id = L1_Q01: 401"]);
    });
  });

  describe("a save that fails", () => {
    test.each<NonNullable<Trouble["commit"]>>(["false", "throws", "false without an error"])(
      "because Commit answers %s says so, and all is sent again",
      async (commit) => {
        const { lms, tracker } = await opened(version, again);
        tracker.report(PASSED);
        tracker.answer(ANSWER);
        lms.trouble = { commit };
        await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not keep the progress");
        lms.trouble = {};
        await tracker.save(CHECKPOINT);
        expect(lms.kept).toMatchObject({ ...version.passed, "cmi.interactions.0.id": "L1_Q01" });
      },
    );
  });

  test("an LMS that has no room for the state still gets the result, and it is known that the state is not there", async () => {
    const { lms, tracker } = await opened(version, again);
    tracker.report(PASSED);
    await tracker.save({ ...CHECKPOINT, state: "x".repeat(version.room + 1) });
    expect(tracker.proof.keepsState).toBe(false);
    expect(lms.kept).toMatchObject(version.passed);
    await tracker.save(CHECKPOINT);
    expect(tracker.proof.keepsState).toBe(true);
  });

  test("after the end nothing is sent", async () => {
    const { lms, tracker } = await opened(version, again);
    tracker.close();
    tracker.close();
    await tracker.save(CHECKPOINT);
    expect(lms.writes).toEqual(["finish"]);
    await expect(tracker.proof.verdict(() => undefined)).resolves.toBe("unknown");
  });
});
