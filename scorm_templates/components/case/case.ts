/** The block `case`: its first step stands on the page, and one button brings the rest, one step at a time. */
import { readData } from "../../../player/src/run/data_file.js";
import type { PlayerCase } from "../../../player/src/core/player_data.js";
import { word } from "../../../player/src/core/words.js";
import { button, element } from "../../../player/src/ui/element.js";
import type { SharedStage } from "../../../player/src/ui/stage.js";
import { Playing } from "./playing.js";

/** Gives *block* its button. Until it is pressed nothing is fetched, and the first step stays readable. */
export function enhance(block: HTMLElement, { run, ask, holdEnding }: SharedStage): void {
  const { file = "", number } = block.dataset;
  const first = block.querySelector<HTMLElement>(".case__first");
  const status = element("p", { class: "case__status", role: "status" });
  const begin = button("", "button", () => {
    void begun();
  });
  const own = Number(number);
  const told = holdEnding({
    block,
    isDecided: () => run.state.tried.some(({ question }) => question === own),
    skip: () => {
      run.dispatch({ type: "tried", question: own, right: false });
    },
  });
  const changed = (): void => {
    told();
    const isBegun = run.state.cases.some((way) => way.case === own && way.steps.length > 0);
    begin.textContent = word(isBegun ? "player.case.resume" : "player.case.begin");
  };
  changed();
  // Where the learner left off is known later, when the LMS has answered.
  run.subscribe(changed);
  first?.after(begin, status);

  const begun = async (): Promise<void> => {
    begin.disabled = true;
    try {
      // Asks whether it is still the same: LMSs let browsers keep files for months (Moodle: 90 days).
      const tree = (await readData(file, "no-cache")) as PlayerCase;
      const playing = new Playing(tree, own, { run, ask });
      first?.remove();
      status.remove();
      begin.replaceWith(playing.element);
      playing.begin();
    } catch (error) {
      console.error("coursepack: the case did not load", error);
      status.textContent = word("player.case.not-loaded");
      begin.disabled = false;
      begin.focus();
    }
  };
}
