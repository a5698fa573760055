/** What is missing in the LMS of what the course knows. */
import { lacks } from "../../../scorm_templates/preview/lacks.js";
import { NEW_STATE, type SavedState } from "../../../player/src/core/saved_state.js";
import { decode } from "../../../player/src/core/state_reader.js";
import { isStore } from "./tab.js";
import type { World } from "./world.js";

/** Returns an answer in the words in which two of them are compared. */
export function told(id: string, result: string): string {
  return `${id} ${result}`;
}

/** Returns what a device keeps of the beginning *origin* of a learner, out of *texts*, which are all that it keeps. */
export function journalIn(texts: Iterable<string>, origin: number): SavedState | null {
  return Array.from(texts, (text) => decode(text.split(" ")[1] ?? "")).find((state) => state?.origin === origin) ?? null;
}

/** Says what the LMS does not hold of what the course knows. */
export function missingInLms({ run, server, lms, answers, everyTab }: World): readonly string[] {
  const { values } = server.account;
  const state = decode(values["cmi.suspend_data"] ?? "") ?? NEW_STATE;
  const broken: string[] = [];
  if (!run) {
    return broken;
  }
  if (!lms.startsWith("trunc") && lacks(state, run.state)) {
    broken.push(`the LMS has lost ${lacks(state, run.state)}; the page says ${run.saving.state}`);
  }
  const status = values["cmi.core.lesson_status"] ?? "";
  if (run.state.complete && status !== "passed") {
    broken.push(`the status is ${status}, and the module is complete`);
  }
  // An LMS can hold a status whose state it refused: then another device cannot know what the learner did for it.
  if (status === "passed" && !everyTab.some(({ hasCompleted }) => hasCompleted)) {
    broken.push("the status is passed, and the module was never complete");
  }
  // The LMS may hold a better one, whose state it refused.
  // A try that one device could not tell of waits there.
  const isTold = !isStore(lms) || answers !== null;
  if (isTold && run.state.best && !(Number(values["cmi.core.score.raw"]) >= percentage(run.state.best))) {
    broken.push(`the score is ${values["cmi.core.score.raw"] ?? "missing"}, and was ${percentage(run.state.best)}`);
  }
  if (answers && lms !== "minimal") {
    const part = (index: number, name: string): string => values[`cmi.interactions.${index}.${name}`] ?? "missing";
    const held = numbersIn(Object.keys(values)).map((index) => told(part(index, "id"), part(index, "result")));
    // Requests to a store overtake each other; each answer tells its time.
    const [theirs, ours] = isStore(lms) ? [held.sort().join(), [...answers].sort().join()] : [held.join(), answers.join()];
    if (theirs !== ours) {
      broken.push(`the answers are ${theirs}, and were ${ours}`);
    }
  }
  return broken;
}

/** Returns the numbers of the answers among *elements*, ascending. */
function numbersIn(elements: readonly string[]): readonly number[] {
  const numbers = elements.map((element) => Number(/^cmi\.interactions\.(\d+)\.id$/.exec(element)?.[1] ?? "NaN"));
  return numbers.filter((number) => !Number.isNaN(number)).sort((one, other) => one - other);
}

function percentage({ right, total }: { readonly right: number; readonly total: number }): number {
  return Math.round((right / total) * 10_000) / 100;
}
