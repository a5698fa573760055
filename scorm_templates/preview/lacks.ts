/** What is missing of one saved state in another. */
import type { SavedState } from "../../player/src/core/saved_state.js";

/** Says what of *before* is not in *after*, or "". */
export function lacks(after: SavedState, before: SavedState): string {
  const pages = before.pages.filter((page) => !after.pages.includes(page));
  const tried = before.tried.filter(
    ({ question, right }) => !after.tried.some((other) => other.question === question && (other.right || !right)),
  );
  const [best, other] = [before.best, after.best];
  const isWorse = best !== null && (other === null || other.right * best.total < best.right * other.total);
  const answered = before.attempt?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const still = after.attempt?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const isSame = before.attempts === after.attempts && before.attempt?.seed === after.attempt?.seed;
  return [
    ...pages.map((page) => `page ${page}`),
    ...tried.map(({ question }) => `question ${question}`),
    ...(isWorse ? ["the best score"] : []),
    ...(before.complete && !after.complete ? ["completion"] : []),
    ...(before.passed && !after.passed ? ["the pass"] : []),
    ...(before.attempts > after.attempts ? ["an attempt"] : []),
    ...(before.attempt && !after.attempt ? ["the attempt"] : []),
    ...(isSame && still < answered ? [`${answered - still} answers`] : []),
  ].join(", ");
}
