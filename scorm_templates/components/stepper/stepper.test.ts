// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };
import { takeWords } from "../../../player/src/core/words.js";
import { find, press } from "../../../player/testing/document.js";
import { enhance } from "./stepper.js";

beforeEach(() => {
  takeWords(original, "en-GB");
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<div data-component="stepper"><ol class="stepper__steps">
    ${["Listen", "Tell", "Write"].map((name) => `<li class="stepper__step"><h3 class="stepper__name">${name}</h3></li>`).join("")}</ol></div>`;
  enhance(find("[data-component=stepper]"));
});

const shown = (): string[] =>
  Array.from(document.querySelectorAll(".stepper__step:not([hidden]) h3"), (name) => name.textContent);
const ways = (): string[] =>
  Array.from(document.querySelectorAll<HTMLElement>("button:not([hidden])"), (way) => way.textContent);

describe("a stepper", () => {
  test("shows one step at a time, says which, and hands the focus to its name", () => {
    expect([shown(), ways(), find(".stepper__place").textContent]).toEqual([["Listen"], ["Next step"], "Step 1 of 3"]);
    press("Next step");
    expect([shown(), ways()]).toEqual([["Tell"], ["Next step", "Previous step"]]);
    expect(document.activeElement?.textContent).toBe("Tell");
    press("Next step");
    expect([shown(), ways(), find(".stepper__place").textContent]).toEqual([
      ["Write"],
      ["Previous step"],
      "Step 3 of 3",
    ]);
    press("Previous step");
    expect(shown()).toEqual(["Tell"]);
  });

  test("shows the step in which something was found", () => {
    find(".stepper__step:last-child").dispatchEvent(new Event("beforematch"));
    expect(shown()).toEqual(["Write"]);
  });
});
