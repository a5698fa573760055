/** What a result still waits for: to be sent, and pages to be finished. */
import { pageStatus } from "../../../player/src/core/session.js";
import { word } from "../../../player/src/core/words.js";
import type { Run } from "../../../player/src/run/run.js";

/** The states of saving in which a result does not get through. */
const STUCK = ["device", "memory", "signedout", "ended", "elsewhere"];

/** Says how the sending of a result stands. */
export function sentWords({ saving }: Run): string {
  if (!saving.isTracked) {
    return word(saving.state === "review" ? "player.result.nothing-recorded" : "player.result.device-only");
  }
  if (STUCK.includes(saving.state)) {
    return word("player.result.not-sent");
  }
  return word(saving.pending !== "nothing" ? "player.result.sending" : "player.result.sent");
}

/** Keeps the line about sending in *host* true; a screen reader hears of it only while something is wrong, and when it no longer is. */
export function followSent(host: HTMLElement, run: Run): void {
  const line = host.querySelector(".check__sent");
  const words = sentWords(run);
  if (line && line.textContent !== words) {
    const wasStuck = line.getAttribute("aria-live") === "polite";
    const isStuck = STUCK.includes(run.saving.state);
    line.setAttribute("aria-live", isStuck || wasStuck ? "polite" : "off");
    line.textContent = words;
  }
}

/** Returns the ids of the pages, but for that of the quiz, that are still to be done before the module is complete. */
export function pagesLeft({ data, rules, state }: Run): readonly string[] {
  const left = data.pages.filter((_, index) => {
    const page = rules.pages[index];
    return page?.core && !page.holdsQuiz && pageStatus(page, state) !== "done";
  });
  return left.map(({ id }) => id);
}
