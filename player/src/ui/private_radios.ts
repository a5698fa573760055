/** Keeps which radios are chosen, by their values: what they say stands on the page. */
import type { Run } from "../run/run.js";
import { offerKeeping } from "./private.js";

/** Lets the learner of *run* keep what is chosen in *block* under *id*; the choice to do so stands below *above*. */
export function keepRadios(run: Run, block: HTMLElement, id: string, above: Element): void {
  const groups = Array.from(block.querySelectorAll("fieldset"), (fieldset) =>
    Array.from(fieldset.querySelectorAll<HTMLInputElement>("[type=radio]")),
  );
  offerKeeping(run, {
    block,
    id,
    read: () => {
      const chosen = groups.map((radios) => radios.find(({ checked }) => checked)?.value ?? "");
      return chosen.some(Boolean) ? chosen.join(" ") : "";
    },
    write: (text) => {
      text.split(" ").forEach((value, index) => {
        const radio = groups[index]?.find((candidate) => candidate.value === value);
        if (radio) {
          radio.checked = true;
          radio.dispatchEvent(new Event("change", { bubbles: true }));
        }
      });
    },
    above,
  });
}
