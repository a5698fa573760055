/**
 * Search in the module: titles, headings and teaching text, as they stand on the pages.
 * What a question asks, its key and its feedback, and how a story ends are in no block that is searched.
 */
import { word } from "../core/words.js";
import { button, element } from "./element.js";
import type { Pages } from "./pages.js";
import { TEACHING } from "./teaching.js";

/** Where to look: in the blocks that teach, and in the words used. */
const PLACES = [...TEACHING.map((kind) => `.block--${kind}`), ".glossary"].join(", ");
const HEADINGS = "h1, h2, h3, h4, summary, caption, dt";
const PARTS = `${HEADINGS}, p, li, dd, th, td, figcaption`;
/** So many results are shown: whoever needs more needs another word. */
const MOST = 20;
/** So many characters stand before what was found, and so many in all. */
const BEFORE = 40;
const EXCERPT = 160;
/** Milliseconds after the last letter until a screen reader is told how many places there are. */
const QUIET = 700;

interface Findable {
  readonly page: HTMLElement;
  readonly at: HTMLElement;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  /** A title weighs more than a heading, and that more than text. */
  readonly weight: number;
}

/** Opens the search in the module of *pages*. Where the browser has no dialogs, it stands at the end of the document. */
export function openSearch(pages: Pick<Pages, "go" | "currentId">): void {
  if (document.querySelector(".search")) {
    return;
  }
  const places = placesOf(document);
  const wasAt = document.activeElement;
  // No field of the kind "search": there a browser takes Escape for itself, which closes the search.
  const field = element("input", {
    id: "player-search",
    class: "input",
    enterkeyhint: "search",
    autocomplete: "off",
    maxlength: "100",
  });
  const count = element("p", { role: "status" });
  const results = element("ol", { class: "search__results" });
  const close = button(word("player.search.close"), "button button--secondary", shut);
  const title = element("h2", { id: "player-search-title" }, word("player.search.title"));
  const label = element("label", { class: "label", for: field.id }, word("player.search.for"));
  const dialog = element(
    "dialog",
    { class: "search", "aria-labelledby": title.id },
    element("div", { class: "search__head" }, title, close),
    ...[label, field, count, results],
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener("input", () => {
    const wanted = wordsOf(field.value);
    const found = wanted.length > 0 ? search(places, wanted) : [];
    results.replaceChildren(...found.slice(0, MOST).map((place) => result(place, wanted)));
    clearTimeout(timer);
    timer = setTimeout(() => {
      count.textContent = wanted.length > 0 ? word("player.search.found", { count: found.length }) : "";
    }, QUIET);
  });
  field.addEventListener("keydown", (event) => {
    // A phone's keyboard, over what was found, goes when the focus does.
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      results.querySelector("a")?.focus();
    }
  });
  dialog.addEventListener("close", shut);
  // Whoever hides the page leaves nothing open over what hides it.
  document.addEventListener("coursepack-hidden", shut, { once: true });
  document.body.append(dialog);
  if ((dialog as Partial<HTMLDialogElement>).showModal) {
    dialog.showModal();
  } else {
    dialog.setAttribute("open", "");
  }
  field.focus();

  function shut(): void {
    leave();
    const menu = document.getElementById("menu-button");
    const back = wasAt instanceof HTMLElement && wasAt.getClientRects().length > 0 ? wasAt : menu;
    back?.focus({ preventScroll: true }); // as in hide.ts
  }

  function leave(): void {
    clearTimeout(timer);
    dialog.remove();
  }

  function result(place: Findable, wanted: readonly string[]): HTMLElement {
    const where = [place.title, place.heading].filter((part, at, all) => part && all.indexOf(part) === at).join(": ");
    const link = element("a", { href: `#${place.page.id}` }, where);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
      show(place, pages);
    });
    const text = place.weight > 1 ? [] : [element("p", {}, ...excerpt(place.text, wanted))];
    return element("li", {}, link, ...text);
  }
}

/** Goes to *place*, and opens whatever it is folded away in. */
function show({ page, at }: Findable, pages: Pick<Pages, "go" | "currentId">): void {
  if (pages.currentId !== page.id) {
    pages.go(page.id);
  }
  for (let around = at.parentElement; around && around !== page; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) {
      around.open = true;
    }
    if (around.hidden) {
      around.dispatchEvent(new Event("beforematch"));
    }
  }
  if (at.tagName !== "SUMMARY") {
    at.setAttribute("tabindex", "-1");
  }
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "center" });
}

/** Returns what can be found in *host*, in the order in which it is read. */
function placesOf(host: ParentNode): Findable[] {
  const places: Findable[] = [];
  for (const page of host.querySelectorAll<HTMLElement>(".page[data-page], #glossary")) {
    const title = page.querySelector("h1");
    let heading = "";
    for (const at of page.querySelectorAll<HTMLElement>(PARTS)) {
      const text = at.textContent.replace(/\s+/g, " ").trim();
      const isTeaching = at === title || at.closest(PLACES) !== null;
      if (text && isTeaching && !at.querySelector(PARTS)) {
        const isHeading = at.matches(HEADINGS);
        heading = isHeading && at !== title ? text : heading;
        places.push({
          page,
          at,
          title: title?.textContent ?? "",
          heading,
          text,
          weight: at === title ? 3 : isHeading ? 2 : 1,
        });
      }
    }
  }
  return places;
}

/** Returns the best place below each heading that has all of the words *wanted* in it or around it, the best first. */
function search(places: readonly Findable[], wanted: readonly string[]): Findable[] {
  const best = new Map<string, Findable>();
  for (const place of places) {
    const [text, around] = [folded(place.text), folded(`${place.title} ${place.heading} ${place.text}`)];
    if (wanted.every((one) => around.includes(one)) && wanted.some((one) => text.includes(one))) {
      const key = `${place.page.id} ${place.heading}`;
      const before = best.get(key);
      if (!before || before.weight < place.weight) {
        best.set(key, place);
      }
    }
  }
  return [...best.values()].sort((one, other) => other.weight - one.weight);
}

/** Returns a piece of *text* around the first of the words *wanted*, which are marked in it. */
function excerpt(text: string, wanted: readonly string[]): (string | Node)[] {
  const plain = folded(text);
  const from = Math.min(...wanted.map((one) => plain.indexOf(one)).filter((at) => at >= 0));
  const start = from > BEFORE ? text.lastIndexOf(" ", from - BEFORE) + 1 : 0;
  const end = start + EXCERPT < text.length ? text.lastIndexOf(" ", start + EXCERPT) : text.length;
  const shown: (string | Node)[] = start > 0 ? ["… "] : [];
  let at = start;
  while (at < end) {
    const next = wanted
      .map((one) => ({ begin: plain.indexOf(one, at), length: one.length }))
      .filter(({ begin, length }) => begin >= 0 && begin + length <= end)
      .sort((one, other) => one.begin - other.begin)[0];
    shown.push(text.slice(at, next?.begin ?? end));
    if (next) {
      shown.push(element("mark", {}, text.slice(next.begin, next.begin + next.length)));
    }
    at = next ? next.begin + next.length : end;
  }
  return end < text.length ? [...shown, " …"] : shown;
}

function wordsOf(text: string): string[] {
  return folded(text).split(/\s+/).filter(Boolean);
}

/** Returns *text* as it is looked for: without capitals and accents, each letter where it stood. */
function folded(text: string): string {
  return Array.from(text, (letter) => {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === letter.length ? plain : letter;
  }).join("");
}
