// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../../../player/testing/course.js";
import { find, press } from "../../../player/testing/document.js";
import type { Run } from "../../../player/src/run/run.js";
import { enhance as enhancePoll } from "../poll/poll.js";
import { enhance as enhanceReveal } from "./reveal.js";

const DAY = 86_400_000;

/** Opens a module with a poll about roles, if it has one, and panels for roles; *learner* is who the LMS says it is. */
function open(learner: string | null = "tess", hasPoll = true, iri = "https://example.org/m1"): void {
  const poll = `<div data-component="poll" data-id="role" data-roles="student manager">
      <input type="radio" name="r" id="r-1"><label for="r-1">Student</label>
      <input type="radio" name="r" id="r-2"><label for="r-2">Manager</label></div>`;
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `${hasPoll ? poll : ""}<div data-component="reveal">
      <details id="s" data-roles="student"><summary>Student</summary></details>
      <details id="m" data-roles="manager dsl"><summary>Manager</summary></details>
      <details id="c"><summary>Everybody</summary></details></div>`;
  const data = course();
  const run = {
    saving: { isReady: true, learner },
    data: { ...data, module: { ...data.module, iri } },
    subscribe: vi.fn(),
  } as unknown as Run;
  if (hasPoll) {
    enhancePoll(find("[data-component=poll]"), { run });
  }
  enhanceReveal(find("[data-component=reveal]"), { run });
}

const shown = (): string[] =>
  Array.from(document.querySelectorAll("details"))
    .filter((panel) => !panel.hidden)
    .map((panel) => panel.id + (panel.open ? "+" : ""));
const box = (): HTMLInputElement | null => document.querySelector("[type=checkbox]");

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 28) });
});

describe("the panels for roles", () => {
  test("are all there, and shut, for a learner who chose none", () => {
    open();
    expect(shown()).toEqual(["s", "m", "c"]);
    expect(find(".reveal__all").hidden).toBe(false);
  });

  test("follow the choice: its own is open, and the others are a press away", () => {
    open();
    find("#r-2").click();
    expect(shown()).toEqual(["m+"]);
    expect(find(".reveal__all").hidden).toBe(true);
    press("See them all");
    expect(shown()).toEqual(["s", "m+", "c"]);
    expect(document.activeElement).toBe(find("#s summary"));
  });

  test("stay as they are where there is none for the role", () => {
    open();
    find("#m").dataset["roles"] = "dsl";
    find("#r-2").click();
    expect(shown()).toEqual(["s", "m", "c"]);
  });
});

describe("the choice", () => {
  test("is gone with the page unless the learner keeps it", () => {
    open();
    find("#r-1").click();
    open();
    expect(shown()).toEqual(["s", "m", "c"]);
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain("student");
  });

  test("opens lines in the next module once it is kept on the device, and for nobody else", () => {
    open();
    find("#r-1").click();
    box()?.click();
    open("tess", false, "https://example.org/m2");
    expect(shown()).toEqual(["s+"]);
    open("tom", false, "https://example.org/m2");
    expect(shown()).toEqual(["s", "m", "c"]);
  });

  test("is shown again where it was made, and can be changed and taken off the device", () => {
    open();
    find("#r-1").click();
    box()?.click();
    open();
    expect(find<HTMLInputElement>("#r-1").checked).toBe(true);
    find("#r-2").click();
    open();
    expect(shown()).toEqual(["m+"]);
    box()?.click();
    open();
    expect(shown()).toEqual(["s", "m", "c"]);
  });

  test("is forgotten after a month", () => {
    open();
    find("#r-1").click();
    box()?.click();
    vi.setSystemTime(Date.now() + 31 * DAY);
    open();
    expect(shown()).toEqual(["s", "m", "c"]);
  });

  test("is not offered to be kept where nobody knows who learns here", () => {
    open(null);
    find("#r-1").click();
    expect(shown()).toEqual(["s+"]);
    expect(box()).toBeNull();
  });
});
