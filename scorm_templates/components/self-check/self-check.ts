/** Questions to ask oneself before a module: how many were right, and what that advises. Nothing is kept or sent. */
import { button, element } from "../../../player/src/ui/element.js";
import { word } from "../../../player/src/core/words.js";

/** Lets the questions of *block* be checked together, as often as a learner likes. One left open counts as a miss. */
export function enhance(block: HTMLElement): void {
  const questions = Array.from(block.querySelectorAll("fieldset"), (fieldset) => {
    const mark = element("p", {});
    fieldset.querySelector("details")?.before(mark);
    // What was said is of the answer before.
    fieldset.addEventListener("change", () => {
      mark.textContent = "";
    });
    return { fieldset, mark };
  });
  const advice = Array.from(block.querySelectorAll<HTMLElement>("[data-advice]"));
  const result = element("p", { tabindex: "-1" });
  const check = button(word("player.self-check.check"), "button", () => {
    const right = questions.filter(tellAnswer).length;
    const fitting = questions.length - right > Number(block.dataset["misses"]) ? "many" : "few";
    result.textContent = word("player.self-check.result", { right, all: questions.length });
    for (const one of advice) {
      one.hidden = one.dataset["advice"] !== fitting;
      one.querySelector("[data-if]")?.remove();
    }
    result.focus();
  });
  questions.at(-1)?.fieldset.after(check, result);
}

/** Marks the answer to one question, opens what explains another, and says whether it was right. */
function tellAnswer({ fieldset, mark }: { fieldset: HTMLElement; mark: HTMLElement }): boolean {
  const chosen = fieldset.querySelector<HTMLInputElement>("input:checked")?.value;
  const isRight = chosen === "right";
  const said = isRight ? "player.feedback.chosen-right" : "player.feedback.chosen-wrong";
  mark.textContent = chosen ? word(said) : "";
  fieldset.querySelector("details")?.toggleAttribute("open", !isRight);
  return isRight;
}
