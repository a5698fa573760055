// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { find, press } from "../../testing/document.js";
import { offerPrinting } from "./printing.js";

const printed: (string | undefined)[] = [];

beforeEach(() => {
  printed.length = 0;
  vi.stubGlobal("print", () => printed.push(document.documentElement.dataset["print"]));
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<details hidden><button data-print="page">This page</button><button data-print="module">The module</button>
    <button data-print="notes">My notes</button></details>`;
});

test("the page, the module and the notes are printed as they are asked for, and the browser's own menu prints as ever", () => {
  document.body.append(Object.assign(document.createElement("div"), { className: "block--note" }));
  offerPrinting(find("details"));
  expect(find("details").hidden).toBe(false);
  for (const what of ["This page", "The module", "My notes"]) {
    press(what);
    window.dispatchEvent(new Event("afterprint"));
  }
  expect(printed).toEqual(["page", "module", "notes"]);
  expect(document.documentElement.dataset["print"]).toBeUndefined();
});

test("a module without a place for notes offers none to be printed", () => {
  offerPrinting(find("details"));
  expect(find("[data-print=notes]").hidden).toBe(true);
});
