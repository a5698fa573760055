/** What a learner chose at the earlier decisions of a story, shown at its later ones. Kept in the page, and nowhere else. */
import { element } from "../../../player/src/ui/element.js";
import { word } from "../../../player/src/core/words.js";

const ALL = "[data-component=decision]";
const chosen = new WeakMap<Element, string>();

/** Follows the choice that is made in *block*, and shows it at the decisions of the same story that come after it. */
export function storySoFar(block: HTMLElement): void {
  block.addEventListener("submit", () => {
    const choice = block.querySelector<HTMLInputElement>("input:checked")?.labels?.[0]?.textContent;
    if (choice) {
      chosen.set(block, choice);
      const story = Array.from(document.querySelectorAll<HTMLElement>(ALL)).filter(
        (other) => other.dataset["story"] === block.dataset["story"],
      );
      story.forEach((other, place) => {
        show(other, story.slice(0, place));
      });
    }
  });
}

function show(block: HTMLElement, earlier: readonly HTMLElement[]): void {
  const lines = earlier.flatMap((decision) => {
    const asked = decision.querySelector("legend")?.textContent ?? "";
    const choice = chosen.get(decision);
    return choice ? [element("li", {}, `${asked} `, element("strong", {}, choice))] : [];
  });
  block.querySelector(".story-so-far")?.remove();
  if (lines.length > 0) {
    const summary = element("summary", { class: "details__summary" }, word("player.decision.story"));
    const list = element("ol", { class: "details__text" }, ...lines);
    block.prepend(element("details", { class: "details story-so-far" }, summary, list));
  }
}
