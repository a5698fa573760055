/** Panels to open: one by one, which the browser knows how to do, or all at once. */
import { belongTo, button } from "../../../player/src/ui/element.js";
import type { Stage } from "../../../player/src/ui/stage.js";
import { rolePanels } from "./role_panels.js";
import { word } from "../../../player/src/core/words.js";

/** Puts a button above the panels of *block* that opens them all, or shuts them all; those for a role follow it. */
export function enhance(block: HTMLElement, stage: Pick<Stage, "run">): void {
  const panels = Array.from(block.querySelectorAll("details"));
  rolePanels(panels, panels.length < 2 ? null : openingAll(block, panels), stage);
}

function openingAll(block: HTMLElement, panels: readonly HTMLDetailsElement[]): HTMLElement {
  const areOpen = (): boolean => panels.every((panel) => panel.open);
  const all = button(word("player.reveal.open-all"), "button button--secondary reveal__all", () => {
    const open = !areOpen();
    panels.forEach((panel) => {
      panel.open = open;
    });
  });
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      all.textContent = word(areOpen() ? "player.reveal.close-all" : "player.reveal.open-all");
    });
  }
  panels[0]?.before(belongTo(all, block.querySelector("h2, summary"), block, ".block--reveal"));
  return all;
}
