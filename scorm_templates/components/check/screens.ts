/** The screens of the check that ask nothing: before it, before it is sent, and when its questions cannot be had. */
import type { PlayerCheck } from "../../../player/src/core/player_data.js";
import { button, element, type Child } from "../../../player/src/ui/element.js";
import type { SavedState } from "../../../player/src/core/saved_state.js";
import { inWords, needed, type Marked } from "./marking.js";

/** Returns a heading that can take the focus when its screen comes up. */
export function title(text: string): HTMLElement {
  return element("h2", { class: "check__title", tabindex: "-1" }, text);
}

export interface StartPorts {
  readonly begin: () => void;
  readonly goOn: () => void;
}

/** Before the check: what it is, what it takes, and what is sent. *sends* is "" until it is known. */
export function startScreen(check: PlayerCheck, state: SavedState, sends: string, ports: StartPorts): HTMLElement {
  const total = Math.min(check.draw, check.questions.length);
  const open = state.attempt && !state.attempt.submitted ? state.attempt : null;
  const answered = open?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const facts = [
    `It has ${total} questions. You need ${needed(check.passMark, total)} right to pass (${check.passMark}%).`,
    "You can try as many times as you like. Your best result counts.",
    "There is no time limit. You can leave and come back: your answers are kept.",
    ...(sends ? [sends] : []),
  ];
  const screen = element("div", {}, title("The check"));
  if (state.best) {
    const passed = state.passed ? "You have passed. " : "";
    screen.append(element("p", {}, `${passed}Your best result so far: ${state.best.right} of ${state.best.total}.`));
  }
  screen.append(element("ul", { class: "list" }, ...facts.map((fact) => element("li", {}, fact))));
  if (!sends) {
    screen.append(element("p", {}, "One moment: we are looking for where you left off."));
  } else if (open) {
    screen.append(element("p", {}, `You have answered ${answered} of ${open.questions.length} questions.`));
    screen.append(button("Continue the check", "button", ports.goOn));
  } else {
    screen.append(button(state.attempts > 0 ? "Try again" : "Start the check", "button", ports.begin));
  }
  return screen;
}

export interface SummaryPorts {
  readonly change: (index: number) => void;
  readonly submit: () => void;
}

/** Before the check is sent: each answer, those that are missing first, and a way to change it. */
export function summaryScreen(marked: readonly Marked[], ports: SummaryPorts): HTMLElement {
  const list = element("dl", { class: "summary" });
  const numbered = marked.map((entry, index) => ({ ...entry, index }));
  const missing = numbered.filter(({ isAnswered }) => !isAnswered);
  for (const { question, response, isAnswered, isFlagged, index } of [
    ...missing,
    ...numbered.filter(({ isAnswered }) => isAnswered),
  ]) {
    const words = isAnswered ? inWords(question, response) : ["Not answered yet"];
    const hidden = element("span", { class: "visually-hidden" }, ` question ${index + 1}`);
    const link = element("a", { href: "#", class: "link" }, isAnswered ? "Change" : "Answer", hidden);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      ports.change(index);
    });
    const flag = isFlagged ? [element("strong", { class: "summary__flag" }, "Flagged. ")] : [];
    list.append(
      element(
        "div",
        { class: "summary__row" },
        element("dt", { class: "summary__key" }, `${index + 1}. ${question.stem}`),
        element("dd", { class: "summary__value" }, ...flag, ...asLines(words)),
        element("dd", { class: "summary__actions" }, link),
      ),
    );
  }
  const screen = element("div", {}, title("Check your answers"));
  if (missing.length > 0) {
    const which = missing.length === 1 ? "1 question has" : `${missing.length} questions have`;
    screen.append(
      element("p", { class: "summary__missing" }, `${which} no answer yet. Without one it cannot be right.`),
    );
  }
  screen.append(list, button(`Submit ${marked.length} answers`, "button", ports.submit));
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
    title("The questions could not be loaded"),
    element("p", {}, "Your connection may be lost. Your progress is kept. You can go on reading and come back."),
    button("Try again", "button", tryAgain),
  );
}
