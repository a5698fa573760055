/** A decision point is asked like any question. Its story remembers what was chosen, and goes on afterwards. */
import { practice } from "../../../player/src/ui/practice.js";
import type { Stage } from "../../../player/src/ui/stage.js";
import { holdEnding } from "./ending.js";
import { storySoFar } from "./story_so_far.js";

/** Lets *block* be answered, shows the choice at the later decisions of the same story, and tells its ending afterwards. */
export function enhance(block: HTMLElement, stage: Stage): void {
  practice(block, stage);
  storySoFar(block);
  const { run, questions } = stage;
  const number = questions.find(({ id }) => id === block.dataset["id"])?.fingerprint ?? 0;
  const tell = holdEnding({
    block,
    isDecided: () => run.state.tried.some(({ question }) => question === number),
    skip: () => {
      run.dispatch({ type: "tried", question: number, right: false });
    },
  });
  run.subscribe(tell);
}
