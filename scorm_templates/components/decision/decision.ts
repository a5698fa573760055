/** A decision point is asked like any question, and its story remembers what was chosen. */
import { practice } from "../../../player/src/ui/practice.js";
import type { Stage } from "../../../player/src/ui/stage.js";
import { storySoFar } from "./story_so_far.js";

/** Lets *block* be answered, and shows the choice at the later decisions of the same story. */
export function enhance(block: HTMLElement, stage: Stage): void {
  practice(block, stage);
  storySoFar(block);
}
