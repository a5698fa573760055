/** A private question: a later block shows the answer again. It is kept on this device if the learner says so, and never sent. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { keepRadios } from "../../../player/src/ui/private_radios.js";
import { rolePoll } from "./role_poll.js";

/** Shows in *block* the answer to an earlier poll, or lets it be answered. */
export function enhance(block: HTMLElement, stage: Pick<Stage, "run">): void {
  rolePoll(block, stage);
  const { again, id, roles } = block.dataset;
  const asked = block.querySelector("fieldset");
  // A role has a choice of its own: it is for the next modules, too.
  if (id && asked && roles === undefined) {
    keepRadios(stage.run, block, id, asked);
  }
  const line = block.querySelector<HTMLElement>(".poll__again");
  const place = block.querySelector("[data-answer]");
  if (!again || !line || !place) {
    return;
  }
  document.addEventListener("change", (event) => {
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    if (input?.closest<HTMLElement>("[data-component=poll]")?.dataset["id"] === again) {
      place.textContent = input.labels?.[0]?.textContent ?? "";
      line.hidden = false;
    }
  });
}
