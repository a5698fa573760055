/** Three questions and one action for later: the days are known once the module is done, and the card can be printed alone. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { isoDate } from "../../../player/src/core/days.js";
import { dateInWords, word } from "../../../player/src/core/words.js";
import { button, element } from "../../../player/src/ui/element.js";
import { printAlone } from "../../../player/src/ui/printing.js";

const DAYS_A_WEEK = 7;

/** Adds to *block* the days on which to come back, and a button that prints it. What is written in it is a private note. */
export function enhance(block: HTMLElement, { run }: Pick<Stage, "run">): void {
  const tellDays = (): void => {
    const done = run.state.completedOn;
    for (const place of block.querySelectorAll<HTMLElement>("[data-weeks]")) {
      const day = done + Number(place.dataset["weeks"]) * DAYS_A_WEEK;
      place.textContent = done > 0 ? dateInWords(new Date(`${isoDate(day)}T12:00`)) : "";
    }
  };
  run.subscribe(tellDays);
  tellDays();
  const print = button(word("player.follow-up.print"), "button button--secondary", () => {
    printAlone(block);
  });
  block.append(element("p", {}, print));
}
