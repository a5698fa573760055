import { describe, expect, test } from "vitest";
import { bank, question } from "../../testing/course.js";
import { ANSWER, CHECKPOINT, opened as openedIn, VERSIONS, type Opened } from "../../testing/scorm.js";
import type { Trouble } from "../../testing/fake_lms.js";
import type { Answer } from "./tracker.js";

const AGAIN = { "cmi.completion_status": "incomplete", "cmi.suspend_data": "1.old.00000000" };
const [P1, , , , P2] = bank();

const opened = (given: Readonly<Record<string, string>>, trouble: Trouble = {}): Promise<Opened> =>
  openedIn(VERSIONS["SCORM 2004"], given, { trouble });

describe("an answer", () => {
  test("is an interaction with its id first, then its type", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.answer({ ...ANSWER, question: P1 ?? question() });
    await tracker.save(CHECKPOINT);
    expect(lms.writes.filter((write) => write.startsWith("cmi.interactions"))).toEqual([
      "cmi.interactions.0.id = L1_Q01",
      "cmi.interactions.0.type = choice",
      "cmi.interactions.0.timestamp = 1970-01-01T00:00:00.0Z",
      "cmi.interactions.0.objectives.0.id = P1",
      "cmi.interactions.0.correct_responses.0.pattern = b",
      "cmi.interactions.0.learner_response = b",
      "cmi.interactions.0.result = correct",
      "cmi.interactions.0.latency = PT12.3S",
      "cmi.interactions.0.description = Stem of L1-Q01",
    ]);
    expect(lms.refusals).toEqual([]);
  });

  test.each([
    ["sort", ["Fact", "View"], [1, 0], "a[.]2[,]b[.]1"],
    ["order", ["1", "2"], [1, 0], "b[,]a"],
  ] as const)("to a %s question is written in the standard's words", async (kind, labels, response, expected) => {
    const { lms, tracker } = await opened(AGAIN);
    const asked = question({ kind, mechanic: "assign", labels: [...labels], options: [{ answer: 0 }, { answer: 1 }] });
    tracker.answer({ question: asked, purpose: "check", response, right: false, at: 0, seconds: 1 });
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.interactions.0.learner_response"]).toBe(expected);
    expect(lms.kept["cmi.interactions.0.result"]).toBe("incorrect");
  });

  test("a description is cut at 250 characters and has no braces", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.answer({ ...ANSWER, question: question({ stem: `{lang=xx}${"long ".repeat(100)}` }) });
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.interactions.0.description"]).toHaveLength(250);
    expect(lms.refusals).toEqual([]);
  });

  test("continues behind those of earlier sessions", async () => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.interactions.0.id": "old" });
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.interactions.1.id"]).toBe("L1_Q01");
    expect(lms.refusals).toEqual([]);
  });

  test("is left out where the LMS has no interactions, and the rest is saved", async () => {
    const { lms, tracker } = await opened(AGAIN, { refused: ["cmi.interactions", "cmi.objectives"] });
    tracker.answer(ANSWER);
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.suspend_data"]).toBe(CHECKPOINT.state);
  });
});

