/** A script of its own, for the modules that have a case: it comes to life when the rest of the player has. */
import { whenStageIsSet } from "../../../player/src/ui/stage.js";
import { readWords } from "../../../player/src/core/words.js";
import { enhance } from "./case.js";

whenStageIsSet((stage) => {
  readWords();
  for (const block of document.querySelectorAll<HTMLElement>("[data-component=case]")) {
    enhance(block, stage);
  }
});
// By this the player knows that it came (player/src/later.ts).
(window as { coursepackCase?: true }).coursepackCase = true;
