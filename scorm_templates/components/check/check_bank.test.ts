// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  answerAll,
  at,
  choose,
  fetched,
  firstVisit,
  flushed,
  heading,
  pressed,
  putRight,
  screen,
  served,
  visit,
} from "../../../player/testing/quiz_page.js";
import { bank } from "../../../player/testing/course.js";

beforeEach(firstVisit);

afterEach(() => {
  vi.useRealTimers();
});
describe("the questions", () => {
  test("that cannot be fetched stop nothing else, and can be asked for again", async () => {
    fetched.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    await pressed("Start the check");
    expect(heading()).toBe("The questions could not be loaded");
    await pressed("Try again");
    expect(screen()).toContain("Question 1 of 4");
  });

  test("of a package that this one replaced are fetched past the browser's cache", async () => {
    fetched.mockImplementationOnce(() => served({ build: "an older one" }));
    await pressed("Start the check");
    expect(fetched.mock.calls.map(([, { cache }]) => cache)).toEqual(["default", "reload"]);
  });

  test("that are no longer in the bank make a new try", async () => {
    await pressed("Start the check");
    choose("b");
    await pressed("Continue");
    await flushed();
    fetched.mockImplementation(() =>
      served({ questions: bank().map((old, index) => ({ ...old, fingerprint: 201 + index })) }),
    );
    await visit();
    await pressed("Continue the check");
    expect(screen()).toContain("Question 1 of 4");
    expect(at.run.state.attempt?.questions.every(({ question }) => question > 200)).toBe(true);
  });
});

describe("critical questions", () => {
  const failing = async (): Promise<void> => {
    await pressed(at.run.state.attempts > 0 ? "Try again" : "Start the check");
    await answerAll("aaaa");
    await pressed("Submit 4 answers");
  };

  test("one that went wrong gets its feedback, then a fresh one, and the score stands", async () => {
    await failing();
    expect(heading()).toBe("One more question before your result");
    expect(screen()).toContain("Why a of");
    expect(at.run.state).toMatchObject({ attempts: 0, best: null });
    choose("a");
    await pressed("Check my answer");
    expect(heading()).toBe("One more question before your result");
    await putRight();
    expect(screen()).toContain("0 of 4. You need 3.");
    expect(at.run.state).toMatchObject({ attempts: 1, best: { right: 0, total: 4 } });
  });

  test("a learner who leaves before it is right comes back to it", async () => {
    await failing();
    await visit();
    await pressed("Continue the check");
    expect(heading()).toBe("One more question before your result");
  });

  test("after two tries that did not pass the two pages that matter most are named", async () => {
    await failing();
    await putRight();
    expect(screen()).not.toContain("Before you try again");
    await failing();
    await putRight();
    expect(screen()).toContain("Before you try again");
    expect(screen()).toContain("talk to your manager or training lead");
  });
});
