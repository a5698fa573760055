// @vitest-environment jsdom
import { expect, test } from "vitest";
import { find } from "../../../player/testing/document.js";
import type { Run } from "../../../player/src/run/run.js";
import { enhance } from "./poll.js";

test("a poll's answer is shown again on a later page, and in nothing else", () => {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `
    <div data-component="poll" data-id="INT-01-poll">
      <input type="radio" name="p" id="p-1"><label for="p-1">To learn</label>
      <input type="radio" name="p" id="p-2"><label for="p-2">To blame</label></div>
    <div data-component="poll" data-id="other"><input type="radio" name="q" id="q-1"><label for="q-1">Other</label></div>
    <div data-component="poll" data-again="INT-01-poll"><p class="poll__again" hidden>Earlier: <strong data-answer></strong></p></div>`;
  document.querySelectorAll<HTMLElement>("[data-component]").forEach((block) => {
    enhance(block, { run: { saving: {}, subscribe: () => undefined } as unknown as Run });
  });
  find("#q-1").click();
  expect(find(".poll__again").hidden).toBe(true);
  find("#p-2").click();
  find("#p-1").click();
  expect(find(".poll__again").hidden).toBe(false);
  expect(find("[data-answer]").textContent).toBe("To learn");
});
