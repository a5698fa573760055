/**
 * The recovery code: saved state as text that a learner can copy, and type or paste on another device. It is the last way to
 * carry progress where neither the LMS nor this device keeps it. It holds no name, and no word that anybody wrote.
 */
import { isSame } from "./numbers.js";
import { encode, type SavedState } from "./saved_state.js";
import { decode } from "./state_reader.js";
import type { Rules } from "./session.js";

/** Returns the code of *state*. */
export function recoveryCode(state: SavedState): string {
  return encode(state);
}

/** broken: this is no whole code. foreign: it belongs to another module. */
export type Recovered = { readonly state: SavedState } | { readonly problem: "broken" | "foreign" };

/**
 * Reads a code that was pasted: mail programs break lines and add quotes, and that does no harm. A code can be handed on, so it
 * brings back pages and tries alone: no answers of a quiz, no result, and not the last page that a module needs to be complete
 * (docs/decisions/031-recovery-codes-carry-no-result.md).
 */
export function readRecoveryCode(text: string, rules: Rules): Recovered {
  const state = decode(text.replace(/[\s"'“”‘’<>]/g, "").replace(/[.]+$/, ""));
  if (!state) {
    return { problem: "broken" };
  }
  const known = [...rules.pages.map(({ page }) => page), ...rules.questions];
  const facts = [state.bookmark, ...state.pages, ...state.tried.map(({ question }) => question)].filter(
    (fact) => fact !== 0,
  );
  return facts.length > 0 && !facts.some((fact) => known.some((number) => isSame(fact, number)))
    ? { problem: "foreign" }
    : { state: withoutResult(state, rules) };
}

function withoutResult(state: SavedState, rules: Rules): SavedState {
  const last = [...rules.pages].reverse().find(({ core }) => core);
  return {
    ...state,
    complete: false,
    completedOn: 0,
    passed: false,
    attempts: 0,
    best: null,
    attempt: null,
    pages: state.pages.filter((page) => !last || !isSame(page, last.page)),
  };
}
