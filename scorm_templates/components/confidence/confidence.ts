/** Ratings, for the learner alone. Those of a later block stand beside those of an earlier one, statement by statement. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { element, newId } from "../../../player/src/ui/element.js";
import { keepRadios } from "../../../player/src/ui/private_radios.js";
import { word } from "../../../player/src/core/words.js";

const MOST = 10;

/** Lets the ratings of *block* be kept, and shows beside them what was rated before. */
export function enhance(block: HTMLElement, { run }: Pick<Stage, "run">): void {
  const rows = Array.from(block.querySelectorAll("fieldset"));
  const last = rows.at(-1);
  const { id, before } = block.dataset;
  rows.forEach(layOut);
  if (id && last) {
    keepRadios(run, block, id, last);
  }
  const earlier = before ? document.querySelector(`[data-component=confidence][data-id="${before}"]`) : null;
  if (!earlier) {
    return;
  }
  const changes = rows.map((row) => {
    const same = Array.from(earlier.querySelectorAll("fieldset")).find((other) => statement(other) === statement(row));
    const place = element("div", { class: "rating__change" });
    row.append(place);
    return { row, same, place };
  });
  const show = (): void => {
    for (const { row, same, place } of changes) {
      place.replaceChildren(...(same ? change(rated(same), rated(row)) : []));
    }
  };
  document.addEventListener("change", ({ target }) => {
    if (target instanceof Node && (earlier.contains(target) || block.contains(target))) {
      show();
    }
  });
  show();
}

/** Puts a scale of radios in the place of the field for a number, which works without a script. */
function layOut(row: HTMLElement): void {
  const name = newId("rating");
  const values = Array.from({ length: MOST + 1 }, (_, value) => String(value));
  const items = values.map((value) =>
    element(
      "label",
      { class: "rating__item" },
      element("input", { class: "rating__input", type: "radio", name, value }),
      element("span", { class: "rating__value" }, value),
    ),
  );
  row.querySelector("input")?.replaceWith(element("div", { class: "rating__scale" }, ...items));
}

/** A line with a mark for each of the two, and the same in words; nothing while there is no rating from before. */
function change(before: string, now: string): HTMLElement[] {
  if (!before) {
    return [];
  }
  const line = element("span", { class: "rating__line", "aria-hidden": "true" }, mark("before", before));
  if (now) {
    line.append(mark("now", now));
  }
  const words = now
    ? word("player.confidence.change", { before: Number(before), now: Number(now) })
    : word("player.confidence.before", { before: Number(before) });
  return [line, element("p", { class: "rating__words" }, words)];
}

function mark(which: "before" | "now", value: string): HTMLElement {
  const dot = element("span", { class: `rating__mark rating__mark--${which}` });
  // Set by script: the page's policy lets no style stand in an attribute.
  dot.style.setProperty("inset-inline-start", `${(100 * Number(value)) / MOST}%`);
  return dot;
}

function rated(row: Element): string {
  return row.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
}

function statement(row: Element): string {
  return row.querySelector("legend")?.textContent ?? "";
}
