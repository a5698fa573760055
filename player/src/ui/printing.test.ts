// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, press } from "../../testing/document.js";
import { eventually } from "../../testing/eventually.js";
import { offerPrinting } from "./printing.js";

const CASES = `<main><h1>Cases</h1><section class="block--case">Every way</section></main>`;
/** What stands in the document while it is printed. */
const printed = vi.fn<(text: string) => void>();

function open(block: string): void {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<main><section class="page" data-current>Here ${block}</section></main><ul></ul>`;
  offerPrinting(find("ul"));
}

beforeEach(() => {
  printed.mockClear();
  vi.spyOn(window, "print").mockImplementation(() => {
    printed(find("main").textContent);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the page in view is printed alone, and the document is as before after it", () => {
  open("");
  press("Print this page");
  expect(printed).toHaveBeenCalledOnce();
  expect([document.documentElement.className, find(".page").className]).toEqual([
    "is-printing-part",
    "page is-printed-part",
  ]);
  window.dispatchEvent(new Event("afterprint"));
  expect([document.documentElement.className, find(".page").className]).toEqual(["", "page"]);
});

test("the module takes its branching cases along, for as long as it is printed", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(CASES)));
  open(`<article data-component="case"></article>`);
  press("Print this module");
  await eventually(() => {
    expect(printed).toHaveBeenCalledExactlyOnceWith("Here Every way");
  });
  window.dispatchEvent(new Event("afterprint"));
  expect(find("main").textContent).toBe("Here ");
});

test("a module without a case asks for no file, and one on disk is printed without them", async () => {
  const fetched = vi.fn(() => Promise.reject(new TypeError("file:")));
  vi.stubGlobal("fetch", fetched);
  open("");
  press("Print this module");
  await eventually(() => {
    expect(printed).toHaveBeenCalledTimes(1);
  });
  expect(fetched).not.toHaveBeenCalled();
  open(`<article data-component="case"></article>`);
  press("Print this module");
  await eventually(() => {
    expect(printed).toHaveBeenCalledTimes(2);
  });
  expect(fetched).toHaveBeenCalledOnce();
});
