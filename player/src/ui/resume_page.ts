/** What a learner who comes back sees first: where they were, what is left, and the way on. Never a dialogue to answer. */
import { progressWords } from "./contents.js";
import { button, element, type Child } from "./element.js";
import type { PlayerPage } from "../core/player_data.js";
import type { Run } from "../run/run.js";
import { beginningWords } from "./save_line.js";
import { pageStatus } from "../core/session.js";
import { word, wordParts } from "../core/words.js";

/** So many pages left to do are worth naming; more of them are the list of contents over again. */
const FEW = 4;

export const RESUME_PAGE = "welcome-back";

/** Fills the page *host* for a learner who left off at *page*; *choose* brings them to the list of contents. */
export function fillResumePage(host: HTMLElement, run: Run, page: PlayerPage, choose: () => void): void {
  const { data, state } = run;
  const certificate = certificateLink(run);
  const place = { number: data.pages.indexOf(page) + 1, total: data.pages.length };
  host.append(
    element("p", {}, ...wordParts("player.beginning.place", { page: element("strong", {}, page.title), ...place })),
    ...(state.complete
      ? [element("p", {}, word("player.beginning.complete"))]
      : [element("p", {}, progressWords(run)), ...openQuiz(run), ...left(run)]),
    ...beginningWords(run),
    element(
      "div",
      { class: "page__nav" },
      ...certificate,
      element(
        "a",
        { class: certificate.length > 0 ? "button button--secondary" : "button", href: `#${page.id}` },
        word("player.beginning.go-on", { page: page.title }),
      ),
      button(word("player.beginning.choose"), "button button--secondary", choose),
    ),
  );
  host.hidden = false;
}

/** It leads to the page of the quiz, which shows the certificate when it is told to (check.ts). */
function certificateLink({ data, state }: Run): readonly HTMLElement[] {
  return state.complete && state.best && data.check && !data.switchedOff.includes("certificate")
    ? [
        element(
          "a",
          { class: "button", href: `#${data.check.page}`, "data-certificate": "" },
          word("player.certificate.see"),
        ),
      ]
    : [];
}

function openQuiz({ state: { attempt } }: Run): readonly Child[] {
  if (!attempt || attempt.submitted) {
    return [];
  }
  const answered = attempt.questions.filter(({ answer }) => answer !== null).length;
  return [element("p", {}, word("player.beginning.check", { answered, count: attempt.questions.length }))];
}

function left({ data, rules, state }: Run): readonly Child[] {
  const open = data.pages.filter((_, index) => {
    const rule = rules.pages[index];
    return rule?.core && pageStatus(rule, state) !== "done";
  });
  if (open.length === 0 || open.length > FEW) {
    return [];
  }
  const items = open.map(({ id, title }) => element("li", {}, element("a", { href: `#${id}` }, title)));
  return [element("p", {}, word("player.beginning.to-do")), element("ul", { class: "list" }, ...items)];
}
