/** What a learner is told after answering: the verdict in words, and why, for each option that matters. */
import { element } from "./element.js";
import type { PlayerQuestion } from "../core/player_data.js";
import { isRightAt, type Response, type Verdict } from "../core/responses.js";
import { word } from "../core/words.js";

/** "shown": the learner asked for the answer, or has tried twice. */
export type Shown = Verdict | "shown";

/** Returns the feedback to *response*; with the verdict "shown", the right answer too. */
export function feedback(question: PlayerQuestion, response: Response, verdict: Shown): HTMLElement {
  return element(
    "div",
    // A decision that helps too little is no mistake: it has no colour of its own.
    { class: "feedback", "data-verdict": question.decision && verdict !== "right" ? "decided" : verdict },
    element("h2", { class: "feedback__title", tabindex: "-1" }, titleOf(question, response, verdict)),
    feedbackList(question, response, verdict),
  );
}

/** Returns what the answer is worth. A decision is never right or wrong: somebody is better or worse off for it. */
function titleOf({ decision }: PlayerQuestion, response: Response, verdict: Shown): string {
  const chosen = decision?.verdicts[response.indexOf(1)];
  return decision && chosen
    ? word(`player.verdict.${chosen}`, { name: decision.name })
    : word(`player.feedback.${verdict}`);
}

/** Returns the list of options that matter, each with its feedback. */
export function feedbackList(question: PlayerQuestion, response: Response, verdict: Shown): HTMLElement {
  const list = element("ul", { class: "feedback__list" });
  question.options.forEach((option, index) => {
    const marks = question.mechanic === "pick" ? pickMarks() : assignMarks();
    if (marks.length > 0) {
      const answer = element("p", { class: "feedback__answer" }, ...marks.map(strong), option.text);
      const right = String(isRightAt(question, response, index));
      list.append(element("li", { "data-right": right }, answer, element("p", {}, option.feedback)));
    }

    function pickMarks(): string[] {
      const chosen = response[index] === 1 ? [word("player.feedback.yours")] : [];
      const best = question.decision ? `${word("player.verdict.best")}.` : word("player.feedback.answer");
      return verdict === "shown" && option.answer === 1 ? [...chosen, best] : chosen;
    }

    function assignMarks(): string[] {
      const given = question.labels[response[index] ?? -1];
      const isRight = isRightAt(question, response, index);
      const said = isRight ? "player.feedback.yours-right" : "player.feedback.yours-wrong";
      const chosen = given === undefined ? [] : [word(said, { label: given })];
      const right = question.labels[option.answer] ?? "";
      return verdict === "shown" && !isRight
        ? [...chosen, word("player.feedback.answer-is", { label: right })]
        : chosen;
    }
  });
  return list;
}

function strong(mark: string): HTMLElement {
  return element("strong", { class: "feedback__mark" }, `${mark} `);
}
