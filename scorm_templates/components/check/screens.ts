/** The screens of the quiz that ask nothing: before it, before it is sent, and when its questions cannot be had. */
import type { PlayerQuiz } from "../../../player/src/core/player_data.js";
import { button, element, newId, type Child } from "../../../player/src/ui/element.js";
import { needed } from "../../../player/src/core/session.js";
import type { SavedState } from "../../../player/src/core/saved_state.js";
import { inWords, type Marked } from "./marking.js";
import { word, wordParts } from "../../../player/src/core/words.js";

/** Returns a heading that can take the focus when its screen comes up. */
export function title(text: string): HTMLElement {
  return element("h2", { class: "check__title", tabindex: "-1" }, text);
}

export interface StartPorts {
  readonly begin: () => void;
  readonly goOn: () => void;
}

/** Before the quiz: what it is, what it takes, and what is sent. *sends* is "" until it is known. */
export function startScreen(quiz: PlayerQuiz, state: SavedState, sends: string, ports: StartPorts): HTMLElement {
  const total = Math.min(quiz.draw, quiz.questions.length);
  const open = state.attempt && !state.attempt.submitted ? state.attempt : null;
  const answered = open?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const facts = [
    word("player.check.questions", { count: total, needed: needed(quiz.passMark, total), percent: quiz.passMark }),
    word("player.check.tries"),
    word("player.check.no-limit"),
    ...(sends ? [sends] : []),
  ];
  const screen = element("div", {}, title(word("player.check.title")));
  if (state.best) {
    const passed = state.passed ? `${word("player.check.passed-already")} ` : "";
    screen.append(element("p", {}, passed + word("player.check.best", { ...state.best })));
  }
  screen.append(element("ul", { class: "list" }, ...facts.map((fact) => element("li", {}, fact))));
  if (!sends) {
    screen.append(element("p", {}, word("player.check.one-moment")));
  } else if (open) {
    const count = open.questions.length;
    screen.append(element("p", {}, word("player.check.answered", { answered, count })));
    screen.append(button(word("player.check.go-on"), "button", ports.goOn));
  } else {
    screen.append(
      button(word(state.attempts > 0 ? "player.check.try-again" : "player.check.start"), "button", ports.begin),
    );
  }
  return screen;
}

export interface SummaryPorts {
  readonly change: (index: number) => void;
  readonly submit: () => void;
}

/** Before the quiz is sent: each answer, those that are missing first, and a way to change it. */
export function summaryScreen(marked: readonly Marked[], ports: SummaryPorts): HTMLElement {
  const list = element("dl", { class: "summary" });
  const numbered = marked.map((entry, index) => ({ ...entry, index }));
  const missing = numbered.filter(({ isAnswered }) => !isAnswered);
  for (const { question, response, isAnswered, isFlagged, index } of [
    ...missing,
    ...numbered.filter(({ isAnswered }) => isAnswered),
  ]) {
    const words = isAnswered ? inWords(question, response) : [word("player.summary.not-answered")];
    const which = element("span", { class: "visually-hidden" }, word("player.summary.which", { number: index + 1 }));
    const verb = wordParts(isAnswered ? "player.summary.change" : "player.summary.answer", { which });
    const asked = newId("asked");
    const link = element("a", { href: "#", class: "link", "aria-describedby": asked }, ...verb);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      ports.change(index);
    });
    const flag = isFlagged ? [element("strong", { class: "summary__flag" }, `${word("player.summary.flagged")} `)] : [];
    list.append(
      element(
        "div",
        { class: "summary__row" },
        element("dt", { class: "summary__key", id: asked }, `${index + 1}. ${question.stem}`),
        element("dd", { class: "summary__value" }, ...flag, ...asLines(words)),
        element("dd", { class: "summary__actions" }, link),
      ),
    );
  }
  const screen = element("div", {}, title(word("player.summary.title")));
  if (missing.length > 0) {
    const words = word("player.summary.missing", { count: missing.length });
    screen.append(element("p", { class: "summary__missing" }, words));
  }
  screen.append(list, button(word("player.summary.submit", { count: marked.length }), "button", ports.submit));
  return screen;
}

/** Returns what was answered: one choice as it stands, several as a list. */
function asLines(words: readonly string[]): readonly Child[] {
  return words.length > 1 ? [element("ul", {}, ...words.map((line) => element("li", {}, line)))] : words;
}

/** Where the questions cannot be fetched: the rest of the module goes on. */
export function lostScreen(tryAgain: () => void): HTMLElement {
  return element(
    "div",
    {},
    title(word("player.check.not-loaded")),
    element("p", {}, word("player.check.not-loaded-means")),
    button(word("player.check.try-again"), "button", tryAgain),
  );
}
