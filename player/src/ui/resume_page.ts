/** What a learner who comes back sees first: where they were, what is left, and the way on. Never a dialogue to answer. */
import { progressWords } from "./contents.js";
import { button, element, type Child } from "./element.js";
import type { PlayerPage } from "../core/player_data.js";
import type { Run } from "../run/run.js";
import { beginningWords } from "./save_line.js";
import { pageStatus } from "../core/session.js";

/** So many pages left to do are worth naming; more of them are the list of contents over again. */
const FEW = 4;

export const RESUME_PAGE = "welcome-back";

/** Fills the page *host* for a learner who left off at *page*; *choose* brings them to the list of contents. */
export function fillResumePage(host: HTMLElement, run: Run, page: PlayerPage, choose: () => void): void {
  const { data, state } = run;
  const place = `page ${data.pages.indexOf(page) + 1} of ${data.pages.length}.`;
  const done = "You have completed this module. You can read any page again: that does not change your result.";
  host.append(
    element("p", {}, "You were on ", element("strong", {}, page.title), `, ${place}`),
    ...(state.complete
      ? [element("p", {}, done)]
      : [element("p", {}, progressWords(run)), ...openCheck(run), ...left(run)]),
    ...beginningWords(run),
    element(
      "div",
      { class: "page__nav" },
      element("a", { class: "button", href: `#${page.id}` }, `Go on: ${page.title}`),
      button("Choose from the contents", "button button--secondary", choose),
    ),
  );
  host.hidden = false;
}

function openCheck({ state: { attempt } }: Run): readonly Child[] {
  if (!attempt || attempt.submitted) {
    return [];
  }
  const answered = attempt.questions.filter(({ answer }) => answer !== null).length;
  const words = `You have begun the check: ${answered} of ${attempt.questions.length} questions are answered, and kept.`;
  return [element("p", {}, words)];
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
  return [element("p", {}, "Still to do:"), element("ul", { class: "list" }, ...items)];
}
