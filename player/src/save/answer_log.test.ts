import { describe, expect, test } from "vitest";
import { question } from "../../testing/course.js";
import { PURPOSES } from "../trackers/tracker.js";
import { AnswerLog, logAtLaunch, readAnswers, withQuestion, type KeptAnswer } from "./answer_log.js";

describe("an answer that is kept", () => {
  test.each(PURPOSES.flatMap((purpose) => [true, false].map((right) => ({ purpose, right }))))(
    "for $purpose, right: $right, is read back as it was given",
    ({ purpose, right }) => {
      const given = { question: question(), purpose, response: [0, 1, 0], right, at: 1_763_700_000_000, seconds: 7.25 };
      const log = new AnswerLog();
      log.add(given);
      expect(readAnswers(log.toText()).flatMap((kept) => withQuestion(kept, [question()]))).toMatchObject([given]);
    },
  );

  test.each(PURPOSES)("for %s and taken along by a commit is known as such when it is read back", (purpose) => {
    const log = new AnswerLog();
    log.add({ question: question(), purpose, response: [1], right: false, at: 0, seconds: 0 });
    expect(readAnswers(log.toText())).toMatchObject([{ purpose, isTaken: false }]);
    log.taken();
    expect(readAnswers(log.toText())).toMatchObject([{ isTaken: false }]);
    log.sent();
    log.taken();
    expect(readAnswers(log.toText())).toMatchObject([{ purpose, right: false, isTaken: true }]);
    log.doubt();
    expect(readAnswers(log.toText())).toMatchObject([{ isTaken: false }]);
  });

  test("by a release that knew no purposes is one of the quiz", () => {
    expect(readAnswers("0-1-121-1-a-b_1-1-121-0-a-b")).toMatchObject([
      { purpose: "check", right: true },
      { purpose: "check", right: false },
    ]);
  });
});

test("of more answers than a long day offline holds, the oldest are given up", () => {
  const log = new AnswerLog();
  for (let at = 0; at < 130; at++) {
    log.add({ question: question(), purpose: "check", response: [1], right: true, at, seconds: 0 });
  }
  expect(readAnswers(log.toText()).map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, at) => 30 + at));
});

test("what is no whole answer is left out, and what stands beside it is read", () => {
  expect(readAnswers("0-1-1-1-a-b.c_!1-1-1-1-a-b_2-1-1-1-a_3-1-1-1-a-b").map(({ index }) => index)).toEqual([3]);
});

/** Two answers of an earlier time, the first of which the LMS said yes to. */
function keptFrom(index: number): readonly KeptAnswer[] {
  const answer = { question: 7, purpose: "check", response: [1], right: true, at: 0, seconds: 0 } as const;
  return [
    { ...answer, index, isTaken: true },
    { ...answer, index: index + 1, isTaken: false },
  ];
}

/** What is told again at a launch: the numbers of those answers, and of the next one. */
function toldAgain(kept: readonly KeptAnswer[], held: Parameters<typeof logAtLaunch>[1]): readonly unknown[] {
  const [log, { answers, first, next }] = logAtLaunch(kept, held);
  expect(log.next).toBe(next);
  expect(answers[0]?.index ?? first).toBe(first);
  return [answers.map(({ index }) => index), next];
}

describe("at launch", () => {
  const stored = { next: 0, shows: "what is stored" } as const;

  test("what the LMS is shown to hold is not told again, unless no commit took it along", () => {
    expect(toldAgain(keptFrom(3), { ...stored, count: 5 })).toEqual([[4], 5]);
  });

  test("all is told again, with the numbers that it had, where the LMS holds less", () => {
    expect(toldAgain(keptFrom(3), { ...stored, count: 4 })).toEqual([[3, 4], 5]);
  });

  test("answers go on where the LMS ends that has gone back behind them", () => {
    expect(toldAgain(keptFrom(3), { ...stored, count: 1 })).toEqual([[1, 2], 3]);
  });

  test("answers go on after those of another device", () => {
    expect(toldAgain(keptFrom(3), { ...stored, count: 9 })).toEqual([[9], 10]);
  });

  test("the next answer has at least the number that the state names", () => {
    expect(toldAgain(keptFrom(3), { ...stored, count: 5, next: 8 })).toEqual([[4], 8]);
  });

  test("what an LMS was told in the middle of a session counts, and stays in the log until it is shown", () => {
    const held = { count: 0, next: 0, shows: "what it was told" } as const;
    expect(toldAgain(keptFrom(3), held)).toEqual([[4], 5]);
    expect(readAnswers(logAtLaunch(keptFrom(3), held)[0].toText()).map(({ index }) => index)).toEqual([3, 4]);
  });

  test("what is doubtful is told again with the numbers that it had", () => {
    expect(toldAgain(keptFrom(3), { count: 9, next: 0, shows: "what is doubtful" })).toEqual([[3, 4], 5]);
  });

  test("nothing is told again where nothing is kept, and the next answer comes after what the LMS holds", () => {
    expect(toldAgain([], { ...stored, count: 4 })).toEqual([[], 4]);
  });
});

test("answers given here come after those that another window kept, from the first that was given since the launch", () => {
  const log = new AnswerLog(keptFrom(3), 5);
  log.add({ question: question(), purpose: "check", response: [1], right: true, at: 0, seconds: 0 });
  const [joined, untold] = log.after([...keptFrom(3), ...keptFrom(5)]);
  expect(untold.answers.map(({ index }) => index)).toEqual([3, 4, 5, 6, 7]);
  expect([untold.first, untold.next, joined.next]).toEqual([3, 8, 8]);
  const [alone, own] = log.after([]);
  expect(own).toMatchObject({ answers: [{ index: 5 }], first: 5, next: 6 });
  expect(alone.next).toBe(6);
});

test("where the LMS refused to leave room, answers since the launch go on without it, and those before it stay", () => {
  const log = new AnswerLog(keptFrom(3), 9);
  log.add({ question: question(), purpose: "check", response: [1], right: true, at: 0, seconds: 0 });
  log.goOnAt(6);
  expect(readAnswers(log.toText()).map(({ index }) => index)).toEqual([3, 4, 5]);
  expect(log.next).toBe(6);
});
