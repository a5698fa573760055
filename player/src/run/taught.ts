/** The questions that stand on the pages: each page carries its own, at its end. */
import { parsed } from "./arrival.js";
import type { PlayerQuestion } from "../core/player_data.js";

/** Returns the questions of all pages, once all pages are there. */
export async function taughtQuestions(): Promise<readonly PlayerQuestion[]> {
  await parsed();
  const scripts = Array.from(document.querySelectorAll("script[data-questions]"));
  const taught = scripts.flatMap((script) => JSON.parse(script.textContent) as PlayerQuestion[]);
  // A scenario's decision may stand on two pages: it is one question.
  return [...new Map(taught.map((question) => [question.id, question])).values()];
}
