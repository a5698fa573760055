// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { find } from "../../../player/testing/document.js";
import { enhance } from "./note.js";

const field = (): HTMLTextAreaElement => find("textarea");
const length = (): string => find(".note__length").textContent;

function write(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

function open(checklist = ""): void {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<div class="block" data-words="5"><label for="n">Write</label><textarea id="n"></textarea>
    <details><summary>Compare</summary><p>A model.</p>${checklist}</details></div>`;
  enhance(find(".block"));
}

const LIST = `<fieldset><legend>Has it?</legend><input type="checkbox" id="a"><input type="checkbox" id="b"></fieldset>`;

describe("a note to practise on", () => {
  beforeEach(() => {
    open(LIST);
  });

  test("says how many words it has, of how many", () => {
    expect(length()).toBe("0 of 5 words.");
    write("  one two\nthree ");
    expect(length()).toBe("3 of 5 words.");
    write("1 2 3 4 5");
    expect(length()).toBe("5 of 5 words.");
  });

  test("says when it is too long, and takes every word all the same", () => {
    write("1 2 3 4 5 6");
    expect(length()).toBe("6 words. 5 are enough.");
    expect(field().value).toBe("1 2 3 4 5 6");
  });

  test("counts the lines of the checklist that it has", () => {
    find<HTMLInputElement>("#a").click();
    expect(find("fieldset [role=status]").textContent).toBe("You have ticked 1 of 2.");
    find<HTMLInputElement>("#a").click();
    expect(find("fieldset [role=status]").textContent).toBe("You have ticked 0 of 2.");
  });

  test("is kept nowhere", () => {
    write("private");
    find<HTMLInputElement>("#a").click();
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain("private");
  });
});

test("a note without a checklist can be compared all the same", () => {
  open();
  write("one");
  expect(length()).toBe("1 of 5 words.");
});
