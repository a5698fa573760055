/** After the quiz: the result, principle by principle, with what to read again, and what was sent. */
import { button, element } from "../../../player/src/ui/element.js";
import { feedbackList } from "../../../player/src/ui/feedback.js";
import type { PlayerData } from "../../../player/src/core/player_data.js";
import type { Score } from "../../../player/src/core/saved_state.js";
import { byPrinciple, needed, type Marked, type PrincipleResult } from "./marking.js";
import { title } from "./screens.js";
import { word } from "../../../player/src/core/words.js";

export interface QuizResult {
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

export function resultScreen(
  data: PlayerData,
  passMark: number,
  result: QuizResult,
  tryAgain: () => void,
): HTMLElement {
  const { marked, best, hasPassed } = result;
  const right = marked.filter(({ isRight }) => isRight).length;
  const need = needed(passMark, marked.length);
  const isPass = right >= need;
  const panel = element(
    "div",
    { class: isPass ? "panel panel--passed" : "panel" },
    title(word(isPass ? "player.result.passed" : "player.result.not-passed")),
    element("p", { class: "panel__body" }, word("player.result.score", { right, total: marked.length, needed: need })),
  );
  const screen = element("div", {}, panel, element("p", { class: "check__sent", role: "status" }, result.sent));
  if (!isPass && hasPassed) {
    screen.append(element("p", {}, word("player.result.passed-before", { ...best })));
  }
  if (hasPassed && result.left.length > 0) {
    screen.append(element("p", {}, word("player.result.finish-pages")), links(data, result.left));
  }
  if (result.suggested.length > 0) {
    screen.append(
      element("h3", {}, word("player.result.before-again")),
      element("p", {}, word("player.result.these-pages")),
      links(data, result.suggested),
      element("p", {}, word("player.result.talk")),
    );
  }
  const results = byPrinciple(marked, data.principles);
  screen.append(
    ...(results.length > 0 ? [element("h3", {}, word("player.result.by-principle")), principles(data, results)] : []),
    review(marked),
    button(word("player.check.try-again"), hasPassed ? "button button--secondary" : "button", tryAgain),
  );
  return screen;
}

function principles(data: PlayerData, results: readonly PrincipleResult[]): HTMLElement {
  const rows = results.map(({ title: name, right, total, readAgain }) =>
    element(
      "div",
      { class: "summary__row" },
      element("dt", { class: "summary__key" }, name),
      element("dd", { class: "summary__value" }, word("player.result.right-of", { right, total })),
      ...(readAgain.length > 0
        ? [element("dd", { class: "summary__actions" }, word("player.result.read-again"), links(data, readAgain))]
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
      element("p", {}, word(isRight ? "player.result.right" : "player.result.not-right")),
      feedbackList(question, response, isRight ? "right" : "shown"),
    ),
  );
  const summary = element("summary", { class: "details__summary" }, word("player.result.each-question"));
  return element("details", { class: "details" }, summary, element("div", { class: "details__text" }, ...entries));
}
