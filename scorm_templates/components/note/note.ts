/** A note to practise on: its words are counted as they are written, and the lines of its checklist as they are ticked. */
import { element } from "../../../player/src/ui/element.js";
import { word } from "../../../player/src/core/words.js";

/** Adds to *block* how long the note is, and how many lines of the checklist it has. Neither is kept or sent. */
export function enhance(block: HTMLElement): void {
  const field = block.querySelector("textarea");
  if (!field) {
    return;
  }
  const most = Number(block.dataset["words"]);
  const length = element("p", { class: "hint note__length" });
  field.after(length);
  const tellLength = (): void => {
    const count = field.value.trim().split(/\s+/).filter(Boolean).length;
    length.textContent = word(count > most ? "player.note.too-long" : "player.note.length", { count, most });
  };
  field.addEventListener("input", tellLength);
  tellLength();

  const boxes = Array.from(block.querySelectorAll<HTMLInputElement>("[type=checkbox]"));
  const ticked = element("p", { role: "status" });
  block.querySelector("fieldset")?.append(ticked);
  block.addEventListener("change", ({ target }) => {
    if (boxes.some((box) => box === target)) {
      const count = boxes.filter(({ checked }) => checked).length;
      ticked.textContent = word("player.note.ticked", { count, all: boxes.length });
    }
  });
}
