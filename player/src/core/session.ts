/**
 * What a learner has done, and what follows from it: pure, without a page, a clock or an LMS. `reduce` is the only way in
 * which state changes; the selectors below it say when a page is done, when the module is, and what the LMS is told.
 */
import type { PlayerData } from "./player_data.js";
import { better, mergeCases, mergePages, mergeStates, mergeTried } from "./merge.js";
import { inFull } from "./numbers.js";
import { encode, LIMIT, type Attempt, type DrawnQuestion, type SavedState, type Score } from "./saved_state.js";

/** Pages and questions are named by their fingerprints, places in an attempt by their index. */
export type SessionEvent =
  | { readonly type: "resumed"; readonly stored: SavedState }
  | { readonly type: "opened"; readonly page: number }
  | { readonly type: "read"; readonly page: number }
  | { readonly type: "tried"; readonly question: number; readonly right: boolean }
  | { readonly type: "chose"; readonly case: number; readonly steps: readonly number[] }
  | { readonly type: "drawn"; readonly seed: number; readonly questions: readonly number[] }
  | { readonly type: "answered"; readonly index: number; readonly answer: string | null }
  | { readonly type: "flagged"; readonly index: number; readonly flagged: boolean }
  | { readonly type: "moved"; readonly position: number }
  | { readonly type: "followed"; readonly questions: readonly number[] }
  | { readonly type: "replaced"; readonly index: number; readonly question: number }
  | { readonly type: "submitted"; readonly right: number }
  | { readonly type: "saving"; readonly totalCentiseconds: number; readonly nextAnswer: number };

/** A page as the rules of completion see it. */
export interface PageRule {
  readonly page: number;
  readonly core: boolean;
  readonly minutes: number;
  readonly required: readonly number[];
  readonly holdsQuiz: boolean;
}

export interface Rules {
  readonly pages: readonly PageRule[];
  readonly questions: readonly number[];
  /** The numbers of those whose answers stay with the course: they are sent to nobody, nor kept to be sent. */
  readonly withheld: readonly number[];
  /** The numbers of the questions of the quiz. */
  readonly bank: readonly number[];
  /** In per cent, or null for a module without a quiz. */
  readonly passMark: number | null;
  /** How many questions a try at the quiz has; what stands behind them follows up on critical ones. */
  readonly drawn: number;
}

/**
 * Where the learner stands. Score is in per cent, at most two decimals, or null before the first submitted check. "failed" is
 * a quiz that was tried and not passed yet; "incomplete" with a score is one that is passed while pages are left to read.
 */
export interface Outcome {
  readonly status: "passed" | "failed" | "incomplete";
  readonly score: number | null;
  /** Share of core pages seen, 0 to 1. */
  readonly progress: number;
}

export type PageStatus = "new" | "started" | "done";

/** Returns the rules of completion of a module. */
export function rulesOf(data: PlayerData): Rules {
  return {
    pages: data.pages.map((page) => ({
      page: page.fingerprint,
      core: page.core,
      minutes: page.minutes,
      required: page.required,
      holdsQuiz: page.id === data.check?.page,
    })),
    questions: [...data.taught, ...data.cases.map(({ number }) => number)],
    withheld: data.practiceIsSent ? [] : data.taught,
    bank: data.check?.questions ?? [],
    passMark: data.check?.passMark ?? null,
    drawn: data.check ? Math.min(data.check.draw, data.check.questions.length) : 0,
  };
}

/**
 * Returns the state after *event*: the same object if it changes nothing. What was once reached is never lost. *today* is the day on
 * which it happens (days.ts), for the certificate.
 */
export function reduce(rules: Rules, state: SavedState, event: SessionEvent, today: number): SavedState {
  const next = apply(rules, state, event);
  if (next === state) {
    return state;
  }
  const isCompleted = !next.complete && allDone(rules, next);
  return {
    ...next,
    complete: next.complete || isCompleted,
    completedOn: isCompleted ? today : next.completedOn,
    seq: next.seq + 1,
  };
}

function apply(rules: Rules, state: SavedState, event: SessionEvent): SavedState {
  switch (event.type) {
    case "resumed":
      return join(rules, state, event.stored);
    case "opened":
      return state.bookmark === event.page ? state : { ...state, bookmark: event.page };
    case "read":
      return state.pages.includes(event.page) ? state : { ...state, pages: mergePages(state.pages, [event.page]) };
    case "tried":
      return state.tried.some((tried) => tried.question === event.question && tried.right >= event.right)
        ? state
        : { ...state, tried: mergeTried(state.tried, [event]) };
    case "chose":
      return { ...state, cases: mergeCases([event], state.cases) };
    case "drawn":
      return { ...state, attempt: newAttempt(event.seed, event.questions) };
    case "submitted":
      return state.attempt && !state.attempt.submitted ? submit(rules, state, state.attempt, event.right) : state;
    case "saving":
      return {
        ...state,
        totalCentiseconds: Math.max(state.totalCentiseconds, event.totalCentiseconds),
        nextAnswer: Math.max(state.nextAnswer, event.nextAnswer),
      };
    default:
      return state.attempt && !state.attempt.submitted ? { ...state, attempt: work(state.attempt, event) } : state;
  }
}

function newAttempt(seed: number, questions: readonly number[]): Attempt {
  return { submitted: false, seed, position: 0, questions: questions.map(unanswered) };
}

function unanswered(question: number): DrawnQuestion {
  return { question, flagged: false, answer: null };
}

type Work = Extract<SessionEvent, { type: "answered" | "flagged" | "moved" | "followed" | "replaced" }>;

