// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { course, question, taught, taughtLater } from "../../testing/course.js";
import { find, press } from "../../testing/document.js";
import { newRun } from "../../testing/saving.js";
import type { Stage } from "./stage.js";
import { practice } from "./practice.js";
import type { Run } from "../run/run.js";

const run = newRun(course(), taughtLater);
const STAGE = { run, questions: taught() } as unknown as Stage;
const dispatch = vi.fn<Run["dispatch"]>();
const answer = vi.fn<Run["answer"]>();

function block(id: string): HTMLElement {
  const made = document.createElement("div");
  made.dataset["id"] = id;
  made.append(Object.assign(document.createElement("div"), { className: "question__static", textContent: "readable" }));
  document.body.replaceChildren(made);
  return made;
}

function choose(letter: string): void {
  const inputs = Array.from(document.querySelectorAll("input"));
  inputs.find(({ labels }) => labels?.[0]?.textContent.startsWith(`Option ${letter}`))?.click();
  press("Check my answer");
}

/** Each row about which something is said: its words, the sign, and what is said. */
const remarks = (): (string | undefined)[][] =>
  Array.from(document.querySelectorAll<HTMLElement>(".feedback__row"), (remark) => [
    remark.parentElement?.querySelector("label")?.textContent,
    remark.dataset["sign"],
    remark.textContent,
  ]);

const title = (): string => find(".feedback__title").textContent;

beforeEach(() => {
  vi.clearAllMocks();
  Object.assign(run, { dispatch, answer });
  practice(block("L1-01-a"), STAGE);
});

test("the form takes the place of the readable question", () => {
  expect(find(".question__static").hidden).toBe(true);
  expect(find("form legend").textContent).toBe("Stem of L1-01-a");
});

describe("a right answer", () => {
  beforeEach(() => {
    choose("b");
  });

  test("is said to be right, with its reason, and the focus goes there", () => {
    expect(title()).toBe("Right");
    expect(document.activeElement).toBe(find(".feedback__title"));
    expect(find(".feedback").dataset["verdict"]).toBe("right");
    expect(remarks()).toEqual([["Option b of L1-01-a", "right", "Your answer: right. Why b of L1-01-a"]]);
    expect(document.querySelector(".question__again")).toBeNull();
  });

  test("is handed on, and the question counts as tried", () => {
    expect(answer).toHaveBeenCalledWith(expect.objectContaining({ response: [0, 1, 0], right: true }));
    expect(dispatch).toHaveBeenCalledWith({ type: "tried", question: 21, right: true });
  });

  test("cannot be changed any more", () => {
    expect(find<HTMLFieldSetElement>("fieldset").disabled).toBe(true);
    expect(find(".question__buttons").hidden).toBe(true);
  });
});

test("a wrong answer does not give the right one away, and may be tried again", () => {
  choose("a");
  expect(title()).toBe("Not quite");
  expect(remarks()).toEqual([["Option a of L1-01-a", "wrong", "Your answer: not right. Why a of L1-01-a"]]);
  press("Try again");
  expect(document.querySelector(".feedback, .feedback__row, .question__again, input[aria-describedby]")).toBeNull();
  expect(document.activeElement).toBe(find("input"));
  choose("b");
  expect(title()).toBe("Right");
});

test("after two wrong answers the right one is shown, with its reason", () => {
  choose("a");
  press("Try again");
  choose("c");
  expect(title()).toBe("Here is the answer");
  expect(remarks()).toContainEqual(["Option b of L1-01-a", "missed", "Right answer. Why b of L1-01-a"]);
});

test("whoever is not sure may ask for the answer: that is a try, and no answer", () => {
  press("I am not sure");
  expect(title()).toBe("Here is the answer");
  expect(dispatch).toHaveBeenCalledWith({ type: "tried", question: 21, right: false });
  expect(answer).not.toHaveBeenCalled();
});

describe("the seconds of an answer", () => {
  let now: number;
  const seconds = (): (number | undefined)[] => answer.mock.calls.map(([{ seconds: taken }]) => taken);
  const focus = (at: number, letter = 0): void => {
    now = at;
    document.activeElement?.dispatchEvent(new FocusEvent("blur"));
    document.querySelectorAll("input")[letter]?.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  };

  beforeEach(() => {
    now = 100;
    vi.spyOn(run.clock, "seconds").mockImplementation(() => now);
  });

  test("are those since the learner first came to the question, however often the focus moves within it", () => {
    focus(100);
    focus(104, 1);
    focus(109, 2);
    now = 112;
    choose("b");
    expect(seconds()).toEqual([12]);
  });

  test("begin anew with each try, and leave out the reading of the feedback", () => {
    focus(100);
    now = 110;
    choose("a");
    now = 150;
    press("Try again");
    focus(153, 1);
    now = 157;
    choose("b");
    expect(seconds()).toEqual([10, 7]);
  });

  test("are none where the learner answered without having come to it", () => {
    vi.spyOn(HTMLElement.prototype, "focus").mockImplementation(() => undefined);
    choose("b");
    expect(seconds()).toEqual([0]);
  });
});

test("nothing chosen is no try", () => {
  press("Check my answer");
  expect(find(".error-message").textContent).toBe("Select an answer");
  expect(dispatch).not.toHaveBeenCalled();
});

test("items that are sorted get their feedback in their rows, where their lists are described by it", () => {
  practice(block("L1-02-sort"), STAGE);
  document.querySelectorAll("select").forEach((list) => (list.value = "0"));
  press("Check my answer");
  expect(title()).toBe("Partly right");
  expect(find(".feedback__found").textContent).toBe("1 of 2 lines are right. Look again at the others.");
  for (const list of document.querySelectorAll("select")) {
    const isRight = list.labels[0]?.textContent.startsWith("Option a");
    const remark = find(`#${list.getAttribute("aria-describedby") ?? ""}`);
    expect(remark.dataset["sign"]).toBe(isRight ? "right" : "wrong");
    expect(remark.textContent).toContain(`Your answer: Fact (${isRight ? "right" : "not right"}). Why`);
    expect(list.closest(".assign__item")?.lastElementChild).toBe(remark);
  }
});

test("some of the right answers are no mistake: it is said how many, and later which were missed, in the order asked", () => {
  const asked = question({ id: "two", choose: 2, options: [{ answer: 1 }, { answer: 0 }, { answer: 1 }] });
  practice(block("two"), { run, questions: [asked] } as unknown as Stage);
  const boxes = Array.from(document.querySelectorAll("input"));
  const labels = boxes.map(({ labels }) => labels?.[0]?.textContent);
  boxes.filter((_, at) => labels[at] !== "Option c of two").forEach((box) => (box.checked = true));
  press("Check my answer");
  expect(find(".feedback__found").textContent).toBe("1 of 2 found. Look again: the rest is here, too.");
  expect(document.querySelectorAll(".feedback__row")).toHaveLength(2);
  press("Try again");
  press("Check my answer");
  const said: Record<string, string> = {
    a: "Your answer: right.",
    b: "Your answer: not right.",
    c: "Right answer, not chosen.",
  };
  expect(remarks().map(([label, , text]) => [label, text])).toEqual(
    labels.map((label) => [label, `${said[label?.charAt(7) ?? ""] ?? ""} Why ${label?.charAt(7) ?? ""} of two`]),
  );
});

test("a block whose question is missing is our mistake, and stays readable", () => {
  const lost = block("gone");
  expect(() => {
    practice(lost, STAGE);
  }).toThrow("no question");
  expect(find(".question__static").hidden).toBe(false);
});
