import { beforeEach, describe, expect, test, vi } from "vitest";
import { AGAIN, ANSWER, CHECKPOINT, FAILED, opened, PASSED } from "../../testing/scorm12.js";
import { decimal } from "./scorm12_words.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("what may be lost", () => {
  test("is sent again in two commits, with other words between: Moodle sends no value twice", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    const before = lms.writes.length;
    tracker.proof.prepare("replay");
    await tracker.save({ ...CHECKPOINT, state: "1.abd.00000000" });
    const writes = lms.writes.slice(before);
    const commits = writes.flatMap((write, at) => (write === "commit" ? [at] : []));
    expect(commits).toEqual([commits[0], writes.length - 1]);
    const [first, second] = [writes.slice(0, commits[0]), writes.slice((commits[0] ?? 0) + 1, -1)];
    expect(first).toContain("cmi.core.lesson_status = completed");
    expect(first).toContain("cmi.core.score.raw = 89.99");
    for (const write of first) {
      const [element] = write.split(" = ");
      const again = second.find((candidate) => candidate.startsWith(`${element ?? ""} = `));
      expect(again).toBeDefined();
      expect(again).not.toBe(write);
    }
    expect(lms.refusals).toEqual([]);
  });

  test("is not sent again where the commit of the other words failed: Moodle would send the right ones no more than before", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    tracker.proof.prepare("replay");
    const commit = vi.spyOn(lms.api, "LMSCommit").mockReturnValueOnce("false");
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not take the progress");
    expect(commit).toHaveBeenCalledTimes(2);
    expect(lms.kept["cmi.core.lesson_status"]).toBe("passed");
  });

  test("is an answer of the page before, which came too late for the replay of the rest", async () => {
    const { tracker } = await opened(AGAIN, "incomplete", { initialize: "101" });
    tracker.proof.answersFrom(0, 1);
    tracker.answer(ANSWER);
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not take the progress");
    tracker.proof.prepare("replay");
    await expect(tracker.save(CHECKPOINT)).resolves.toBeUndefined();
  });

  test.each(["id", "result"])(
    "is an answer at whose %s the LMS threw, and it is told the whole of it again",
    async (element) => {
      const { lms, tracker } = await opened(AGAIN);
      const set = lms.api.LMSSetValue;
      const failing = vi.spyOn(lms.api, "LMSSetValue").mockImplementation((name, value) => {
        if (name === `cmi.interactions.0.${element}`) {
          throw new Error("it failed inside the LMS");
        }
        return set(name, value);
      });
      tracker.answer(ANSWER);
      await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not take the progress");
      failing.mockRestore();
      tracker.proof.prepare("replay");
      await tracker.save(CHECKPOINT);
      expect(lms.kept).toMatchObject({ "cmi.interactions.0.id": "L1_Q01", "cmi.interactions.0.result": "correct" });
    },
  );

  test("is not what the LMS holds of another device, and is better than what this one knows", async () => {
    const held = { ...AGAIN, "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90" };
    const { lms, tracker } = await opened(held, "incomplete", { initialize: "101" });
    tracker.report({ status: "incomplete", score: null, progress: 0 });
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({ "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90" });
  });

  test("is not what has arrived", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.proof.arrived();
    const before = lms.writes.length;
    tracker.proof.prepare("replay");
    await tracker.save({ ...CHECKPOINT, state: "1.abd.00000000" });
    expect(lms.writes.slice(before).filter((write) => /interactions|score|lesson_status/.test(write))).toEqual([]);
  });

  test("a score of nothing has a neighbour too", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.report({ ...FAILED, score: 0 });
    await tracker.save(CHECKPOINT);
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.includes("raw"))).toEqual([
      "cmi.core.score.raw = 0",
      "cmi.core.score.raw = 0.01",
      "cmi.core.score.raw = 0",
    ]);
  });
});

test("a browser that died between the commits of a replay leaves no score where the learner has none", async () => {
  const { lms, tracker, resume } = await opened({ ...AGAIN, "cmi.core.score.raw": "0.01" });
  expect(resume.score).toBeNull();
  tracker.report({ ...FAILED, score: 0 });
  await tracker.save(CHECKPOINT);
  expect(lms.writes).toContain("cmi.core.score.raw = 0");
});

test.each([
  [0, "0"],
  [-0, "0"],
  [100, "100"],
  [100.4, "100"],
  [-3, "0"],
  [200 / 3, "66.67"],
  [85.5, "85.5"],
  [Number.NaN, null],
])("a score of %d is written as %s", (score, text) => {
  expect(decimal(score)).toBe(text);
});

test("after the end nothing is sent", async () => {
  const { lms, tracker } = await opened(AGAIN);
  tracker.close();
  tracker.close();
  await tracker.save(CHECKPOINT);
  expect(lms.writes).toEqual(["finish"]);
});
