/** What a learner wants on paper: this page, the module, or their notes. The browser's own menu prints the module. */

/** The blocks in which learners write. */
const NOTES = ".block--note, .block--reflection, .block--follow-up";

/** Lets the buttons of *host* print what each names; notes only where the module has a place for them. */
export function offerPrinting(host: HTMLElement): void {
  const look = document.documentElement.dataset;
  host.hidden = false;
  for (const control of host.querySelectorAll<HTMLElement>("[data-print]")) {
    control.hidden = control.dataset["print"] === "notes" && !document.querySelector(NOTES);
    control.addEventListener("click", () => {
      look["print"] = control.dataset["print"] ?? "";
      window.print();
    });
  }
  window.addEventListener("afterprint", () => {
    delete look["print"];
  });
}
