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
  retitle,
  screen,
  visit,
} from "../../../player/testing/quiz_page.js";
import { element } from "../../../player/src/ui/element.js";
import { find, press } from "../../../player/testing/document.js";

beforeEach(firstVisit);

afterEach(() => {
  vi.useRealTimers();
});
describe("before the quiz", () => {
  test("a learner reads what it is, what it takes and what is sent", () => {
    expect(screen()).toContain("It has 4 questions. You need 3 right to pass (75%).");
    expect(screen()).toContain("as many times as you like");
    expect(screen()).toContain(at.lms.sends);
    expect(find(".static").hidden).toBe(true);
  });

  test("it cannot be begun until it is known where the learner left off", async () => {
    const connecting = visit();
    expect(document.querySelector("button")).toBeNull();
    await connecting;
    expect(find("button").textContent).toBe("Start the check");
  });

  test("nothing is fetched", () => {
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe("a question", () => {
  beforeEach(async () => {
    await pressed("Start the check");
  });

  test("stands alone, with its number in text and title and the focus on it", () => {
    expect(screen()).toContain("Question 1 of 4");
    expect(retitle).toHaveBeenLastCalledWith("Question 1 of 4");
    expect(document.activeElement).toBe(find("legend h2"));
    const described = document.activeElement?.getAttribute("aria-describedby") ?? "";
    expect(document.getElementById(described)?.textContent).toBe("Question 1 of 4");
  });

  test("has the page for itself, like all that is asked, until the answers are in", async () => {
    const isAsking = (): boolean => find(".page").hasAttribute("data-asking");
    expect(isAsking()).toBe(true);
    await answerAll("bbbb");
    expect(isAsking()).toBe(true);
    await pressed("Submit 4 answers");
    expect(isAsking()).toBe(false);
  });

  test("says nothing of right or wrong when it is answered", async () => {
    choose("a");
    await pressed("Continue");
    expect(screen()).toContain("Question 2 of 4");
    expect(document.querySelector(".feedback")).toBeNull();
  });

  test("keeps its answer when the learner goes back to it", async () => {
    choose("b");
    await pressed("Continue");
    await pressed("Previous question");
    expect(find<HTMLInputElement>("input:checked").labels?.[0]?.textContent).toContain("Option b");
  });

  test("keeps its options in their order", async () => {
    const order = (): string[] =>
      Array.from(document.querySelectorAll(".radios label"), ({ textContent }) => textContent);
    const before = order();
    await pressed("Continue");
    await pressed("Previous question");
    expect(order()).toEqual(before);
  });

  test("may be left for later, and flagged", async () => {
    find<HTMLInputElement>("input[type=checkbox]").click();
    await answerAll("-bbb");
    expect(heading()).toBe("Check your answers");
    expect(screen()).toContain("1 question has no answer yet");
    expect(find(".summary__row").textContent).toMatch(/^1\. .*Flagged\. Not answered yetAnswer question 1$/);
  });
});

test("a learner who leaves in the middle goes on where they were, with their answers", async () => {
  await pressed("Start the check");
  choose("b");
  await pressed("Continue");
  const second = heading();
  await flushed();
  await visit();
  expect(screen()).toContain("You have answered 1 of 4 questions.");
  await pressed("Continue the check");
  expect(heading()).toBe(second);
  await pressed("Previous question");
  expect(find<HTMLInputElement>("input:checked").labels?.[0]?.textContent).toContain("Option b");
});

describe("the summary", () => {
  beforeEach(async () => {
    await pressed("Start the check");
    await answerAll("bbba");
  });

  test("lists every answer in words", () => {
    const values = Array.from(document.querySelectorAll(".summary__value"), ({ textContent }) => textContent);
    expect(values.map((value) => value.slice(0, 8))).toEqual(["Option b", "Option b", "Option b", "Option a"]);
  });

  test("leads to a question, and from there back", async () => {
    await pressed("Change question 4");
    expect(screen()).toContain("Question 4 of 4");
    choose("b");
    await pressed("Continue");
    expect(heading()).toBe("Check your answers");
  });

  test("goes back to where it was after one question, not after all that follow", async () => {
    await pressed("Change question 1");
    await pressed("Continue");
    expect(heading()).toBe("Check your answers");
  });
});

describe("a passed quiz", () => {
  beforeEach(async () => {
    await pressed("Start the check");
    await answerAll("bbba");
    await pressed("Submit 4 answers");
  });

  test("says so, with the score", () => {
    expect(heading()).toBe("You passed");
    expect(screen()).toContain("3 of 4. You need 3.");
    expect(at.run.state).toMatchObject({ passed: true, attempts: 1, best: { right: 3, total: 4 } });
  });

  test("hands every answer on, once", () => {
    expect(at.lms.answers.map(({ right }) => right)).toEqual([true, true, true, false]);
    expect(at.lms.answers[0]).toMatchObject({ response: [0, 1, 0] });
  });

  test("says that it was sent when it was", async () => {
    await vi.advanceTimersByTimeAsync(200);
    expect(find(".check__sent").textContent).toBe("Your result has been sent to your learning system.");
  });

  test("says what is still to do before the module is complete", () => {
    const links = Array.from(document.querySelectorAll(".check > div > ul a"), ({ textContent }) => textContent);
    expect(links).toEqual(["Notice", "Record"]);
    expect(screen()).not.toContain("You can close this page now.");
  });

  test("shows the result by principle", () => {
    const rows = Array.from(document.querySelectorAll(".summary__row"), ({ textContent }) => textContent);
    expect(rows.filter((row) => row.includes("2 of 2 right"))).toHaveLength(1);
    expect(rows.filter((row) => row.includes("1 of 2 right"))).toHaveLength(1);
    expect(find(".score").textContent).toBe("3/4");
  });

  test("has the page for itself, until the rest is asked for", () => {
    const page = find(".page");
    expect(page.hasAttribute("data-result")).toBe(true);
    press("See the rest of this page");
    expect(page.hasAttribute("data-result")).toBe(false);
  });

  test("is not spoken of while nothing is wrong, names the next module, and is closed as the module is", async () => {
    await vi.advanceTimersByTimeAsync(200);
    expect(find(".check__sent").getAttribute("aria-live")).toBe("off");
    expect(screen()).toContain("Next in this course: Level 2.");
    const left = vi.fn();
    const leave = element("button", { id: "leave" });
    leave.addEventListener("click", left);
    document.body.append(leave);
    await pressed("Try again");
    await answerAll("bbbb");
    await pressed("Submit 4 answers");
    press("Finish and close");
    expect(left).toHaveBeenCalledOnce();
  });

  test("shows each question with its answer and why", () => {
    expect(find("details").textContent).toMatch(/Not right\..*Right answer\. Option b/);
  });

  test("stays passed when a later try is not", async () => {
    await pressed("Try again");
    await answerAll("aaaa");
    await pressed("Submit 4 answers");
    await putRight();
    expect(heading()).toBe("Not passed yet");
    expect(screen()).toContain("You have passed before, and that stays: 3 of 4.");
    expect(at.run.state).toMatchObject({ passed: true, attempts: 2, best: { right: 3, total: 4 } });
  });
});

test("a second try has other questions", async () => {
  await pressed("Start the check");
  const first = at.run.state.attempt?.questions.map(({ question }) => question) ?? [];
  await answerAll("aaaa");
  await pressed("Submit 4 answers");
  await putRight();
  expect(heading()).toBe("Not passed yet");
  await pressed("Try again");
  const second = at.run.state.attempt?.questions.map(({ question }) => question) ?? [];
  expect(second.filter((question) => first.includes(question))).toEqual([]);
});

test("a result that could not be sent is not said to be sent, until it is", async () => {
  await pressed("Start the check");
  await answerAll("bbbb");
  at.lms.isBroken = true;
  await pressed("Submit 4 answers");
  await vi.advanceTimersByTimeAsync(200);
  expect(find(".check__sent").textContent).toBe("Your result has not been sent yet. We keep trying.");
  at.lms.isBroken = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(find(".check__sent").textContent).toBe("Your result has been sent to your learning system.");
});
