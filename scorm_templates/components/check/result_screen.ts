/** After the check: the result, principle by principle, with what to read again, and what was sent. */
import { button, element } from "../../../player/src/ui/element.js";
import { feedbackList } from "../../../player/src/ui/feedback.js";
import type { PlayerData } from "../../../player/src/core/player_data.js";
import type { Score } from "../../../player/src/core/saved_state.js";
import { byPrinciple, needed, type Marked, type PrincipleResult } from "./marking.js";
import { title } from "./screens.js";

export interface Result {
  readonly marked: readonly Marked[];
  readonly best: Score;
  /** Whether any try so far has passed. */
  readonly hasPassed: boolean;
  /** Ids of the pages that are still to be done before the module is complete. */
  readonly left: readonly string[];
  /** Ids of the pages to read before another try, after tries that did not pass. */
  readonly suggested: readonly string[];
  /** How sending the result stands, in words. */
  readonly sent: string;
}

export function resultScreen(data: PlayerData, passMark: number, result: Result, tryAgain: () => void): HTMLElement {
  const { marked, best, hasPassed } = result;
  const right = marked.filter(({ isRight }) => isRight).length;
  const need = needed(passMark, marked.length);
  const isPass = right >= need;
  const panel = element(
    "div",
    { class: isPass ? "panel panel--passed" : "panel" },
    title(isPass ? "You passed" : "Not passed yet"),
    element("p", { class: "panel__body" }, `${right} of ${marked.length}. You need ${need}.`),
  );
  const screen = element("div", {}, panel, element("p", { class: "check__sent", role: "status" }, result.sent));
  if (!isPass && hasPassed) {
    screen.append(element("p", {}, `You have passed before, and that stays: ${best.right} of ${best.total}.`));
  }
  if (hasPassed && result.left.length > 0) {
    screen.append(element("p", {}, "To complete the module, finish these pages too:"), links(data, result.left));
  }
  if (result.suggested.length > 0) {
    screen.append(
      element("h3", {}, "Before you try again"),
      element("p", {}, "These pages say most about what did not go well."),
      links(data, result.suggested),
      element("p", {}, "You can also talk to your manager or training lead. Nobody is told but by the usual result."),
    );
  }
  const results = byPrinciple(marked, data.principles);
  screen.append(
    ...(results.length > 0 ? [element("h3", {}, "Your result by principle"), principles(data, results)] : []),
    review(marked),
    button("Try again", hasPassed ? "button button--secondary" : "button", tryAgain),
  );
  return screen;
}

function principles(data: PlayerData, results: readonly PrincipleResult[]): HTMLElement {
  const rows = results.map(({ title: name, right, total, readAgain }) =>
    element(
      "div",
      { class: "summary__row" },
      element("dt", { class: "summary__key" }, name),
      element("dd", { class: "summary__value" }, `${right} of ${total} right`),
      ...(readAgain.length > 0
        ? [element("dd", { class: "summary__actions" }, "Read again:", links(data, readAgain))]
        : []),
    ),
  );
  return element("dl", { class: "summary" }, ...rows);
}

function links(data: PlayerData, pages: readonly string[]): HTMLElement {
  const items = data.pages.flatMap(({ id, title: name }) =>
    pages.includes(id) ? [element("li", {}, element("a", { href: `#${id}` }, name))] : [],
  );
  return element("ul", { class: "list" }, ...items);
}

function review(marked: readonly Marked[]): HTMLElement {
  const entries = marked.map(({ question, response, isRight }, index) =>
    element(
      "section",
      {},
      element("h4", {}, `${index + 1}. ${question.stem}`),
      element("p", {}, isRight ? "Right." : "Not right."),
      feedbackList(question, response, isRight ? "right" : "shown"),
    ),
  );
  const summary = element("summary", { class: "details__summary" }, "See each question with its answer and why");
  return element("details", { class: "details" }, summary, element("div", { class: "details__text" }, ...entries));
}
