/** Every problem of what is previewed, each with its place, which an editor opens. */
import { element } from "../../player/src/ui/element.js";
import type { Place } from "./messages.js";

export interface Problem extends Place {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Returns *problems* as a list, errors first; they are all that there are once everything *isJudged*. */
export function problemsOf(problems: readonly Problem[], isJudged: boolean): Node[] {
  const inOrder = [...problems].sort((one, other) => one.severity.localeCompare(other.severity));
  const state = isJudged ? (problems.length === 0 ? "No problems found." : "") : "Looking for problems…";
  return [
    ...(state === "" ? [] : [element("p", {}, state)]),
    ...(problems.length === 0 ? [] : [element("ul", {}, ...inOrder.map(itemOf))]),
  ];
}

function itemOf({ file, line, editor, severity, code, message, hint }: Problem): HTMLElement {
  const place = line === 0 ? file : `${file}:${line}`;
  return element(
    "li",
    {},
    file.includes("!") ? place : element("a", { href: editor }, place),
    " ",
    element("span", { class: severity }, `${severity} ${code}`),
    ` ${message}${hint === "" ? "" : ` – ${hint}`}`,
  );
}

/** Returns the places of the blocks on *page*, each of which an editor opens. */
export function blocksOf(places: readonly Place[], page: string): Node[] {
  const items = places
    .filter((place) => place.page === page)
    .map(({ kind, file, line, editor }) =>
      element("li", {}, `${kind ?? ""} `, element("a", { href: editor }, `${file}:${line}`)),
    );
  return items.length === 0
    ? []
    : [element("h2", {}, "Blocks of the page in view, from the top"), element("ol", {}, ...items)];
}
