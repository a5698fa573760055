/** Steps of which one is shown at a time, with the way to the next and to the one before. */
import { button, element } from "../../../player/src/ui/element.js";
import { word } from "../../../player/src/core/words.js";

/** Shows the first step of *block*, and says which of how many it is. */
export function enhance(block: HTMLElement): void {
  const steps = Array.from(block.querySelectorAll<HTMLElement>(".stepper__step"));
  const place = element("p", { class: "stepper__place" });
  const previous = button(word("player.stepper.previous"), "button button--secondary", () => {
    go(-1);
  });
  const next = button(word("player.stepper.next"), "button", () => {
    go(1);
  });
  let shown = 0;
  block.querySelector(".stepper__steps")?.before(place);
  block.append(element("div", { class: "stepper__ways" }, next, previous));
  steps.forEach((step, index) => {
    // What is looked for in the module is in a step that is not shown (player/src/ui/search.ts).
    step.addEventListener("beforematch", () => {
      show(index);
    });
  });
  show(0);

  /** The focus goes to the step's name: it is heard, and what it says comes after it. */
  function go(by: 1 | -1): void {
    show(shown + by);
    const name = steps[shown]?.querySelector<HTMLElement>(".stepper__name");
    name?.setAttribute("tabindex", "-1");
    name?.focus();
  }

  function show(index: number): void {
    shown = index;
    steps.forEach((step, at) => {
      step.hidden = at !== index;
    });
    place.textContent = word("player.stepper.place", { number: index + 1, total: steps.length });
    previous.hidden = index === 0;
    next.hidden = index === steps.length - 1;
  }
}
