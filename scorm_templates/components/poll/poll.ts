/** A private question. Where it is asked the browser itself keeps the answer; a later block shows it again. Nothing is sent. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { rolePoll } from "./role_poll.js";

/** Shows in *block* the answer to an earlier poll, or lets it be answered. */
export function enhance(block: HTMLElement, stage: Pick<Stage, "run">): void {
  rolePoll(block, stage);
  const again = block.dataset["again"];
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