describe("an objective", () => {
  const answers = (right: boolean): Answer[] =>
    [P1, P2].map((asked) => ({ ...ANSWER, question: asked ?? question(), right }));

  test("stands for each principle that the quiz asked about", async () => {
    const { lms, tracker } = await opened(AGAIN);
    answers(true).forEach((answer) => {
      tracker.answer(answer);
    });
    await tracker.save(CHECKPOINT);
    expect(lms.kept).toMatchObject({
      "cmi.objectives.0.id": "P1",
      "cmi.objectives.0.score.scaled": "1",
      "cmi.objectives.0.score.raw": "100",
      "cmi.objectives.0.success_status": "passed",
      "cmi.objectives.1.id": "P2",
    });
    expect(lms.refusals).toEqual([]);
  });

  test("is found again in a later session, and its score is never lowered", async () => {
    const before = { ...AGAIN, "cmi.objectives.0.id": "primary", "cmi.objectives.1.id": "P1" };
    const { lms, tracker } = await opened({ ...before, "cmi.objectives.1.score.scaled": "0.5" });
    answers(false).forEach((answer) => {
      tracker.answer(answer);
    });
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.objectives.1.score.scaled"]).toBe("0.5");
    expect(lms.kept["cmi.objectives.2.id"]).toBe("P2");
    expect(lms.kept["cmi.objectives.2.success_status"]).toBe("failed");
    expect(lms.refusals).toEqual([]);
  });

  test.each([
    ["1", []],
    ["0.5", []],
    ["0.4", ["0.5"]],
    ["half", ["0.5"]],
  ])(
    "of which the LMS holds %s is told half of the answers as %j: nothing that is better is touched",
    async (held, told) => {
      const before = { ...AGAIN, "cmi.objectives.0.id": "P1", "cmi.objectives.0.score.scaled": held };
      const { lms, tracker } = await opened(before);
      for (const right of [true, false]) {
        tracker.answer({ ...ANSWER, question: P1 ?? question(), right });
      }
      await tracker.save(CHECKPOINT);
      const scaled = "cmi.objectives.0.score.scaled = ";
      const writes = lms.writes.filter((write) => write.startsWith("cmi.objectives"));
      expect(writes.filter((write) => write.startsWith(scaled))).toEqual(told.map((value) => scaled + value));
      expect(writes).toHaveLength(told.length * 5);
    },
  );

  test.each([
    ["", "failed"],
    ["0.5", "passed"],
  ])("is passed by the LMS's own mark (%j), or else by the course's: half is then %s", async (mark, success) => {
    const { lms, tracker } = await opened({ ...AGAIN, "cmi.scaled_passing_score": mark });
    for (const right of [true, false]) {
      tracker.answer({ ...ANSWER, question: P1 ?? question(), right });
    }
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.objectives.0.success_status"]).toBe(success);
  });

  test("is written until it has arrived, and then not again", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.answer({ ...ANSWER, question: P1 ?? question() });
    const counts: number[] = [];
    for (let save = 0; save < 3; save++) {
      await tracker.save(CHECKPOINT);
      counts.push(lms.writes.filter((write) => write.startsWith("cmi.objectives.0.score.raw")).length);
      tracker.proof.arrived(save === 0 ? "unknown" : "proved");
    }
    expect(counts).toEqual([1, 2, 2]);
  });

  test("has no score where the LMS made no place for it", async () => {
    const { lms, tracker } = await opened(AGAIN, { refused: ["cmi.objectives"] });
    tracker.answer({ ...ANSWER, question: P1 ?? question() });
    await tracker.save(CHECKPOINT);
    expect([...lms.writes, ...lms.refusals].filter((call) => /cmi\.objectives\.\w+\.score/.test(call))).toEqual([]);
  });

  test("is not made of the questions on pages", async () => {
    const { lms, tracker } = await opened(AGAIN);
    tracker.answer({ ...ANSWER, question: question({ id: "L1-01-a", fingerprint: 21, principle: "P1" }) });
    await tracker.save(CHECKPOINT);
    expect(lms.kept["cmi.objectives.0.id"]).toBeUndefined();
  });
});

test("a try that comes later says of a principle how it went in that try alone, and answers of one try count together", async () => {
  const { lms, tracker } = await opened(AGAIN);
  const scores: (string | undefined)[] = [];
  for (const [at, right] of [
    [0, false],
    [900, true],
    [5_000, true],
  ] as const) {
    tracker.answer({ ...ANSWER, question: P1 ?? question(), right, at });
    await tracker.save(CHECKPOINT);
    scores.push(lms.kept["cmi.objectives.0.score.scaled"]);
  }
  expect(scores).toEqual(["0", "0.5", "1"]);
});
