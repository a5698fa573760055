/**
 * A script of its own, for the modules that have an animation: it needs nothing of the player, and four modules in five have
 * no use for it (docs/decisions/010-animations.md).
 */
import { enhance } from "./animation.js";
import { readWords } from "../../../player/src/core/words.js";

readWords();
for (const block of document.querySelectorAll<HTMLElement>("[data-component=animation]")) {
  try {
    enhance(block);
  } catch (error) {
    console.error("coursepack: a block stays as it is", block, error);
  }
}
// By this the player knows that it came (player/src/later.ts).
(window as { coursepackAnimation?: true }).coursepackAnimation = true;
