// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../../../player/testing/course.js";
import { eventually } from "../../../player/testing/eventually.js";
import { find, press } from "../../../player/testing/document.js";
import type { Run } from "../../../player/src/run/run.js";
import { enhance } from "./reflection.js";

const DAY = 86_400_000;
const field = (): HTMLTextAreaElement => find("textarea");
const box = (): HTMLInputElement => find("[type=checkbox]");
const stored = (): string => JSON.stringify(Object.entries(localStorage));

/** Opens the page with the note, as somebody whom the LMS calls *learner*. */
async function open(learner: string | null = "tess", days = ""): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<div data-id="L1-02-note" ${days}><label for="n">Note</label>
    <p>Only you<span data-fleeting>, and it is gone</span>.</p><textarea id="n"></textarea></div>`;
  const run = { saving: { isReady: true, learner }, data: course(), subscribe: vi.fn() } as unknown as Run;
  enhance(find("[data-id]"), { run });
  await Promise.resolve();
}

function write(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 28) });
});

describe("a note", () => {
  test("is kept nowhere unless its writer says so", async () => {
    await open();
    write("private");
    expect(stored()).not.toContain("private");
    await open();
    expect(field().value).toBe("");
    expect(find("[data-fleeting]").hidden).toBe(false);
  });

  test("is there again where it was kept, for the same learner alone, and under no name", async () => {
    await open();
    box().click();
    write("private");
    expect(find("[data-fleeting]").hidden).toBe(true);
    expect(stored()).toContain("private");
    expect(stored()).not.toContain("tess");
    await open();
    expect([field().value, box().checked]).toEqual(["private", true]);
    await open("robin");
    expect([field().value, box().checked]).toEqual(["", false]);
  });

  test("leaves the device when its writer takes that back, or deletes it, and after thirty days", async () => {
    await open();
    box().click();
    write("private");
    box().click();
    expect(stored()).toBe("[]");
    box().click();
    expect(stored()).toContain("private");
    press("Delete this note");
    expect(stored()).not.toContain("private");
    write("private again");
    vi.setSystemTime(Date.now() + 30 * DAY);
    await open();
    expect(field().value).toBe("private again");
    vi.setSystemTime(Date.now() + DAY);
    await open();
    expect(stored()).toBe("[]");
  });

  test("is kept for as long as its block says", async () => {
    await open("tess", 'data-days="60"');
    expect(find("label.checkboxes__label").textContent).toContain("for 60 days");
    box().click();
    write("private");
    vi.setSystemTime(Date.now() + 60 * DAY);
    await open("tess", 'data-days="60"');
    expect(field().value).toBe("private");
    vi.setSystemTime(Date.now() + DAY);
    await open("tess", 'data-days="60"');
    expect(stored()).toBe("[]");
  });

  test("cannot be kept where nobody says who the learner is, or where the device keeps nothing", async () => {
    await open(null);
    expect(document.querySelector("[type=checkbox]")).toBeNull();
    await open();
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    box().click();
    expect(box().checked).toBe(false);
    expect(document.body.textContent).toContain("This device does not keep notes.");
  });

  test("can be copied, or says how", async () => {
    await open();
    write("private");
    press("Copy this note");
    await eventually(() => {
      expect(find("[role=status]").textContent).toContain("Ctrl and C");
    });
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    press("Copy this note");
    await eventually(() => {
      expect(find("[role=status]").textContent).toBe("Copied.");
    });
    expect(writeText).toHaveBeenCalledWith("private");
  });
});
