/** Prints a page, a part of one, or the module with the branching cases, which stand in a file of their own (cases.html). */
import { button, element } from "./element.js";
import { word } from "../core/words.js";

/** Prints *part* of the document and nothing else. */
export function printAlone(part: HTMLElement): void {
  const mark = (isPrinting: boolean): void => {
    document.documentElement.classList.toggle("is-printing-part", isPrinting);
    part.classList.toggle("is-printed-part", isPrinting);
  };
  mark(true);
  window.addEventListener("afterprint", mark.bind(null, false), { once: true });
  window.print();
}

/** Adds to *list* a button that prints the page in view, and one that prints the module. */
export function offerPrinting(list: HTMLElement): void {
  const page = button(word("player.print.page"), "button button--secondary", () => {
    const inView = document.querySelector<HTMLElement>(".page[data-current]");
    if (inView) {
      printAlone(inView);
    }
  });
  const module = button(word("player.print.module"), "button button--secondary", () => void printModule());
  list.append(element("li", {}, page), element("li", {}, module));
}

/** On the screen a page that is not in view is hidden, so what is added is seen on paper alone. */
async function printModule(): Promise<void> {
  const cases = element("div", { class: "page" }, ...(await readCases()));
  document.querySelector("main")?.append(cases);
  window.addEventListener(
    "afterprint",
    () => {
      cases.remove();
    },
    { once: true },
  );
  window.print();
}

/** Every way through the cases of the module. None of a page on disk, which may not fetch: its links lead there. */
async function readCases(): Promise<readonly Element[]> {
  if (!document.querySelector("[data-component=case]")) {
    return [];
  }
  try {
    const text = await (await fetch("cases.html")).text();
    return Array.from(new DOMParser().parseFromString(text, "text/html").querySelectorAll("main > .block--case"));
  } catch {
    return [];
  }
}
