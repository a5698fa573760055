/** Panels of which each is for somebody: those for the learner's role are open, and the others a press away. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { button } from "../../../player/src/ui/element.js";
import { roleOf } from "../../../player/src/ui/role.js";
import { word } from "../../../player/src/core/words.js";

/** Follows the role of the learner with the *panels* of a block; *others* is what only makes sense while all are shown. */
export function rolePanels(
  panels: readonly HTMLDetailsElement[],
  others: HTMLElement | null,
  { run }: Pick<Stage, "run">,
): void {
  if (!panels.some((panel) => panel.dataset["roles"])) {
    return;
  }
  const all = button(word("player.reveal.see-all"), "button button--secondary", () => {
    show("");
    panels
      .find((panel) => !panel.open)
      ?.querySelector("summary")
      ?.focus();
  });
  const last = panels[panels.length - 1];
  last?.after(all);
  roleOf(run).follow(show);

  function show(role: string): void {
    const own = panels.filter((panel) => role !== "" && panel.dataset["roles"]?.split(" ").includes(role));
    for (const panel of panels) {
      panel.hidden = own.length > 0 && !own.includes(panel);
      panel.open ||= own.includes(panel);
    }
    all.hidden = own.length === 0;
    if (others) {
      others.hidden = own.length > 0;
    }
  }
}
