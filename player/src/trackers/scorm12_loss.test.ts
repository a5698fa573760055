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
