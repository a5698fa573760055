/** The list of contents: how far the learner is with each page and with the module, and its button on narrow screens. */
import type { PlayerPage } from "../core/player_data.js";
import type { Run } from "../run/run.js";
import { pageStatus, progress, type PageStatus } from "../core/session.js";
import { word } from "../core/words.js";

/** Keeps the list of contents in step with *run*, and how far the learner is in the bar, whose button is *menu*. */
export function followProgress(run: Run, contents: HTMLElement, menu: HTMLElement): void {
  const words = contents.querySelector("#progress");
  const count = menu.querySelector("[data-count]");
  const line = document.querySelector<HTMLElement>(".bar__line");
  run.subscribe(update);
  update();

  function update(): void {
    run.data.pages.forEach((page, index) => {
      const rule = run.rules.pages[index];
      if (rule) {
        showStatus(contents, page, pageStatus(rule, run.state));
      }
    });
    const { done } = progress(run.rules, run.state);
    const total = run.data.pages.length;
    write(words, progressWords(run));
    write(count, word("player.contents.count", { done, count: total }));
    // Set by script: the page's policy lets no style stand in an attribute.
    line?.style.setProperty("width", `${(100 * done) / total}%`);
  }
}

/** Returns how far the learner is with the module, in words. */
export function progressWords({ data, rules, state }: Run): string {
  const { done, minutesLeft } = progress(rules, state);
  const completed = word("player.contents.progress", { done, count: data.pages.length });
  return minutesLeft > 0 ? `${completed} ${word("player.contents.left", { count: minutesLeft })}` : completed;
}

/** Even words that are the same would have the page laid out anew. */
function write(place: Element | null, words: string): void {
  if (place && place.textContent !== words) {
    place.textContent = words;
  }
}

function showStatus(contents: HTMLElement, page: PlayerPage, status: PageStatus): void {
  const link = contents.querySelector(`[data-page="${page.id}"]`);
  const place = link?.parentElement?.querySelector<HTMLElement>("[data-status]");
  if (place && place.dataset["status"] !== status) {
    place.dataset["status"] = status;
    place.parentElement?.setAttribute("data-progress", status);
    place.textContent = word(`player.contents.${status}`);
  }
}

/**
 * Lets *menu* open and close the list; style.css decides from `data-open`, and on wide screens always shows it. Returns a
 * function that opens it at the page *id*.
 */
export function followMenu(menu: HTMLElement, contents: HTMLElement): (id: string) => void {
  menu.hidden = false;
  menu.addEventListener("click", () => {
    set(menu.getAttribute("aria-expanded") !== "true" ? "open" : "shut");
  });
  contents.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) {
      set("shut");
    }
  });
  // It lies over the page: who goes on, by key or by hand, would have the focus behind it.
  for (const type of ["focusin", "pointerdown"]) {
    document.addEventListener(type, ({ target }) => {
      if (target instanceof Node && !contents.contains(target) && !menu.contains(target)) {
        set("shut");
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.getAttribute("aria-expanded") === "true") {
      set("shut");
      menu.focus();
    }
  });
  return (id) => {
    set("open");
    contents.querySelector<HTMLElement>(`[data-page="${id}"]`)?.focus();
  };

  function set(state: "open" | "shut"): void {
    menu.setAttribute("aria-expanded", String(state === "open"));
    contents.toggleAttribute("data-open", state === "open");
  }
}
