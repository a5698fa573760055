/** What axe-core holds against the page in view. */
import { button, element } from "../../player/src/ui/element.js";
import type { Violation } from "./messages.js";

/** Returns the panel, with *result* where it was asked; *ask* asks. */
export function axePanel(ask: () => void, ...result: readonly Node[]): Node[] {
  const words = "axe-core finds perhaps half of what keeps people out. A keyboard and a screen reader find the rest.";
  return [
    element("p", {}, words),
    button("Judge the page in view", "", ask),
    element("div", { role: "status" }, ...result),
  ];
}

/** Returns *violations* as a list, or *why* nothing could be judged. */
export function verdict(violations: readonly Violation[], why: string): Node[] {
  if (why !== "" || violations.length === 0) {
    return [element("p", {}, why || "axe-core finds nothing wrong with the page in view.")];
  }
  const items = violations.map(({ id, help, impact, targets }) => {
    const places = targets.map((target) => element("li", {}, element("code", {}, target)));
    return element(
      "li",
      {},
      element("span", { class: "error" }, `${impact} ${id}`),
      ` ${help}`,
      element("ul", {}, ...places),
    );
  });
  return [element("ul", {}, ...items)];
}
