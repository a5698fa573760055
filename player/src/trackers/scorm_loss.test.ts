import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeLms } from "../../testing/fake_lms.js";
import { ANSWER, CHECKPOINT, FAILED, opened, PASSED, VERSIONS } from "../../testing/scorm.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe.each(Object.entries(VERSIONS))("in %s, what may be lost", (_, version) => {
  const { again, score } = version;
  /** Elements whose value can be no other, for what follows them rests on it. */
  const FIXED = ["cmi.interactions.0.id", "cmi.interactions.0.type"];

  test("is sent again in two commits, with other words between: Moodle sends no value twice", async () => {
    const { lms, tracker } = await opened(version, again);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    const before = { ...lms.kept };
    const earlier = lms.writes.length;
    tracker.proof.prepare("replay");
    await tracker.save({ ...CHECKPOINT, state: "1.abd.00000000" });
    const writes = lms.writes.slice(earlier);
    const commits = writes.flatMap((write, at) => (write === "commit" ? [at] : []));
    expect(commits).toEqual([commits[0], writes.length - 1]);
    const [first, second] = [writes.slice(0, commits[0]), writes.slice((commits[0] ?? 0) + 1, -1)];
    for (const element of Object.keys({ ...version.passed, "cmi.interactions.0.result": "" })) {
      expect(first.filter((write) => write.startsWith(`${element} = `))).toHaveLength(1);
    }
    for (const write of first) {
      const [element = ""] = write.split(" = ");
      const written = second.find((candidate) => candidate.startsWith(`${element} = `));
      expect(written).toBeDefined();
      expect(written === write).toBe(version.rules.object !== "API" && FIXED.includes(element));
    }
    expect(lms.kept).toEqual({ ...before, "cmi.suspend_data": "1.abd.00000000" });
    expect(lms.refusals).toEqual([]);
  });

  test("is not sent again where the commit of the other words failed: Moodle would send the right ones no more than before", async () => {
    const { lms, tracker } = await opened(version, again);
    tracker.report(PASSED);
    await tracker.save(CHECKPOINT);
    tracker.proof.prepare("replay");
    let calls = 0;
    const commit = lms.replace("Commit", (...nothing) => (++calls === 1 ? "false" : commit(...nothing)));
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not take the progress");
    expect(calls).toBe(2);
    expect(lms.kept).toMatchObject(version.passed);
  });

  test("is an answer of the page before, which came too late for the replay of the rest", async () => {
    const { tracker } = await opened(version, again, { trouble: { initialize: "false" } });
    tracker.proof.answersFrom(0, 1, 1);
    tracker.answer(ANSWER);
    await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not take the progress");
    tracker.proof.prepare("replay");
    await expect(tracker.save(CHECKPOINT)).resolves.toBeUndefined();
  });

  test("is an answer of the session before, where the LMS put up another API: a stopgap tells it too, as it came first", async () => {
    const { lms, host, tracker } = await opened(version, again);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    lms.endSession();
    const other = new FakeLms(again, version.rules);
    Object.assign(host, { [version.rules.object]: other.api });
    tracker.proof.prepare("stopgap");
    await tracker.save(CHECKPOINT);
    expect(other.kept["cmi.interactions.0.id"]).toBe("L1_Q01");
  });

  test.each(["id", "result"])(
    "is an answer at whose %s the LMS threw, and it is told the whole of it again",
    async (element) => {
      const { lms, tracker } = await opened(version, again);
      const set = lms.replace("SetValue", (name, value) => {
        if (name === `cmi.interactions.0.${element}`) {
          throw new Error("it failed inside the LMS");
        }
        return set(name, value);
      });
      tracker.answer(ANSWER);
      await expect(tracker.save(CHECKPOINT)).rejects.toThrow("did not take the progress");
      lms.replace("SetValue", set);
      tracker.proof.prepare("replay");
      await tracker.save(CHECKPOINT);
      expect(lms.kept).toMatchObject({ "cmi.interactions.0.id": "L1_Q01", "cmi.interactions.0.result": "correct" });
    },
  );

  const is12 = version.rules.object === "API";
  test.each([
    ...(is12 ? ["401"] : ["401", "402"]).map((code) => [code, [1, 1, 1]] as const),
    ...(is12 ? ["405", "406"] : ["351", "406", "407"]).map((code) => [code, [1, 1, 2]] as const),
    ["101", [1, 2, 3]] as const,
  ])(
    "is tried again with each save, but for an answer whose id the LMS refuses for good: with error %s ids were written %j times after three saves",
    async (code, counts) => {
      const { lms, tracker } = await opened(version, again);
      let asked = 0;
      let error = "0";
      const set = lms.replace("SetValue", (name, value) => {
        const isId = /^cmi\.interactions\.\d+\.id$/.test(name);
        asked += isId ? 1 : 0;
        error = isId ? code : "0";
        return isId ? "false" : set(name, value);
      });
      lms.api[`${version.rules.prefix}GetLastError`] = () => error;
      const seen: number[] = [];
      for (const isAnswered of [true, false, true]) {
        if (isAnswered) {
          tracker.answer(ANSWER);
        }
        await tracker.save(CHECKPOINT);
        error = "0";
        seen.push(asked);
      }
      expect(seen).toEqual(counts);
      expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
    },
  );

  test("is not what the LMS holds of another device, and is better than what this one knows", async () => {
    const { lms, tracker } = await opened(
      version,
      { ...again, ...version.passed },
      { trouble: { initialize: "false" } },
    );
    tracker.report({ status: "incomplete", score: null, progress: 0 });
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject(version.passed);
  });

  test("is not what comes with the replay for the first time, nor what there is no other word for", async () => {
    const { lms, tracker } = await opened(version);
    const outcomes = [{ status: "incomplete", score: null, progress: 0.5 } as const, PASSED];
    for (const [place, outcome] of outcomes.entries()) {
      tracker.report(outcome);
      tracker.proof.prepare(place === 0 ? "plain" : "replay");
      await tracker.save(CHECKPOINT);
    }
    const between = lms.writes.slice(0, lms.writes.lastIndexOf("commit")).join();
    expect(between.split("commit").at(-2)).not.toMatch(/score|passed|completed/);
    tracker.proof.prepare("replay");
    tracker.report(outcomes[0]!);
    await tracker.save(CHECKPOINT);
    expect(lms.refusals).toEqual([]);
  });

  test("is a beginning too: its one word is said again, and nothing else in its place", async () => {
    const { lms, tracker } = await opened(version);
    tracker.report({ status: "incomplete", score: null, progress: 0 });
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.endsWith("undefined"))).toEqual([]);
    expect(lms.kept).toMatchObject({ [version.status]: "incomplete" });
    expect(lms.refusals).toEqual([]);
  });

  test("is not what has arrived", async () => {
    const { lms, tracker } = await opened(version, again);
    tracker.report(PASSED);
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    tracker.proof.arrived("proved");
    const before = lms.writes.length;
    tracker.proof.prepare("replay");
    await tracker.save({ ...CHECKPOINT, state: "1.abd.00000000" });
    expect(lms.writes.slice(before).filter((write) => /interactions|score|status/.test(write))).toEqual([]);
  });

  test("is a score of nothing too, which has a neighbour", async () => {
    const { lms, tracker } = await opened(version, again);
    tracker.report({ ...FAILED, score: 0 });
    await tracker.save(CHECKPOINT);
    tracker.proof.prepare("replay");
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.startsWith(`${score} = `))).toEqual(
      [0, 0.01, 0].map((each) => `${score} = ${version.scored(each)}`),
    );
  });

  test("leaves no score where the learner has none, if the browser died between the two commits", async () => {
    const { lms, tracker, resume } = await opened(version, { ...again, [score]: version.scored(0.01) });
    expect(resume.score).toBeNull();
    tracker.report({ ...FAILED, score: 0 });
    await tracker.save(CHECKPOINT);
    expect(lms.writes).toContain(`${score} = 0`);
  });
});
