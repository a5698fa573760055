/** The signs on the buttons of an animation. */
import { drawn } from "./player/picture.js";

/** Drawn on a square of 16 units, in the colour of the button's words. */
const SIGNS = {
  play: "M4 2v12l10-6z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
  previous: "M13 2v12L5 8zM2 2h2v12H2z",
  next: "M3 2v12l8-6zM12 2h2v12h-2z",
  on: "M6 14L0 8l2-2 4 4 8-8 2 2z",
  off: "M1 1h14v14H1zm2 2v10h10V3z",
  // Lines of a caption: cut out of a full field, or in an empty one.
  shown: "M0 2h16v12H0zm3 6v2h4V8zm6 0v2h4V8z",
  hidden: "M0 2h16v12H0zm2 2v8h12V4zm1 4v2h4V8zm6 0v2h4V8z",
  more: "M0 6h4v4H0zM6 6h4v4H6zM12 6h4v4h-4z",
  full: "M0 0h6v2H2v4H0zM10 0h6v6h-2V2h-4zM0 10h2v4h4v2H0zM14 10h2v6h-6v-2h4z",
};

export type Sign = keyof typeof SIGNS;

/** Returns the sign *name*. */
export function icon(name: Sign): SVGElement {
  const path = ["path", { d: SIGNS[name] }] as const;
  return drawn(["svg", { viewBox: "0 0 16 16", "aria-hidden": "true", class: "animation__icon" }, [path]]);
}

/** Makes the sign within *place* that of *name*. */
export function redraw(place: Element, name: Sign): void {
  place.querySelector("path")?.setAttribute("d", SIGNS[name]);
}
