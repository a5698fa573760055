/**
 * The typeface of a course: asked for once the page is usable, and put on when the learner next turns a page, so that nothing moves
 * under anybody's eyes (docs/decisions/050-typeface.md). Where it does not come, the letters stay the device's own.
 */
import { element } from "./element.js";

/** How `typeface.css` names it (tools/theme.mjs). */
const FONT = '1em "Atkinson Hyperlegible Next Variable"';

/** Returns what a page turned from now on has to call, after asking for the typeface: it puts it on if it is there. */
export function bringTypeface(): () => void {
  let isThere = false;
  const link = element("link", { rel: "stylesheet", href: "typeface.css" });
  link.addEventListener("load", () => {
    // Of the files that have letters of these pages, each.
    document.fonts.load(FONT, document.body.textContent).then(
      (faces) => {
        isThere = faces.length > 0;
      },
      () => undefined,
    );
  });
  document.body.append(link);
  return () => {
    document.documentElement.toggleAttribute("data-typeface", isThere);
  };
}
