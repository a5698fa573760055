/** Marks a try at the quiz, and says what to read again. */
import { optionOrder } from "../../../player/src/core/draw.js";
import type { PlayerPrinciple, PlayerQuestion } from "../../../player/src/core/player_data.js";
import { emptyResponse, unpacked, verdict, type Response } from "../../../player/src/core/responses.js";
import type { Attempt } from "../../../player/src/core/saved_state.js";

/** A question of a try, with what was answered; an unanswered one has the empty response. */
export interface Marked {
  readonly question: PlayerQuestion;
  /** The indices of the options in the order in which they were asked. */
  readonly order: readonly number[];
  readonly response: Response;
  readonly isAnswered: boolean;
  readonly isFlagged: boolean;
  readonly isRight: boolean;
}

/** How a try went on one principle. */
export interface PrincipleResult {
  readonly title: string;
  readonly right: number;
  readonly total: number;
}

/** Returns the questions of *attempt*, marked, or null if the bank no longer has them all: the module was updated. */
export function mark(attempt: Attempt, bank: readonly PlayerQuestion[]): readonly Marked[] | null {
  const byFingerprint = new Map(bank.map((question) => [question.fingerprint, question]));
  const marked: Marked[] = [];
  for (const drawn of attempt.questions) {
    const question = byFingerprint.get(drawn.question);
    if (!question) {
      return null;
    }
    const response = drawn.answer === null ? null : unpacked(question, drawn.answer);
    marked.push({
      question,
      order: optionOrder(question, attempt.seed),
      response: response ?? emptyResponse(question),
      isAnswered: response !== null,
      isFlagged: drawn.flagged,
      isRight: response !== null && verdict(question, response) === "right",
    });
  }
  return marked;
}

/** Returns the result of each principle that was asked about, in the course's order. */
export function byPrinciple(marked: readonly Marked[], principles: readonly PlayerPrinciple[]): PrincipleResult[] {
  return principles.flatMap(({ id, title }) => {
    const asked = marked.filter(({ question }) => question.principle === id);
    const right = asked.filter(({ isRight }) => isRight).length;
    return asked.length > 0 ? [{ title, right, total: asked.length }] : [];
  });
}

/**
 * Returns the ids of the two pages on which most of the bank's questions on the missed principles rest. A missed question
 * on no principle counts for its own page alone.
 */
export function mostLinked(marked: readonly Marked[], bank: readonly PlayerQuestion[]): readonly string[] {
  const missed = new Set(
    marked.filter(({ isRight }) => !isRight).map(({ question }) => question.principle ?? question.id),
  );
  const counts = new Map<string, number>();
  for (const { id, principle, page } of bank) {
    if (page && missed.has(principle ?? id)) {
      counts.set(page, (counts.get(page) ?? 0) + 1);
    }
  }
  return [...counts.keys()].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0)).slice(0, 2);
}

/** Returns *response* in words, choice by choice, for the list on which a learner checks it. */
export function inWords(question: PlayerQuestion, response: Response): string[] {
  if (question.kind === "order") {
    const inOrder = question.options.map(({ text }, index) => ({ text, place: response[index] ?? -1 }));
    return inOrder.sort((one, other) => one.place - other.place).map(({ text, place }) => `${place + 1}. ${text}`);
  }
  return question.options.flatMap((option, index) => {
    const value = response[index] ?? -1;
    if (question.mechanic === "pick") {
      return value === 1 ? [option.text] : [];
    }
    return value >= 0 ? [`${option.text} – ${question.labels[value] ?? ""}`] : [];
  });
}
