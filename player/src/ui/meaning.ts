/**
 * A word explained where it stands. What it means comes from the page of the words used, to which its link leads where this
 * script does not come; where the browser has no popovers, the meaning opens in the text.
 */
import { button, element } from "./element.js";
import { isPlainPress } from "./pages.js";
import { word } from "../core/words.js";

/** Pixels between a word and its meaning, and between that and the window's edge. */
const GAP = 8;

/** Lets the words of the document that are explained open their meaning. */
export function explainTerms(): void {
  for (const link of document.querySelectorAll("a.term")) {
    link.setAttribute("aria-haspopup", "dialog");
  }
  // Before the pages hear of it, which would follow the link.
  document.addEventListener("click", open, { capture: true });
}

function open(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.term") : null;
  const term = document.getElementById(decodeURIComponent(link?.hash.slice(1) ?? ""));
  const meaning = term?.nextElementSibling;
  // Among the words used, and in a meaning, it leads to the other word.
  if (link && term && meaning && isPlainPress(event) && !link.closest(".glossary, .meaning")) {
    event.preventDefault();
    explain(link, term, meaning);
  }
}

function explain(link: HTMLAnchorElement, term: Element, meaning: Element): void {
  const back = (): void => {
    if (box.isConnected) {
      link.focus();
    }
  };
  const said = element("p", {}, ...Array.from(meaning.childNodes, (node) => node.cloneNode(true)));
  const close = button(word("player.meaning.close"), "button button--secondary", back);
  const box = element(
    "div",
    { class: "meaning", popover: "", role: "dialog", tabindex: "-1", "aria-label": term.textContent },
    element("p", { class: "meaning__term" }, term.textContent),
    said,
    close,
  );
  // It is gone as soon as the focus is: whoever goes on reading, or hides the page, leaves nothing open behind them.
  box.addEventListener("focusout", ({ relatedTarget }) => {
    const now = relatedTarget ?? document.activeElement;
    if (!(now instanceof Node && box.contains(now))) {
      box.remove();
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      back();
    }
  });
  // A browser closes it by its own ways too, such as a phone's Back.
  box.addEventListener("toggle", (event) => {
    if ("newState" in event && event.newState === "closed") {
      back();
    }
  });
  // Whoever hides the page comes back to the word: what had the focus is gone by then.
  document.addEventListener("coursepack-hidden", back, { once: true });
  link.after(box);
  if ("showPopover" in box) {
    box.showPopover();
    place(box, link.getClientRects()[0] ?? link.getBoundingClientRect());
  }
  box.focus({ preventScroll: true });
}

/** Puts *box* below the word at *at*, or above it where there is more room. */
function place(box: HTMLElement, at: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = box;
  const isBelow = at.bottom + GAP + height <= window.innerHeight || at.top < window.innerHeight - at.bottom;
  const top = isBelow ? at.bottom + GAP : at.top - GAP - height;
  const left = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - width - GAP));
  box.style.setProperty("top", `${top + window.scrollY}px`);
  box.style.setProperty("left", `${left + window.scrollX}px`);
}
