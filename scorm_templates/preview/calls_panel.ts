/** Each call of the run-time and each request to a store, as it comes. */
import { element } from "../../player/src/ui/element.js";
import type { NotedCall } from "./messages.js";

/** Nobody reads more, and a page with more is slow. */
const MOST = 2_000;

/** Returns a table for calls, with none in it. */
export function callTable(): HTMLElement {
  const head = ["Time", "Call", "Value", "Result"].map((words) => element("th", { scope: "col" }, words));
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody"));
}

/** Puts a call at the end of the table in *panel*. */
export function addCall(panel: HTMLElement, { name, value, result, why, at }: NotedCall): void {
  const body = panel.querySelector("tbody");
  const cells = [`${(at / 1000).toFixed(2)} s`, name, value].map((text) =>
    element("td", {}, element("code", {}, text)),
  );
  const refused = why === "" ? [] : [element("br"), element("span", { class: "refused" }, `Refused. ${why}`)];
  body?.append(element("tr", {}, ...cells, element("td", {}, element("code", {}, result), ...refused)));
  if (body && body.rows.length > MOST) {
    body.rows[0]?.remove();
  }
}
