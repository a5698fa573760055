/** A hotspot is asked as any question; where its places have pins, they stand on the picture before it, too. */
import { element } from "../../../player/src/ui/element.js";
import { practice } from "../../../player/src/ui/practice.js";
import type { Stage } from "../../../player/src/ui/stage.js";

/** Lets *block* be answered, from its list and from the pins on the picture. */
export function enhance(block: HTMLElement, stage: Stage): void {
  practice(block, stage);
  const { pins = "" } = block.dataset;
  const pictures = pins ? (block.previousElementSibling?.querySelectorAll("img") ?? []) : [];
  if (pictures.length === 0) {
    return;
  }
  const picture = element("div", { class: "pins" });
  pictures[0]?.before(picture);
  picture.append(...pictures);
  // A hotspot's places keep the order in which they were written.
  const inputs = Array.from(block.querySelectorAll<HTMLInputElement>("form input"));
  const made = pins.split(";").map((at, index) => pinFor(inputs[index], index + 1, at));
  picture.append(...made);
  const follow = (): void => {
    made.forEach((pin, index) => {
      pin.toggleAttribute("data-chosen", inputs[index]?.checked);
    });
  };
  block.addEventListener("change", follow);
  follow();
}

/**
 * Returns a pin that presses *input*; *at* is its place from the left and the top of the picture, in per cent. Whoever does not
 * point has the list, which does the same; heard and come to twice, the places would only be in their way.
 */
function pinFor(input: HTMLInputElement | undefined, number: number, at: string): HTMLElement {
  const [left, top] = at.split(",");
  const pin = element("span", { class: "pin", "aria-hidden": "true" }, String(number));
  pin.addEventListener("click", () => input?.click());
  pin.style.left = `${left ?? ""}%`;
  pin.style.top = `${top ?? ""}%`;
  input?.parentElement?.append(element("span", { class: "pin", "aria-hidden": "true" }, String(number)));
  return pin;
}