function work(attempt: Attempt, event: Work): Attempt {
  switch (event.type) {
    case "followed":
      return { ...attempt, questions: [...attempt.questions, ...event.questions.map(unanswered)] };
    case "replaced":
      return { ...attempt, questions: changed(attempt.questions, event.index, unanswered(event.question)) };
    case "answered":
      return { ...attempt, questions: changed(attempt.questions, event.index, { answer: event.answer }) };
    case "flagged":
      return { ...attempt, questions: changed(attempt.questions, event.index, { flagged: event.flagged }) };
    case "moved":
      return { ...attempt, position: Math.min(Math.max(event.position, 0), attempt.questions.length) };
  }
}

function changed(
  questions: readonly DrawnQuestion[],
  index: number,
  change: Partial<DrawnQuestion>,
): readonly DrawnQuestion[] {
  return questions.map((drawn, at) => (at === index ? { ...drawn, ...change } : drawn));
}

function submit(rules: Rules, state: SavedState, attempt: Attempt, right: number): SavedState {
  const score = { right, total: Math.min(attempt.questions.length, rules.drawn) };
  const quizPages = rules.pages.filter((page) => page.holdsQuiz).map((page) => page.page);
  return {
    ...state,
    attempt: { ...attempt, submitted: true },
    attempts: state.attempts + 1,
    best: state.best ? better(state.best, score) : score,
    passed: state.passed || isPass(rules, score),
    pages: mergePages(state.pages, quizPages),
  };
}

/** Returns what was stored with what has been done here since the page was opened: most progress wins. */
function join(rules: Rules, here: SavedState, given: SavedState): SavedState {
  const stored = withNumbersInFull(given, rules);
  const merged = mergeStates(here, stored);
  const joined = { ...merged, origin: stored.origin, bookmark: here.bookmark || stored.bookmark };
  if (encode(joined).length <= LIMIT) {
    return joined;
  }
  // What another release of this module knew is kept as long as there is room for it.
  const known = new Set([...rules.pages.map((page) => page.page), ...rules.questions]);
  return {
    ...joined,
    pages: joined.pages.filter((page) => known.has(page)),
    tried: joined.tried.filter(({ question }) => known.has(question)),
  };
}

/** Returns *stored*, of any layout, with the numbers that this module gives to what it means. */
function withNumbersInFull(stored: SavedState, rules: Rules): SavedState {
  const pages = rules.pages.map(({ page }) => page);
  const { attempt } = stored;
  return {
    ...stored,
    bookmark: inFull(stored.bookmark, pages),
    pages: mergePages(
      stored.pages.map((page) => inFull(page, pages)),
      [],
    ),
    tried: mergeTried(
      stored.tried.map(({ question, right }) => ({ question: inFull(question, rules.questions), right })),
      [],
    ),
    attempt: attempt && {
      ...attempt,
      questions: attempt.questions.map((drawn) => ({ ...drawn, question: inFull(drawn.question, rules.bank) })),
    },
  };
}

/** Returns how many of *total* questions must be right to reach the pass mark. */
export function needed(passMark: number, total: number): number {
  return Math.ceil((passMark * total) / 100);
}

/** Says whether *score* reaches the pass mark. */
export function isPass(rules: Rules, score: Score): boolean {
  return rules.passMark !== null && score.right >= needed(rules.passMark, score.total);
}

/** Says how far a learner is with a page. It is done when its end was reached and its questions were tried. */
export function pageStatus(page: PageRule, state: SavedState): PageStatus {
  const seen = state.pages.includes(page.page);
  const tried = page.required.filter((required) => state.tried.some(({ question }) => question === required));
  if (seen && tried.length === page.required.length && (!page.holdsQuiz || state.passed)) {
    return "done";
  }
  return seen || tried.length > 0 ? "started" : "new";
}

/** Says whether all core pages are done; that of the quiz is done when it is passed. */
function allDone(rules: Rules, state: SavedState): boolean {
  return rules.pages.every((page) => !page.core || pageStatus(page, state) === "done");
}

/** Returns how many pages are done, and the minutes that the others take, as the module counts them. */
export function progress(rules: Rules, state: SavedState): { readonly done: number; readonly minutesLeft: number } {
  const left = rules.pages.filter((page) => pageStatus(page, state) !== "done");
  return { done: rules.pages.length - left.length, minutesLeft: left.reduce((sum, page) => sum + page.minutes, 0) };
}

/** Returns where the learner stands, for the LMS: the best score, and "failed" while no try has passed. */
export function outcome(rules: Rules, state: SavedState): Outcome {
  const core = rules.pages.filter((page) => page.core);
  const done = core.filter((page) => pageStatus(page, state) === "done");
  return {
    status: state.complete ? "passed" : state.attempts > 0 && !state.passed ? "failed" : "incomplete",
    score: state.best && inPerCent(state.best),
    progress: core.length > 0 ? done.length / core.length : 1,
  };
}

/** Returns the score of *right* answers in the try that *state* has, in per cent with at most two decimals, and whether it passes. */
export function scoreOfTry(rules: Rules, state: SavedState, right: number): { score: number; isPassed: boolean } {
  const total = Math.min(state.attempt?.questions.length ?? 0, rules.drawn);
  return { score: inPerCent({ right, total }), isPassed: isPass(rules, { right, total }) };
}

function inPerCent({ right, total }: Score): number {
  return Math.round((right / total) * 10_000) / 100;
}

/** Says whether *state* knows pages or questions that this release of the module does not have. */
export function isOfOtherRelease({ pages, tried }: SavedState, rules: Rules): boolean {
  return (
    pages.some((seen) => !rules.pages.some(({ page }) => page === seen)) ||
    tried.some(({ question }) => !rules.questions.includes(question))
  );
}
