// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { problemsOf } from "./problems_panel.js";

describe("the list of problems", () => {
  it.each([
    [false, "Looking for problems…"],
    [true, "No problems found."],
  ])("is empty only once everything was looked for (%s)", (isJudged, words) => {
    expect(problemsOf([], isJudged).map((node) => node.textContent)).toEqual([words]);
  });
});
