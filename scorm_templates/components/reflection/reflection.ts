/** A private note: gone with the page, unless its writer chooses to keep it on this device; copied and deleted at a press. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { button, element, newId } from "../../../player/src/ui/element.js";
import { KEPT, openNote, type Note } from "../../../player/src/ui/notes.js";
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
  field.after(element("div", { class: "question__buttons" }, copy, remove), said);
  let isOffered = false;
  const offer = (): void => {
    if (run.saving.isReady && run.saving.learner !== null && !isOffered) {
      isOffered = true;
      const days = Number(block.dataset["days"] ?? KEPT);
      offerKeeping(
        block,
        field,
        days,
        openNote(run.data.module.iri, run.saving.learner, block.dataset["id"] ?? "", days),
      );
    }
  };
  run.subscribe(offer);
  offer();
}

/** Rejects where the clipboard is shut: in some LMSs' frames, and on addresses without https. */
async function copied(text: string): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (!clipboard) {
    throw new Error("no clipboard");
  }
  await clipboard.writeText(text);
}

/** Lets the writer keep *note* on this device for some *days*, which is theirs to choose and to take back. */
function offerKeeping(block: HTMLElement, field: HTMLTextAreaElement, days: number, note: Note): void {
  const fleeting = block.querySelector<HTMLElement>("[data-fleeting]");
  const id = newId("keep");
  const box = element("input", { class: "checkboxes__input", type: "checkbox", id });
  const words = word("player.note.keep", { count: days });
  const label = element("label", { class: "label checkboxes__label", for: id }, words);
  const item = element("div", { class: "checkboxes__item" }, box, label);
  const kept = note.read();
  box.checked = kept !== null;
  if (kept !== null && field.value === "") {
    field.value = kept;
  }
  field.after(element("div", { class: "checkboxes" }, item));
  box.addEventListener("change", store);
  field.addEventListener("input", store);
  tell();

  function store(): void {
    if (!box.checked) {
      note.drop();
    } else if (!note.keep(field.value)) {
      box.checked = false;
      label.textContent = word("player.note.not-kept");
    }
    tell();
  }

  function tell(): void {
    if (fleeting) {
      fleeting.hidden = box.checked;
    }
  }
}
