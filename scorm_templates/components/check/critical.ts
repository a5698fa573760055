/**
 * Critical questions: an average can hide a dangerous answer, so each of them must be right. One that went wrong gets its
 * feedback and then a fresh one, until one is right. The score stays as it was. A try's follow-ups stand behind its drawn
 * questions in saved state, so a learner who leaves comes back to them.
 */
import { element } from "../../../player/src/ui/element.js";
import { feedbackList } from "../../../player/src/ui/feedback.js";
import type { PlayerQuestion } from "../../../player/src/core/player_data.js";
import { QuestionForm } from "../../../player/src/ui/question_form.js";
import { emptyResponse, type Response } from "../../../player/src/core/responses.js";
import { optionOrder } from "../../../player/src/core/draw.js";
import type { Marked } from "./marking.js";
import { title } from "./screens.js";
import { word } from "../../../player/src/core/words.js";

/** A wrong answer to a critical question, or null for the response after a reload, when it is no longer known. */
export interface Missed {
  readonly question: PlayerQuestion;
  readonly response: Response | null;
}

/** Returns the critical questions of a try that were not answered rightly. */
export function missedCritical(marked: readonly Marked[]): readonly Marked[] {
  return marked.filter(({ question, isRight }) => question.critical && !isRight);
}

/**
 * Returns a critical question of the bank for each of those *missed*, of the same kind of danger where it has one: those
 * that were not *asked* yet come before those that were.
 */
export function freshCritical(
  bank: readonly PlayerQuestion[],
  asked: readonly PlayerQuestion[],
  missed: readonly Pick<Missed, "question">[],
): readonly PlayerQuestion[] {
  const critical = bank.filter((question) => question.critical);
  const unseen = critical.filter((question) => !asked.includes(question));
  // Asked longest ago first, where the bank has no others.
  const left = [...unseen, ...asked.filter((question) => question.critical)];
  return missed.flatMap(({ question: { danger } }) => {
    const index = Math.max(
      left.findIndex((question) => question.danger === danger),
      0,
    );
    return left.splice(index, 1);
  });
}

/** Asks *question* after *missed* went wrong; *answered* gets each response that can be taken. */
export function followUpScreen(
  question: PlayerQuestion,
  missed: Missed,
  seed: number,
  answered: (response: Response) => void,
): HTMLElement {
  const form = new QuestionForm(question, { order: optionOrder(question, seed) });
  form.buttons.append(element("button", { type: "submit", class: "button" }, word("player.question.check")));
  form.form.addEventListener("submit", () => {
    const response = form.take();
    if (response) {
      answered(response);
    }
  });
  return element(
    "div",
    {},
    title(word("player.critical.title")),
    element("p", {}, `${word("player.critical.why")} ${word("player.critical.score-stays")}`),
    element("h3", {}, missed.question.stem),
    feedbackList(
      missed.question,
      missed.response ?? emptyResponse(missed.question),
      "shown",
      optionOrder(missed.question, seed),
    ),
    form.form,
  );
}
