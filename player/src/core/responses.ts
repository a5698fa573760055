/**
 * What learners answer, in authored order: for `pick` 1 or 0 for each option, for `assign` the index of the label given to
 * each item, or -1 for none.
 */
import type { PlayerQuestion } from "./player_data.js";
import { word } from "./words.js";

export type Response = readonly number[];
export type Verdict = "right" | "partial" | "wrong";

/** Returns the response before anything was answered. */
export function emptyResponse(question: PlayerQuestion): Response {
  return question.options.map(() => (question.mechanic === "pick" ? 0 : -1));
}

/** Returns the right response. */
export function rightResponse(question: PlayerQuestion): Response {
  return question.options.map((option) => option.answer);
}

/** Says whether the option or item at *index* was answered as it should be. */
export function isRightAt(question: PlayerQuestion, response: Response, index: number): boolean {
  return response[index] === question.options[index]?.answer;
}

/** Returns what *response* is worth; "partial" if some, but not all, of what was asked for is there. */
export function verdict(question: PlayerQuestion, response: Response): Verdict {
  const right = question.options.filter((_, index) => isRightAt(question, response, index)).length;
  if (right === question.options.length) {
    return "right";
  }
  const found =
    question.mechanic === "pick"
      ? question.options.some((option, index) => option.answer === 1 && response[index] === 1)
      : right > 0;
  return found ? "partial" : "wrong";
}

export function isEmpty(question: PlayerQuestion, response: Response): boolean {
  return emptyResponse(question).every((value, index) => value === response[index]);
}

/** Returns what a learner still has to do before *response* can be taken, in their words, or null if nothing. */
export function shortfall(question: PlayerQuestion, response: Response): string | null {
  if (question.mechanic === "pick") {
    const chosen = response.filter((value) => value === 1).length;
    return chosen === question.choose ? null : tooFew(question.choose);
  }
  if (response.includes(-1)) {
    return word("player.question.every-line");
  }
  const places = new Set(response);
  return question.kind === "order" && places.size < response.length ? word("player.question.own-place") : null;
}

/** Returns *number* in words as far as questions need it, "two" to "six". */
export function numberWord(number: number): string {
  return word("player.question.numbers").split("|")[number - 2] ?? String(number);
}

function tooFew(wanted: number): string {
  return wanted === 1
    ? word("player.question.select-one")
    : word("player.question.too-few", { number: numberWord(wanted) });
}

/** Returns *response* as text of 0 and 1 for saved state: a bit for each option, or for each item its label from 1. */
export function packed(question: PlayerQuestion, response: Response): string {
  return question.mechanic === "pick"
    ? response.join("")
    : response.map((label) => (label + 1).toString(2).padStart(labelBits(question), "0")).join("");
}

/** Returns the response that `packed` wrote, or null if *answer* is no answer to *question*. */
export function unpacked(question: PlayerQuestion, answer: string): Response | null {
  const width = question.mechanic === "pick" ? 1 : labelBits(question);
  if (answer.length !== width * question.options.length) {
    return null;
  }
  const values = question.options.map((_, index) => parseInt(answer.slice(index * width, (index + 1) * width), 2));
  if (question.mechanic === "pick") {
    return values;
  }
  return values.every((value) => value <= question.labels.length) ? values.map((value) => value - 1) : null;
}

/** How one standard writes a response: its delimiters, and its names for options (by index) and labels. */
export interface Notation {
  readonly between: string;
  readonly within: string;
  option(question: PlayerQuestion, index: number): string;
  label(index: number): string;
}

/** Returns a complete *response* as a standard writes it: what was picked, the items in order, or the pairs. */
export function pattern(question: PlayerQuestion, response: Response, notation: Notation): string {
  const items = response.map((value, index) => ({ value, name: notation.option(question, index) }));
  if (question.mechanic === "pick") {
    return named(items.filter((item) => item.value === 1));
  }
  if (question.kind === "order") {
    return named(items.sort((one, other) => one.value - other.value));
  }
  return items.map((item) => `${item.name}${notation.within}${notation.label(item.value)}`).join(notation.between);

  function named(chosen: typeof items): string {
    return chosen.map((item) => item.name).join(notation.between);
  }
}

function labelBits(question: PlayerQuestion): number {
  return question.labels.length.toString(2).length;
}
