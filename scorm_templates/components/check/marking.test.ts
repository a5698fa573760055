import { expect, test } from "vitest";
import { bank } from "../../../player/testing/course.js";
import type { PlayerQuestion } from "../../../player/src/core/player_data.js";
import { emptyResponse } from "../../../player/src/core/responses.js";
import { byPrinciple, mostLinked, type Marked } from "./marking.js";

const questions = bank().map((question, index) => ({ ...question, principle: null, page: `P${index}` }));
const marked = (question: PlayerQuestion, isRight: boolean): Marked => ({
  question,
  order: [],
  response: emptyResponse(question),
  isAnswered: true,
  isFlagged: false,
  isRight,
});

test("without principles a wrong answer leads to the page on which its own question rests, and to no other", () => {
  const [first, ...others] = questions;
  expect(first).toBeDefined();
  if (first) {
    const tried = [marked(first, false), ...others.map((question) => marked(question, true))];
    expect(mostLinked(tried, questions)).toEqual(["P0"]);
    expect(byPrinciple(tried, [])).toEqual([]);
  }
});
