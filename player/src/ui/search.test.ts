// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };
import { find, press } from "../../testing/document.js";
import type { Later } from "../later.js";
import type { openSearch } from "./search.js";

const pages = { currentId: "L1-01", go: vi.fn() };
let open: typeof openSearch;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  pages.go.mockReset();
  Element.prototype.scrollIntoView = vi.fn();
  document.documentElement.lang = "en-GB";
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<script type="application/json" id="player-words">${JSON.stringify(original)}</script>
    <button id="menu-button">Contents</button><button id="opener">Search</button>
    <section class="page" id="L1-01" data-page="L1-01"><h1 tabindex="-1">Notice a bruise</h1>
      <div class="block--text"><h2>Small signs</h2><p>A café worker sees a bruise.</p><p>A bruise and a bruise again.</p></div>
      <div class="block--question block--choice"><p>Which bruise is the key?</p></div>
      <article class="block--scenario"><h2>Kit</h2><p>In the end the bruise was seen.</p></article>
      <div class="feedback"><p>Yes: a bruise.</p></div></section>
    <section class="page" id="L1-02" data-page="L1-02"><h1 tabindex="-1">Record</h1>
      <div class="block--reveal"><details><summary>Write it down</summary><p>Write what you saw, $100 (or .*).</p></details></div>
    </section>
    <section class="page" id="glossary"><h1 tabindex="-1">Words</h1><dl class="glossary"><dt>LADO</dt><dd>An officer.</dd></dl></section>`;
  await import("../search.js");
  open = (window as Later).coursepackSearch!;
  find("#opener").focus();
  open(pages);
});

afterEach(() => {
  vi.useRealTimers();
});

function look(words: string): string[] {
  find<HTMLInputElement>("input").value = words;
  find("input").dispatchEvent(new Event("input"));
  return Array.from(document.querySelectorAll(".search li"), (item) => item.textContent);
}

describe("the search", () => {
  test("finds titles first, then headings, then text, each place once, with the words marked where they stand", () => {
    expect(look("bruise")).toEqual(["Notice a bruise", "Notice a bruise: Small signsA café worker sees a bruise."]);
    expect(Array.from(document.querySelectorAll("mark"), (mark) => mark.textContent)).toEqual(["bruise"]);
    expect(look("lado")).toEqual(["Words: LADO"]);
  });

  test("finds neither what a question asks nor its feedback nor how a story ends", () => {
    expect(look("key")).toEqual([]);
    expect(look("end")).toEqual([]);
    expect(look("yes")).toEqual([]);
  });

  test("asks for every word, and for neither accents nor capitals", () => {
    expect(look("CAFE Signs")).toHaveLength(1);
    expect(look("cafe officer")).toEqual([]);
  });

  test.each(["", "   ", "zz", "(", "$100 (or .*)", "\\", "x".repeat(100)])(
    "takes %j for the words that it is",
    (words) => {
      expect(look(words)).toHaveLength(/[$(]/.test(words) ? 1 : 0);
    },
  );

  test("says how many places there are once nobody types any more", () => {
    look("bruise");
    expect(find("[role=status]").textContent).toBe("");
    vi.advanceTimersByTime(1000);
    expect(find("[role=status]").textContent).toBe("2 places found");
    look("");
    vi.advanceTimersByTime(1000);
    expect(find("[role=status]").textContent).toBe("");
  });

  test("hands the focus to the first place on Enter, as on the key for it of a phone's keyboard", () => {
    look("bruise");
    find("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect(document.activeElement?.textContent).toBe("Notice a bruise");
  });

  test("leads to the place, out of whatever it is folded away in, and is gone", () => {
    look("saw");
    press("Record");
    expect(pages.go).toHaveBeenCalledWith("L1-02");
    expect(find<HTMLDetailsElement>("details").open).toBe(true);
    expect(document.activeElement).toBe(find("details p"));
    expect(document.querySelector(".search")).toBeNull();
  });

  test("stands there once, closes from its button, and then the focus is where it was", () => {
    open(pages);
    expect(document.querySelectorAll(".search")).toHaveLength(1);
    vi.spyOn(find("#opener"), "getClientRects").mockReturnValue([{}] as unknown as DOMRectList);
    press("Close");
    expect(document.activeElement).toBe(find("#opener"));
    open(pages);
    document.dispatchEvent(new CustomEvent("coursepack-hidden"));
    expect(document.querySelector(".search")).toBeNull();
    expect(document.activeElement).toBe(find("#opener"));
  });
});
