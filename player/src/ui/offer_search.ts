/** The ways to the search in the module: a button, and Ctrl+K. What searches is asked for when it is wanted first. */
import type { openSearch } from "./search.js";
import type { Pages } from "./pages.js";
import { word } from "../core/words.js";

/** Whoever waited longer (milliseconds) is elsewhere by now: a search that opens then would be in the way. */
const PATIENCE = 10_000;

/** Lets *control* and Ctrl+K open the search in *pages*, which *ask* brings; what is late calls back. */
export function offerSearch(
  control: HTMLElement,
  pages: Pages,
  ask: (late: () => void) => Promise<typeof openSearch>,
): void {
  control.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isAsked =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    // Nothing opens over what hides the page.
    if (isAsked && !document.querySelector(".cover")) {
      event.preventDefault();
      open();
    }
  });

  function open(): void {
    const asked = performance.now();
    const say = document.getElementById("say");
    void ask(() => {
      if (say) {
        say.textContent = word("player.search.late");
      }
    }).then((search) => {
      if (performance.now() - asked < PATIENCE && !document.querySelector(".cover")) {
        search(pages);
      }
    });
  }
}
