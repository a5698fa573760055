// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { find } from "../../testing/document.js";
import type { Run } from "../run/run.js";
import { enhance as confidence } from "../../../scorm_templates/components/confidence/confidence.js";
import { enhance as poll } from "../../../scorm_templates/components/poll/poll.js";
import { enhance as reflection } from "../../../scorm_templates/components/reflection/reflection.js";

const rating = (id: string, before = ""): string => `<div data-component="confidence" data-id="${id}" ${before}>
  <p>Rate<span data-fleeting>, gone</span></p><fieldset><legend>I can notice.</legend><input type="number"></fieldset></div>`;
const PAGE = `
  <section class="page"><div data-component="poll" data-id="p"><p>Private<span data-fleeting>, gone</span></p><fieldset>
    <input type="radio" name="p" id="p-1" value="1"><label for="p-1">To learn</label>
    <input type="radio" name="p" id="p-2" value="2"><label for="p-2">To blame</label></fieldset></div>
  ${rating("first")}
  </section><section class="page">
  <div data-component="reflection" data-id="n"><label for="n">Note</label><textarea id="n"></textarea></div>
  <div data-component="poll" data-again="p"><p class="poll__again" hidden>Earlier: <b data-answer></b></p></div>
  ${rating("last", 'data-before="first"')}</section>`;

/** Opens the module, as somebody whom the LMS calls *learner*. */
async function open(learner: string | null = "tess"): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = PAGE;
  const run = { saving: { isReady: true, learner }, data: course(), subscribe: vi.fn() } as unknown as Run;
  const kinds = { poll, confidence, reflection };
  for (const block of document.querySelectorAll<HTMLElement>("[data-component]")) {
    kinds[block.dataset["component"] as keyof typeof kinds](block, { run });
  }
  await Promise.resolve();
}

const boxes = (): HTMLInputElement[] => Array.from(document.querySelectorAll("[type=checkbox]"));
const press = (id: string): void => {
  find(`#${id}`).click();
};
const rate = (id: string, value: number): void => {
  find(`[data-id=${id}] [value="${value}"]`).click();
};
const stored = (): string => JSON.stringify(Object.entries(localStorage));
const change = (): string => find("[data-id=last] .rating__change").textContent;

beforeEach(() => {
  localStorage.clear();
});

test("what is not to be kept is on no device, and is gone when the page is", async () => {
  await open();
  press("p-2");
  rate("first", 4);
  expect(stored()).toBe("[]");
  await open();
  expect(document.querySelector("[type=radio]:checked")).toBeNull();
  expect(find("[data-fleeting]").hidden).toBe(false);
});

test("one choice, made anywhere, keeps every answer, rating and note, before it and after", async () => {
  await open();
  press("p-2");
  boxes()[1]?.click();
  expect(boxes().map(({ checked }) => checked)).toEqual([true, true]); // one on each page, and each is all of them
  rate("first", 4);
  const note = find<HTMLTextAreaElement>("textarea");
  note.value = "ask";
  note.dispatchEvent(new Event("input", { bubbles: true }));
  expect(stored()).not.toContain("blame"); // the place of the answer is kept, and not its words
  await open();
  expect(find<HTMLInputElement>("#p-2").checked).toBe(true);
  expect(find("[data-answer]").textContent).toBe("To blame");
  expect(change()).toContain("Before: 4.");
  expect(find<HTMLTextAreaElement>("textarea").value).toBe("ask");
  expect(Array.from(document.querySelectorAll<HTMLElement>("[data-fleeting]"), ({ hidden }) => hidden)).toEqual(
    Array(3).fill(true),
  );
  await open("robin");
  expect(document.querySelector(":checked")).toBeNull();
});

test("taken back anywhere, the choice takes everything off the device", async () => {
  await open();
  rate("first", 7);
  boxes()[0]?.click();
  await open();
  expect(find<HTMLInputElement>("[data-id=first] [value='7']").checked).toBe(true);
  boxes()[1]?.click();
  expect(stored()).toBe("[]");
});

test("a device that keeps nothing says so, and nobody can choose it where it is not known who learns", async () => {
  await open(null);
  expect(boxes()).toEqual([]);
  await open();
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  boxes()[0]?.click();
  expect(boxes().map(({ checked }) => checked)).toEqual([false, false]);
  expect(document.body.textContent).toContain("This device does not keep notes.");
  vi.restoreAllMocks();
});

test("what was rated before stands beside what is rated now, in words and as two marks", async () => {
  await open();
  expect(change()).toBe("");
  rate("first", 7);
  expect(change()).toBe("Before: 7.");
  rate("last", 4);
  expect(change()).toBe("Before: 7. Now: 4.");
  const marks = document.querySelectorAll<HTMLElement>("[data-id=last] .rating__mark");
  expect(Array.from(marks, ({ style }) => style.getPropertyValue("inset-inline-start"))).toEqual(["70%", "40%"]);
});
