/** A poll that asks for the learner's role: the choice opens the lines for it, here and, if it is kept, in the next module. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { element, newId } from "../../../player/src/ui/element.js";
import { NOTE_DAYS } from "../../../player/src/ui/notes.js";
import { roleOf, type Role } from "../../../player/src/ui/role.js";
import { word } from "../../../player/src/core/words.js";

/** Lets the answers of *block* choose the role of the learner; does nothing in any other poll. */
export function rolePoll(block: HTMLElement, { run }: Pick<Stage, "run">): void {
  const roles = block.dataset["roles"]?.split(" ");
  if (!roles) {
    return;
  }
  const role = roleOf(run);
  const inputs = Array.from(block.querySelectorAll<HTMLInputElement>("input[type=radio]"));
  block.addEventListener("change", (event) => {
    const chosen = roles[inputs.findIndex((input) => input === event.target)];
    if (chosen) {
      role.choose(chosen);
    }
  });
  let isOffered = false;
  role.follow((chosen) => {
    const input = inputs[roles.indexOf(chosen)];
    if (input) {
      input.checked = true;
    }
    if (input && role.canBeKept && !isOffered) {
      isOffered = true;
      offerKeeping(block, role);
    }
  });
}

function offerKeeping(block: HTMLElement, role: Role): void {
  const id = newId("keep");
  const box = element("input", { class: "checkboxes__input", type: "checkbox", id });
  const words = word("player.role.keep", { count: NOTE_DAYS });
  const label = element("label", { class: "label checkboxes__label", for: id }, words);
  box.checked = role.isKept;
  box.addEventListener("change", () => {
    if (!box.checked) {
      role.drop();
    } else if (!role.keep()) {
      box.checked = false;
      label.textContent = word("player.role.not-kept");
    }
  });
  const item = element("div", { class: "checkboxes__item" }, box, label);
  block.append(element("div", { class: "checkboxes" }, item));
}
