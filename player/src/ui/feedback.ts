/** What a learner is told after answering: the verdict in words, and why, for each option that matters. */
import { element } from "./element.js";
import type { PlayerQuestion } from "../core/player_data.js";
import { isRightAt, type Response, type Verdict } from "../core/responses.js";
import { word } from "../core/words.js";

/** "shown": the learner asked for the answer, or has tried twice. */
export type Shown = Verdict | "shown";

/** What is said of one option or item. */
interface Remark {
  readonly index: number;
  /** The theme's sign for it. What was chosen in a decision is neither right nor wrong. */
  readonly sign: "right" | "wrong" | "missed" | "chosen";
  readonly marks: readonly string[];
}

/** Returns the verdict on *response*; what is said of each row stands beside the row. */
export function feedback(question: PlayerQuestion, response: Response, verdict: Shown): HTMLElement {
  return element(
    "div",
    // A decision that helps too little is no mistake: it has no colour of its own.
    { class: "feedback", "data-verdict": question.decision && verdict !== "right" ? "decided" : verdict },
    element("h2", { class: "feedback__title", tabindex: "-1" }, titleOf(question, response, verdict)),
    ...foundOf(question, response, verdict),
  );
}

/** Returns what the answer is worth. A decision is never right or wrong: somebody is better or worse off for it. */
function titleOf({ decision }: PlayerQuestion, response: Response, verdict: Shown): string {
  const chosen = decision?.verdicts[response.indexOf(1)];
  return decision && chosen
    ? word(`player.verdict.${chosen}`, { name: decision.name })
    : word(`player.feedback.${verdict}`);
}

/** Returns how much of an answer that is not whole is there. */
function foundOf(question: PlayerQuestion, response: Response, verdict: Shown): HTMLElement[] {
  if (verdict !== "partial") {
    return [];
  }
  const isPick = question.mechanic === "pick";
  const found = question.options.filter(
    (option, index) => isRightAt(question, response, index) && (!isPick || option.answer === 1),
  ).length;
  const said = isPick
    ? word("player.feedback.found", { found, wanted: question.choose })
    : word("player.feedback.in-place", { found, wanted: question.options.length });
  return [element("p", { class: "feedback__found" }, said)];
}

/** Returns what is said of each row that matters, by its index, to stand where the row stands. */
export function rowFeedback(question: PlayerQuestion, response: Response, verdict: Shown): Map<number, HTMLElement> {
  return new Map(
    remarks(question, response, verdict).map(({ index, sign, marks }) => {
      const why = question.options[index]?.feedback ?? "";
      return [index, element("p", { class: "feedback__row", "data-sign": sign }, ...marks.map(strong), why)];
    }),
  );
}

/** Returns the options that matter as a list in the *order* in which they were asked, each with its feedback. */
export function feedbackList(
  question: PlayerQuestion,
  response: Response,
  verdict: Shown,
  order: readonly number[],
): HTMLElement {
  const said = new Map(remarks(question, response, verdict).map((remark) => [remark.index, remark]));
  const entries = order.flatMap((index) => {
    const remark = said.get(index);
    const option = question.options[index];
    if (!remark || !option) {
      return [];
    }
    const answer = element("p", { class: "feedback__answer" }, ...remark.marks.map(strong), option.text);
    return [element("li", { "data-sign": remark.sign }, answer, element("p", {}, option.feedback))];
  });
  return element("ul", { class: "feedback__list" }, ...entries);
}

function remarks(question: PlayerQuestion, response: Response, verdict: Shown): Remark[] {
  const remarkOn = question.mechanic === "pick" ? remarkOnOption : remarkOnItem;
  return question.options.flatMap((_, index) => {
    const { sign, marks } = remarkOn(question, response, index, verdict);
    return marks.length > 0 ? [{ index, sign, marks }] : [];
  });
}

type RemarkOn = (question: PlayerQuestion, response: Response, index: number, verdict: Shown) => Omit<Remark, "index">;

const remarkOnOption: RemarkOn = (question, response, index, verdict) => {
  const isChosen = response[index] === 1;
  const isRight = question.options[index]?.answer === 1;
  if (question.decision) {
    const best = verdict === "shown" && isRight ? [`${word("player.verdict.best")}.`] : [];
    const marks = isChosen ? [word("player.feedback.yours"), ...best] : best;
    return { sign: isRight ? "right" : "chosen", marks };
  }
  if (isChosen) {
    const said = isRight ? "player.feedback.chosen-right" : "player.feedback.chosen-wrong";
    return { sign: isRight ? "right" : "wrong", marks: [word(said)] };
  }
  const missed = question.choose > 1 && response.includes(1) ? "player.feedback.missed" : "player.feedback.answer";
  return { sign: "missed", marks: verdict === "shown" && isRight ? [word(missed)] : [] };
};

const remarkOnItem: RemarkOn = (question, response, index, verdict) => {
  const given = question.labels[response[index] ?? -1];
  const isRight = isRightAt(question, response, index);
  const said = isRight ? "player.feedback.yours-right" : "player.feedback.yours-wrong";
  const chosen = given === undefined ? [] : [word(said, { label: given })];
  const label = question.labels[question.options[index]?.answer ?? -1] ?? "";
  const right = verdict === "shown" && !isRight ? [word("player.feedback.answer-is", { label })] : [];
  const missed = given === undefined ? "missed" : "wrong";
  return { sign: isRight ? "right" : missed, marks: [...chosen, ...right] };
};

function strong(mark: string): HTMLElement {
  return element("strong", { class: "feedback__mark" }, `${mark} `);
}
