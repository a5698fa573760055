/** What is missing of one saved state in another. */
import { inFull } from "../../player/src/core/numbers.js";
import type { SavedState } from "../../player/src/core/saved_state.js";
import type { Names } from "./held_panel.js";

/** Returns what *number* in a saved state stands for. */
export function nameIn(names: Names, number: number): string {
  return names[String(inFull(number, Object.keys(names).map(Number)))] ?? `number ${number}`;
}

/**
 * Says what of *before* is not in *after*, or "". What *names* do not know is no part of this module, and may go; without names
 * nothing is known of the module, and nothing may.
 */
export function lacks(after: SavedState, before: SavedState, names: Names = {}): string {
  const known = Object.keys(names).map(Number);
  const full = (number: number) => inFull(number, known);
  const isHere = (number: number) => known.length === 0 || known.includes(full(number));
  const have = after.pages.map(full);
  const pages = before.pages.filter((page) => isHere(page) && !have.includes(full(page)));
  const tried = before.tried.filter(
    ({ question, right }) =>
      isHere(question) &&
      !after.tried.some((other) => full(other.question) === full(question) && (other.right || !right)),
  );
  const [best, other] = [before.best, after.best];
  const isWorse = best !== null && (other === null || other.right * best.total < best.right * other.total);
  const isOfThis = before.attempt?.questions.every(({ question }) => isHere(question)) ?? false;
  const answered = before.attempt?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const still = after.attempt?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const isSame = before.attempts === after.attempts && before.attempt?.seed === after.attempt?.seed;
  return [
    ...pages.map((page) => `page “${nameIn(names, page)}”`),
    ...tried.map(({ question }) => `question “${nameIn(names, question)}”`),
    ...(isWorse ? ["the best score"] : []),
    ...(before.complete && !after.complete ? ["completion"] : []),
    ...(before.passed && !after.passed ? ["the pass"] : []),
    ...(before.attempts > after.attempts ? ["an attempt"] : []),
    ...(isOfThis && !after.attempt ? ["the attempt"] : []),
    ...(isOfThis && isSame && still < answered ? [`${answered - still} answers`] : []),
  ].join(", ");
}
