// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { find, press } from "../../../player/testing/document.js";
import { enhance } from "./self-check.js";

const question = (name: string): string => `<fieldset><legend>${name}</legend>
  <input type="radio" name="${name}" id="${name}-right" value="right"><input type="radio" name="${name}" id="${name}-other" value="other">
  <details><summary>Why</summary></details></fieldset>`;
const advised = (): string[] =>
  Array.from(document.querySelectorAll<HTMLElement>("[data-advice]:not([hidden])"), (one) => one.textContent.trim());
const check = (): string => {
  press("Check my answers");
  return find("[tabindex]").textContent;
};

beforeEach(() => {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<div class="block" data-misses="1">${["a", "b", "c"].map(question).join("")}
    <div data-advice="few"><p data-if>If few:</p><p>Go on.</p></div><div data-advice="many"><p data-if>If many:</p><p>Begin below.</p></div></div>`;
  enhance(find(".block"));
});

test("what is right is counted, and as many misses as are allowed lead to the first advice", () => {
  expect(advised()).toHaveLength(2);
  for (const id of ["a-right", "b-right", "c-other"]) {
    find<HTMLInputElement>(`#${id}`).click();
  }
  expect(check()).toBe("2 of 3 right.");
  expect(advised()).toEqual(["Go on."]);
  expect(document.activeElement).toBe(find("[tabindex]"));
  const open = Array.from(document.querySelectorAll("details"), (one) => one.open);
  expect(open).toEqual([false, false, true]);
});

test("a question left open is a miss without a mark, and the whole can be checked again", () => {
  find<HTMLInputElement>("#a-right").click();
  expect(check()).toBe("1 of 3 right.");
  expect(advised()).toEqual(["Begin below."]);
  expect(find("fieldset:last-of-type p").textContent).toBe("");
  find<HTMLInputElement>("#b-right").click();
  expect(check()).toBe("2 of 3 right.");
  expect(advised()).toEqual(["Go on."]);
});

test("an answer that is changed loses its mark, until all are checked again", () => {
  find<HTMLInputElement>("#a-other").click();
  check();
  expect(find("fieldset p").textContent).toBe("Your answer: not right.");
  find<HTMLInputElement>("#a-right").click();
  expect(find("fieldset p").textContent).toBe("");
});
