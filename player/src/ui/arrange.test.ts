// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { taught } from "../../testing/course.js";
import { find, press } from "../../testing/document.js";
import { QuestionForm } from "./question_form.js";

const [, SORT, ORDER] = taught();

function ask(question = SORT): QuestionForm {
  const form = new QuestionForm(question!, { order: question!.options.map((_, index) => index) });
  const say = Object.assign(document.createElement("p"), { id: "say" });
  document.body.replaceChildren(form.form, say);
  return form;
}

const row = (letter: string): HTMLElement =>
  Array.from(document.querySelectorAll<HTMLElement>(".assign__item")).find((item) =>
    item.querySelector("label")?.textContent.startsWith(`Option ${letter}`),
  )!;
const rows = (): (string | undefined)[] =>
  Array.from(document.querySelectorAll(".assign__item label"), ({ textContent }) => textContent.charAt(7));
const isOff = (name: string, letter: string): boolean | undefined =>
  Array.from(row(letter).querySelectorAll("button")).find(({ textContent }) => textContent.includes(name))?.disabled;

describe("lines that are put in order", () => {
  let form: QuestionForm;

  beforeEach(() => {
    form = ask(ORDER);
  });

  test("move up and down, take their places with them, and say where they are", () => {
    press("↓ Move down", row("a"));
    expect(rows()).toEqual(["b", "a", "c"]);
    expect(form.take()).toEqual([1, 0, 2]);
    expect(find("#say").textContent).toBe("Now in place 2 of 3");
    press("↑ Move up", row("c"));
    expect(form.take()).toEqual([2, 0, 1]);
  });

  test("keep the focus on what moved them, or on the other way where they can go no further", () => {
    press("↓ Move down", row("a"));
    expect(document.activeElement?.textContent).toContain("Move down: Option a");
    press("↓ Move down", row("a"));
    expect(document.activeElement?.textContent).toContain("Move up: Option a");
  });

  test("go no further than the ends, wherever their lists have put them", () => {
    expect([isOff("up", "a"), isOff("down", "a"), isOff("down", "c")]).toEqual([true, false, true]);
    for (const [letter, place] of Object.entries({ a: "2", b: "1", c: "0" })) {
      const list = find<HTMLSelectElement>("select", row(letter));
      list.value = place;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
    expect([isOff("up", "a"), isOff("down", "a"), isOff("up", "c")]).toEqual([false, true, true]);
    press("↑ Move up", row("a"));
    expect(rows()).toEqual(["c", "a", "b"]);
    expect(form.take()).toEqual([1, 2, 0]);
  });

  test("stay where they are, unanswered, until somebody moves one", () => {
    expect(form.isEmpty()).toBe(true);
  });
});

describe("cards that are put to lines", () => {
  let form: QuestionForm;
  const card = (label: string): HTMLElement =>
    Array.from(document.querySelectorAll<HTMLElement>(".card")).find(({ textContent }) => textContent === label)!;
  const pointer = (element: HTMLElement, type: string): boolean =>
    element.dispatchEvent(
      Object.assign(new MouseEvent(type, { bubbles: true, cancelable: true }), { pointerType: "mouse" }),
    );

  beforeEach(() => {
    form = ask();
  });

  test("are tapped, and then the line", () => {
    card("View").click();
    expect(card("View").hasAttribute("data-held")).toBe(true);
    row("a").click();
    expect(form.response()).toEqual([1, -1]);
    expect(find(".place span", row("a")).textContent).toBe("View");
    expect(document.querySelector("[data-held], [data-placing]")).toBeNull();
  });

  test("are dragged there with a mouse", () => {
    pointer(card("Fact"), "pointerdown");
    pointer(row("b"), "pointerup");
    expect(form.response()).toEqual([-1, 0]);
  });

  test("are let go by a second press, and the line then keeps what it had", () => {
    for (const type of ["pointerdown", "click", "pointerdown", "click"]) {
      pointer(card("View"), type);
    }
    row("a").click();
    expect(form.isEmpty()).toBe(true);
  });

  test("show what is chosen from a line's list", () => {
    const list = find<HTMLSelectElement>("select", row("b"));
    list.value = "0";
    list.dispatchEvent(new Event("change", { bubbles: true }));
    expect(find(".place span", row("b")).textContent).toBe("Fact");
    expect(form.response()).toEqual([-1, 0]);
  });

  test("cannot be taken once the question is answered", () => {
    form.lock();
    card("View").click();
    row("a").click();
    expect(form.isEmpty()).toBe(true);
  });
});
