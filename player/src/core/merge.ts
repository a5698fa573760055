/**
 * One learner, two saved states: what the LMS gave back and what this device kept, or what two devices did. Most progress
 * wins, fact by fact; `seq` says which of two is the newer where neither is more.
 */
import type { Attempt, CasePath, DrawnQuestion, SavedState, Score, Tried } from "./saved_state.js";

/** Returns what is in either. The order of the two makes no difference, and merging twice none either. */
export function mergeStates(one: SavedState, other: SavedState): SavedState {
  const [newer, older] = inOrder(one, other);
  return {
    seq: newer.seq,
    origin: newer.origin,
    totalCentiseconds: Math.max(newer.totalCentiseconds, older.totalCentiseconds),
    bookmark: newer.bookmark || older.bookmark,
    complete: newer.complete || older.complete,
    passed: newer.passed || older.passed,
    attempts: Math.max(newer.attempts, older.attempts),
    completedOn: earlier(newer.completedOn, older.completedOn),
    nextAnswer: Math.max(newer.nextAnswer, older.nextAnswer),
    best: newer.best && older.best ? better(newer.best, older.best) : (newer.best ?? older.best),
    pages: mergePages(newer.pages, older.pages),
    tried: mergeTried(newer.tried, older.tried),
    attempt: mergeAttempts(newer, older),
    cases: mergeCases(newer.cases, older.cases),
  };
}

/** Of two that are as new the one with more active time is taken for the newer, so that both devices come to the same result. */
function inOrder(one: SavedState, other: SavedState): readonly [SavedState, SavedState] {
  const difference =
    one.seq - other.seq || one.totalCentiseconds - other.totalCentiseconds || one.origin - other.origin;
  return difference >= 0 ? [one, other] : [other, one];
}

/** Returns the better of two scores. */
export function better(one: Score, other: Score): Score {
  const difference = one.right * other.total - other.right * one.total || one.total - other.total;
  return difference >= 0 ? one : other;
}

/** Returns all pages of both lists, ascending. */
export function mergePages(newer: readonly number[], older: readonly number[]): readonly number[] {
  return [...new Set([...newer, ...older])].sort((a, b) => a - b);
}

/** Returns all questions of both lists, ascending; right where either says so. */
export function mergeTried(newer: readonly Tried[], older: readonly Tried[]): readonly Tried[] {
  const right = new Map<number, boolean>();
  for (const tried of [...newer, ...older]) {
    right.set(tried.question, tried.right || right.get(tried.question) === true);
  }
  return Array.from(right, ([question, isRight]) => ({ question, right: isRight })).sort(
    (a, b) => a.question - b.question,
  );
}

/** Returns the earlier of two days, of which 0 is not known. */
function earlier(one: number, other: number): number {
  return one > 0 && other > 0 ? Math.min(one, other) : Math.max(one, other);
}

/** Returns all cases of both lists, ascending; of two ways through one the newer, as steps can be taken back. */
export function mergeCases(newer: readonly CasePath[], older: readonly CasePath[]): readonly CasePath[] {
  const paths = new Map([...older, ...newer].map(({ case: number, steps }) => [number, { case: number, steps }]));
  return [...paths.values()].sort((a, b) => a.case - b.case);
}

/** The later attempt wins; of two that are the first, second … both: the submitted one, then the one with more answers. */
function mergeAttempts(newer: SavedState, older: SavedState): Attempt | null {
  const [one, other] = [newer.attempt, older.attempt];
  if (!one || !other) {
    return one ?? other;
  }
  const ordinal = place(newer, one) - place(older, other);
  if (ordinal !== 0) {
    return ordinal > 0 ? one : other;
  }
  if (one.submitted !== other.submitted) {
    return one.submitted ? one : other;
  }
  if (isSameDraw(one, other)) {
    return one.submitted
      ? one
      : { ...one, questions: one.questions.map((drawn, at) => filled(drawn, other.questions[at])) };
  }
  return answers(one) >= answers(other) ? one : other;
}

function place(state: SavedState, attempt: Attempt): number {
  return state.attempts + (attempt.submitted ? 0 : 1);
}

function isSameDraw(one: Attempt, other: Attempt): boolean {
  return (
    one.seed === other.seed &&
    one.questions.length === other.questions.length &&
    one.questions.every(({ question }, at) => question === other.questions[at]?.question)
  );
}

function filled(drawn: DrawnQuestion, older: DrawnQuestion | undefined): DrawnQuestion {
  return drawn.answer === null && older ? { ...drawn, answer: older.answer } : drawn;
}

function answers(attempt: Attempt): number {
  return attempt.questions.filter(({ answer }) => answer !== null).length;
}
