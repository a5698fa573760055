// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { question, taught } from "../../testing/course.js";
import { find } from "../../testing/document.js";
import type { PlayerQuestion } from "../core/player_data.js";
import { QuestionForm } from "./question_form.js";

function ask(
  asked: PlayerQuestion,
  order = asked.options.map((_, index) => index),
  response?: readonly number[],
): QuestionForm {
  const form = new QuestionForm(asked, { order, ...(response && { response }) });
  document.body.replaceChildren(form.form);
  return form;
}

const sort = taught()[1]!;

beforeEach(() => {
  document.body.replaceChildren();
});

describe("a question with one answer", () => {
  test("is a group of radio buttons, named by the stem, in the order given", () => {
    ask(question(), [2, 0, 1]);
    expect(find("legend").textContent).toBe("Stem of L1-Q01");
    const inputs = Array.from(document.querySelectorAll("input"));
    expect(inputs.map(({ type }) => type)).toEqual(["radio", "radio", "radio"]);
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(1);
    expect(inputs.map(({ labels }) => labels?.[0]?.textContent)).toEqual([
      "Option c of L1-Q01",
      "Option a of L1-Q01",
      "Option b of L1-Q01",
    ]);
  });

  test("is read in authored order, whatever the order shown", () => {
    const form = ask(question(), [2, 0, 1]);
    find<HTMLInputElement>("input").click();
    expect(form.response()).toEqual([0, 0, 1]);
    expect(form.take()).toEqual([0, 0, 1]);
  });

  test("shows an answer that was given before", () => {
    expect(ask(question(), [2, 0, 1], [0, 1, 0]).response()).toEqual([0, 1, 0]);
  });
});

test("a question with two answers says so, and takes two", () => {
  const form = ask(question({ choose: 2, options: [{ answer: 1 }, { answer: 1 }, { answer: 0 }] }));
  expect(find(".hint").textContent).toBe("Select two answers.");
  expect(find("fieldset").getAttribute("aria-describedby")).toBe(find(".hint").id);
  find<HTMLInputElement>("input[type=checkbox]").click();
  expect(form.take()).toBeNull();
  expect(find(".error-message").textContent).toBe("Select two answers");
});

test("a question with labels has a list for each item, with the item as its name", () => {
  const form = ask(sort, [1, 0]);
  const lists = Array.from(document.querySelectorAll("select"));
  expect(lists.map(({ labels }) => labels[0]?.textContent)).toEqual([
    "Option b of L1-02-sort",
    "Option a of L1-02-sort",
  ]);
  expect(Array.from(lists[0]?.options ?? [], ({ text }) => text)).toEqual(["Choose", "Fact", "View"]);
  expect(form.isEmpty()).toBe(true);
  lists[0]!.value = "1";
  expect(form.response()).toEqual([-1, 1]);
});

describe("an answer that is not complete", () => {
  test("is complained about in words, where the focus goes, with a way to the place", () => {
    const form = ask(sort);
    expect(form.take()).toBeNull();
    const summary = find(".error-summary");
    expect(document.activeElement).toBe(summary);
    expect(summary.getAttribute("role")).toBe("alert");
    expect(summary.textContent).toContain("Choose an answer for every line");
    find(".error-summary a").click();
    expect(document.activeElement).toBe(find("select"));
  });

  test("is marked where it is missing, and named in the title, until it is there", () => {
    document.title = "Page";
    const form = ask(sort);
    const [first, second] = document.querySelectorAll("select");
    first!.value = "1";
    form.take();
    expect(document.title).toBe("Error: Page");
    expect(first!.hasAttribute("aria-invalid")).toBe(false);
    expect(second!.getAttribute("aria-invalid")).toBe("true");
    expect(second!.getAttribute("aria-describedby")).toBe(find(".error-message").id);
    expect(find("fieldset").getAttribute("aria-describedby")).toBe(`${find(".hint").id} ${find(".error-message").id}`);
    find(".error-summary a").click();
    expect(document.activeElement).toBe(second);
    second!.value = "0";
    form.take();
    expect(document.title).toBe("Page");
    expect(document.querySelector("[aria-invalid], select[aria-describedby]")).toBeNull();
    expect(find("fieldset").getAttribute("aria-describedby")).toBe(find(".hint").id);
  });

  test("is marked at the group where the answers are radio buttons", () => {
    const form = ask(question());
    form.take();
    expect(find("[role=radiogroup]").getAttribute("aria-invalid")).toBe("true");
    expect(document.querySelector("input[aria-invalid]")).toBeNull();
  });

  test("is complained about once, and no longer when it is complete", () => {
    const form = ask(question());
    form.take();
    form.take();
    expect(document.querySelectorAll(".error-summary")).toHaveLength(1);
    find("input").click();
    form.take();
    expect(document.querySelector(".error-summary, .error-message")).toBeNull();
  });
});

test("a case stands before the question, in paragraphs", () => {
  ask(question({ caseText: "On Monday.\n\nOn Tuesday." }));
  const paragraphs = Array.from(document.querySelectorAll(".question__case"), ({ textContent }) => textContent);
  expect(paragraphs).toEqual(["On Monday.", "On Tuesday."]);
});

test("an author's text stays text", () => {
  ask(question({ stem: "<img src=x onerror=alert(1)>", options: [{ text: "<b>a</b>" }, { text: "b" }] }));
  expect(document.querySelector("img, b")).toBeNull();
  expect(find("legend").textContent).toBe("<img src=x onerror=alert(1)>");
});
