/** A private note: gone with the page, unless its writer chooses to keep it on this device; copied and deleted at a press. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { belongTo, button, element } from "../../../player/src/ui/element.js";
import { NOTE_DAYS } from "../../../player/src/ui/notes.js";
import { offerKeeping } from "../../../player/src/ui/private.js";
import { word } from "../../../player/src/core/words.js";

/** Adds to the field of *block* what can be done with what is written in it. */
export function enhance(block: HTMLElement, { run }: Pick<Stage, "run">): void {
  const field = block.querySelector("textarea");
  if (!field) {
    return;
  }
  const said = element("p", { role: "status" });
  const copy = button(word("player.note.copy"), "button button--secondary", () => {
    field.select();
    copied(field.value).then(
      () => (said.textContent = word("player.note.copied")),
      () => (said.textContent = word("player.note.copy-by-keys")),
    );
  });
  const remove = button(word("player.note.delete"), "button button--secondary", () => {
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = word("player.note.deleted");
    field.focus();
  });
  const buttons = [copy, remove].map((made) => belongTo(made, field.labels[0], block, ".reflection__prompt"));
  field.after(element("div", { class: "question__buttons" }, ...buttons), said);
  offerKeeping(run, {
    block,
    id: block.dataset["id"] ?? "",
    days: Number(block.dataset["days"] ?? NOTE_DAYS),
    read: () => field.value,
    write: (text) => (field.value = text),
    above: field,
  });
}

/** Rejects where the clipboard is shut: in some LMSs' frames, and on addresses without https. */
async function copied(text: string): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (!clipboard) {
    throw new Error("no clipboard");
  }
  await clipboard.writeText(text);
}
