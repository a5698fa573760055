import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/earlier_layouts.json";
import { isOfOtherRelease } from "./session.js";
import { encode, NEW_STATE, type SavedState } from "./saved_state.js";
import { decode } from "./state_reader.js";
import { pageStatus, reduce, type Rules } from "./session.js";

type Layout = (typeof vectors.layouts)[number];

/** The rules of the module as it is now. */
function rulesOf({ now }: Layout): Rules {
  const numbers = new Map(now.questions.map(({ id, fingerprint }) => [id, fingerprint]));
  return {
    pages: now.pages.map(({ fingerprint, core, required, holdsQuiz }) => ({
      page: fingerprint,
      core,
      minutes: 1,
      required: required.map((id) => numbers.get(id) ?? 0),
      holdsQuiz,
    })),
    questions: [...numbers.values()],
    withheld: [],
    bank: [],
    passMark: 75,
    drawn: 4,
  };
}

/** What a learner goes on with who comes back to the module as it is now. */
function resumed(layout: Layout): SavedState {
  const stored = decode(layout.text) ?? NEW_STATE;
  return reduce(rulesOf(layout), NEW_STATE, { type: "resumed", stored }, 1);
}

describe.each(vectors.layouts)("a state from before $name", (layout) => {
  const { found, now, text } = layout;

  test("is still read", () => {
    expect(decode(text)).not.toBeNull();
  });

  test("says of every page what the learner has done with it", () => {
    const rules = rulesOf(layout);
    expect(rules.pages.map((page) => pageStatus(page, resumed(layout)))).toEqual(found.statuses);
  });

  test("brings the learner to the page at which they left off, as long as there is one", () => {
    const bookmark = now.pages.find(({ fingerprint }) => fingerprint === resumed(layout).bookmark)?.id ?? "";
    expect(bookmark).toBe(found.bookmark);
  });

  test("keeps a finished module finished, and finishes no other", () => {
    expect(resumed(layout).complete).toBe(found.complete);
  });

  test("lets the learner be told that the module has changed", () => {
    expect(isOfOtherRelease(resumed(layout), rulesOf(layout))).toBe(found.isUpdated);
  });

  test("goes back to the LMS with all that it held", () => {
    const state = resumed(layout);
    const again = decode(encode(state));
    const before = decode(text);
    const fronts = (numbers: readonly number[] | undefined) => numbers?.map((number) => Math.floor(number / 16));
    expect(again).toEqual(state);
    expect(fronts(again?.pages)).toEqual(fronts(before?.pages));
    expect(fronts(again?.tried.map(({ question }) => question))).toEqual(
      fronts(before?.tried.map(({ question }) => question)),
    );
    expect(again?.attempt).toEqual(before?.attempt);
    expect(again?.best).toEqual(before?.best);
  });
});
