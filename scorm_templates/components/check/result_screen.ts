/** After the quiz: the result, principle by principle, with what to read again, and what was sent. */
import { button, element } from "../../../player/src/ui/element.js";
import { feedbackList } from "../../../player/src/ui/feedback.js";
import type { PlayerData } from "../../../player/src/core/player_data.js";
import { needed } from "../../../player/src/core/session.js";
import type { Score } from "../../../player/src/core/saved_state.js";
import { byPrinciple, type Marked, type PrincipleResult } from "./marking.js";
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

export interface ResultPorts {
  readonly tryAgain: () => void;
  /** Null while there is no certificate. */
  readonly seeCertificate: (() => void) | null;
  /** Shows what else stands on the page of the quiz. */
  readonly seeRest: () => void;
}

export function resultScreen(data: PlayerData, passMark: number, result: QuizResult, ports: ResultPorts): HTMLElement {
  const { marked, best, hasPassed, left, suggested } = result;
  const right = marked.filter(({ isRight }) => isRight).length;
  const need = needed(passMark, marked.length);
  const isPass = right >= need;
  const panel = element(
    "div",
    { class: isPass ? "panel panel--passed" : "panel" },
    score(right, marked.length),
    element(
      "div",
      {},
      title(word(isPass ? "player.result.passed" : "player.result.not-passed")),
      element(
        "p",
        { class: "panel__body" },
        word("player.result.score", { right, total: marked.length, needed: need }),
      ),
    ),
  );
  const results = byPrinciple(marked, data.principles);
  return element(
    "div",
    {},
    panel,
    // Only what went wrong is spoken: else the title, which has the focus, would be talked over.
    element("p", { class: "check__sent", role: "status", "aria-live": "off" }, result.sent),
    ...(!isPass && hasPassed ? [element("p", {}, word("player.result.passed-before", { ...best }))] : []),
    ...(ports.seeCertificate ? [button(word("player.certificate.see"), "button", ports.seeCertificate)] : []),
    ...(hasPassed && left.length > 0 ? [element("p", {}, word("player.result.finish-pages")), links(data, left)] : []),
    ...(results.length > 0 ? [element("h3", {}, word("player.result.by-principle")), principles(results)] : []),
    ...(suggested.length > 0 ? beforeAgain(data, suggested) : readAgain(data, marked, hasPassed ? left : [])),
    review(marked),
    button(word("player.check.try-again"), hasPassed ? "button button--secondary" : "button", ports.tryAgain),
    button(word("player.result.rest"), "button button--secondary", ports.seeRest),
    ...(hasPassed ? end(data, left) : []),
  );
}

/** The score as a ring; the words beside it say the same. */
function score(right: number, total: number): HTMLElement {
  const ring = element("div", { class: "score", "aria-hidden": "true" }, element("span", {}, `${right}/${total}`));
  // Set by script: the page's policy lets no style stand in an attribute.
  ring.style.setProperty("--score", `${(100 * right) / total}%`);
  return ring;
}

/** Names the pages on which what went wrong is taught, each once, and none that is among *named* above. */
function readAgain(data: PlayerData, marked: readonly Marked[], named: readonly string[]): HTMLElement[] {
  const taught = marked.flatMap(({ isRight, question }) => (isRight ? [] : (question.page ?? [])));
  const pages = taught.filter((page) => !named.includes(page));
  return pages.length > 0 ? [element("h3", {}, word("player.result.read-again")), links(data, pages)] : [];
}

function beforeAgain(data: PlayerData, pages: readonly string[]): HTMLElement[] {
  return [
    element("h3", {}, word("player.result.before-again")),
    element("p", {}, word("player.result.these-pages")),
    links(data, pages),
    element("p", {}, word("player.result.talk")),
  ];
}

function principles(results: readonly PrincipleResult[]): HTMLElement {
  const rows = results.map(({ title: name, right, total }) => {
    const bar = element("span", { class: "result__bar", "aria-hidden": "true" }, element("span"));
    (bar.firstElementChild as HTMLElement).style.setProperty("width", `${(100 * right) / total}%`);
    return element(
      "div",
      { class: "summary__row result__row" },
      element("dt", { class: "summary__key" }, name),
      element("dd", { class: "summary__value" }, bar, word("player.result.right-of", { right, total })),
    );
  });
  return element("dl", { class: "summary" }, ...rows);
}

/** What comes after this module, and the way out of it: while pages are *left*, nothing says that all is done. */
function end({ module }: PlayerData, left: readonly string[]): HTMLElement[] {
  // It is on every page, and knows whether there is a session to end.
  const leave = document.getElementById("leave");
  const next = module.following ? [element("p", {}, word("player.result.next", { module: module.following }))] : [];
  const done = left.length > 0 ? [] : [element("p", {}, word("player.result.can-close"))];
  const finish = (): HTMLElement => button(word("player.result.finish"), "button", () => leave?.click());
  return [element("div", { class: "result__end" }, ...next, ...(leave?.hidden ? done : [finish()]))];
}

function links(data: PlayerData, pages: readonly string[]): HTMLElement {
  const items = data.pages.flatMap(({ id, title: name }) =>
    pages.includes(id) ? [element("li", {}, element("a", { href: `#${id}` }, name))] : [],
  );
  return element("ul", { class: "list" }, ...items);
}

function review(marked: readonly Marked[]): HTMLElement {
  const entries = marked.map(({ question, order, response, isRight }, index) =>
    element(
      "section",
      {},
      element("h4", {}, `${index + 1}. ${question.stem}`),
      element("p", {}, word(isRight ? "player.result.right" : "player.result.not-right")),
      feedbackList(question, response, isRight ? "right" : "shown", order),
    ),
  );
  const summary = element("summary", { class: "details__summary" }, word("player.result.each-question"));
  return element("details", { class: "details" }, summary, element("div", { class: "details__text" }, ...entries));
}
