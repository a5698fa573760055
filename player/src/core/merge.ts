/**
 * One learner, two saved states: what the LMS gave back and what this device kept, or what two devices did. Most progress
 * wins, fact by fact; `seq` says which of two is the newer where neither is more.
 */
import type { Entry } from "../save/journal.js";
import type { Rules } from "./session.js";
import {
  encode,
  type Attempt,
  type CasePath,
  type Drawn,
  type SavedState,
  type Score,
  type Tried,
} from "./saved_state.js";
import { decode } from "./state_reader.js";

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

/** What two places held at launch. */
export interface Launch {
  /** What is known of the learner, or null if nothing is. */
  readonly stored: SavedState | null;
  /** What this device kept of an attempt which the LMS held once, and of which it knows no more. */
  readonly earlier: SavedState | null;
  /** Whether the LMS counts an attempt that this device knows nothing of. */
  readonly isNew: boolean;
  /** Whether the LMS gave back something that is no state of ours: it cut or changed what it was given. */
  readonly isDamaged: boolean;
  /** Whether the LMS has to be told something. */
  readonly isBehind: boolean;
}

/**
 * Returns what is known of a learner at launch, from the text that the LMS gave back and from what this device kept. An LMS that
 * held a state, and now gives back nothing or one of another origin, has begun a new attempt: a teacher can set that, and a
 * learner tick it. What the device kept of the old one then stays out of the new, unless the learner fetches it. That the LMS
 * held it is shown by its having given a state back before; for a finished module, which nobody should be handed twice, it is
 * enough that it arrived.
 */
export function mergeAtLaunch(fromLms: string, kept: Pick<Entry, "state" | "arrived" | "hasReturned">): Launch {
  const lms = decode(fromLms);
  const device = decode(kept.state);
  const isDamaged = fromLms !== "" && !lms;
  const wasHeld = device?.complete === true ? kept.arrived > 0 : kept.hasReturned;
  if (device && wasHeld && !isDamaged && lms?.origin !== device.origin) {
    return { stored: lms, earlier: device, isNew: true, isDamaged, isBehind: false };
  }
  // What the LMS does not know joins the attempt that it knows.
  const own = device && lms ? mergeStates({ ...device, origin: lms.origin }, lms) : device;
  const stored = own ?? lms;
  const isBehind = stored !== null && (!lms || encode(stored) !== encode(lms));
  return { stored, earlier: null, isNew: false, isDamaged, isBehind };
}

/** Says whether *state* knows pages or questions that this release of the module does not have. */
export function isOfOtherRelease({ pages, tried }: SavedState, rules: Rules): boolean {
  return (
    pages.some((seen) => !rules.pages.some(({ page }) => page === seen)) ||
    tried.some(({ question }) => !rules.questions.includes(question))
  );
}

/** Two that are as new as each other are told apart somehow, so that both devices come to the same result. */
function inOrder(one: SavedState, other: SavedState): readonly [SavedState, SavedState] {
  const difference = one.seq - other.seq || one.bookmark - other.bookmark || one.origin - other.origin;
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

/** Returns all cases of both lists, ascending; of two paths through one, the longer. */
function mergeCases(newer: readonly CasePath[], older: readonly CasePath[]): readonly CasePath[] {
  const paths = new Map(older.map((path) => [path.case, path]));
  for (const path of newer) {
    const other = paths.get(path.case);
    paths.set(path.case, other && other.steps.length > path.steps.length ? other : path);
  }
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

function filled(drawn: Drawn, older: Drawn | undefined): Drawn {
  return drawn.answer === null && older ? { ...drawn, answer: older.answer } : drawn;
}

function answers(attempt: Attempt): number {
  return attempt.questions.filter(({ answer }) => answer !== null).length;
}
