/** What the LMS holds of the learner: in words, its saved state decoded, and as it stands. */
import { LIMIT, type SavedState } from "../../player/src/core/saved_state.js";
import { decode } from "../../player/src/core/state_reader.js";
import { element } from "../../player/src/ui/element.js";
import { nameIn } from "./lacks.js";
import type { Account } from "./lms/server.js";

/** What the numbers of saved state stand for. */
export type Names = Readonly<Record<string, string>>;

const STATE = "cmi.suspend_data";
/** What is worth saying first, with the words for it. */
const WORDS: Readonly<Record<string, string>> = {
  "cmi.core.lesson_status": "Status",
  "cmi.completion_status": "Completed",
  "cmi.success_status": "Passed",
  "cmi.core.score.raw": "Score",
  "cmi.score.raw": "Score",
  "cmi.score.scaled": "Score, from 0 to 1",
  "cmi.progress_measure": "Progress, from 0 to 1",
  "cmi.core.lesson_location": "Place",
  "cmi.location": "Place",
  "cmi.core.session_time": "Time of this session",
  "cmi.session_time": "Time of this session",
  "cmi.core.exit": "How it was left",
  "cmi.exit": "How it was left",
};

/** Returns what *account* holds. */
export function heldOf({ values, totalSeconds }: Account, names: Names): Node[] {
  const entries = Object.entries(values);
  if (entries.length === 0) {
    return [element("p", {}, "The LMS holds nothing of this learner yet.")];
  }
  const said = Object.entries(WORDS).flatMap(([name, words]): [string, string][] =>
    values[name] === undefined ? [] : [[words, values[name]]],
  );
  const answers = new Set(entries.flatMap(([name]) => /^cmi\.interactions\.(\d+)\./.exec(name)?.[1] ?? []));
  const rows: [string, string][] = [
    ...said,
    ["Time of earlier sessions", `${totalSeconds} s`],
    ["Answers", String(answers.size)],
  ];
  return [
    element("h2", {}, "In words"),
    table(rows),
    ...stateOf(values[STATE] ?? "", names),
    element("h2", {}, "As it stands"),
    table(entries.sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true }))),
  ];
}

/** Returns what a record store holds of *learner* in *documents*: by keys of an activity, an agent, a name and a registration. */
export function documentsOf(documents: Readonly<Record<string, string>>, learner: string, names: Names): Node[] {
  const found = documentsBy(documents, learner);
  if (found.length === 0) {
    return [element("p", {}, "The record store holds no document of this learner yet.")];
  }
  return found.flatMap(({ name, text }) => [
    ...stateOf(stateIn(text), names),
    element("h2", {}, `The document ${name}, as it stands`),
    element("pre", {}, text),
  ]);
}

/** Returns the saved state that stands in *documents* of *learner* about what is launched at *address*: in xAPI that names it. */
export function heldIn(documents: Readonly<Record<string, string>>, learner: string, address: string): string {
  const activity = new URLSearchParams(address.split("?")[1]).get("activity_id");
  const of = documentsBy(documents, learner).filter(({ about }) => activity === null || about === activity);
  return of.map(({ text }) => stateIn(text)).find((state) => state !== "") ?? "";
}

function documentsBy(documents: Readonly<Record<string, string>>, learner: string) {
  return Object.entries(documents).flatMap(([key, text]) => {
    const [about, agent, name = ""] = JSON.parse(key) as [string?, { account?: { name?: string } }?, string?];
    return agent?.account?.name === learner ? [{ about, name, text }] : [];
  });
}

/** Returns the saved state in the document *text*, or "". */
export function stateIn(text: string): string {
  try {
    const { state } = JSON.parse(text) as { state?: unknown };
    return typeof state === "string" ? state : "";
  } catch {
    return "";
  }
}

/** Returns what the saved state *text* says, whatever holds it. */
export function stateOf(text: string, names: Names): Node[] {
  if (text === "") {
    return [];
  }
  const state = decode(text);
  const long = `${text.length} characters of ${LIMIT}`;
  return [
    element("h2", {}, "Saved state"),
    state
      ? table([["Length", long], ...inWords(state, names)])
      : element("p", {}, `${text.length} characters that are not of our making.`),
  ];
}

function inWords(state: SavedState, names: Names): [string, string][] {
  const name = (number: number) => nameIn(names, number);
  const best = state.best ? `${state.best.right} of ${state.best.total}` : "none";
  const attempt = state.attempt;
  return [
    ["Left off at", state.bookmark === 0 ? "no page" : name(state.bookmark)],
    ["Pages seen", state.pages.map(name).join(" · ") || "none"],
    [
      "Questions tried",
      state.tried
        .map(({ question, right }) => `${name(question)} (${right ? "right" : "not yet right"})`)
        .join(" · ") || "none",
    ],
    ["Complete", state.complete ? "yes" : "no"],
    ["Passed", state.passed ? "yes" : "no"],
    ["Tries at the check", String(state.attempts)],
    ["Best result", best],
    [
      "A check that is under way",
      attempt && !attempt.submitted ? `question ${attempt.position + 1} of ${attempt.questions.length}` : "none",
    ],
    ["Cases begun", String(state.cases.length)],
    ["Time in all", `${(state.totalCentiseconds / 100).toFixed(1)} s`],
    ["Changes so far", String(state.seq)],
  ];
}

/** Returns a table of names and values. */
export function table(rows: readonly (readonly [string, string])[]): HTMLTableElement {
  const lines = rows.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, element("code", {}, value))),
  );
  return element("table", {}, element("tbody", {}, ...lines));
}
