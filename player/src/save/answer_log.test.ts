import { describe, expect, test } from "vitest";
import { question } from "../../testing/course.js";
import { PURPOSES } from "../trackers/tracker.js";
import { AnswerLog, readAnswers, withQuestion } from "./answer_log.js";

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

  test("by a release that knew no purposes is one of the quiz", () => {
    expect(readAnswers("0-1-121-1-a-b_1-1-121-0-a-b")).toMatchObject([
      { purpose: "check", right: true },
      { purpose: "check", right: false },
    ]);
  });
});
