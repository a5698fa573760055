/** What plays stops when nobody sees it any more, and never goes on by itself. */

/** Calls *stop* when the page that *block* stands on is left, and when the learner hides everything. */
export function whenOutOfSight(block: HTMLElement, stop: () => void): void {
  document.addEventListener("coursepack-hidden", stop);
  const page = block.closest(".page");
  if (page) {
    new MutationObserver(() => {
      if (!page.hasAttribute("data-current")) {
        stop();
      }
    }).observe(page, { attributeFilter: ["data-current"] });
  }
}
