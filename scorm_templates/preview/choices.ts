/** What an author chooses at the top of the inspector. */
import { element } from "../../player/src/ui/element.js";
import type { Look } from "./messages.js";

/** Returns the element *id* of the inspector's page. */
export function by(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no ${id}`);
  }
  return found;
}

/** Returns the select *id*. */
export function choice(id: string): HTMLSelectElement {
  return by(id) as HTMLSelectElement;
}

/** Gives the select *id* the options *offered*, by value, and keeps what is chosen where that is still there. */
export function offer(id: string, offered: readonly (readonly [string, string])[]): void {
  const select = choice(id);
  const chosen = select.value;
  select.replaceChildren(...offered.map(([value, words]) => element("option", { value }, words)));
  if (offered.some(([value]) => value === chosen)) {
    select.value = chosen;
  }
  select.disabled = offered.length < 2;
}

/** Chooses the widest of the widths for which there is *room*, in CSS px, and the narrowest where there is for none. */
export function chooseWidthFor(room: number): void {
  const select = choice("width");
  const fitting = [...select.options].filter(({ value }) => Number(value) <= room);
  select.selectedIndex = Math.max(0, fitting.length - 1);
}

/** Gives *stage* the width and zoom that are chosen, and returns how what stands in it is to look. */
export function lookChosen(stage: HTMLElement): Look {
  const width = Number(choice("width").value);
  const zoom = Number(choice("zoom").value);
  stage.style.width = `${width / zoom}px`;
  stage.style.setProperty("zoom", String(zoom));
  const scheme = choice("scheme").value === "dark" ? "dark" : "light";
  const scripts = choice("scripts").value === "off" ? "off" : "run";
  return { kind: "look", scheme, text: Number(choice("text").value), scripts };
}
