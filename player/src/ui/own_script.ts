/** What a script of its own does when it comes: the player knows it by what it leaves behind (later.ts). */
import { readWords } from "../core/words.js";

/** Brings the blocks of *kind* to life by *enhance*. One that fails stays readable as it is, and stops no other. */
export function enhanceOwn(kind: string, enhance: (block: HTMLElement) => void): void {
  for (const block of document.querySelectorAll<HTMLElement>(`[data-component=${kind}]`)) {
    try {
      enhance(block);
    } catch (error) {
      console.error("coursepack: a block stays as it is", block, error);
    }
  }
}

/** Takes the words that the script *name*.js says, and says that it has run. */
export function hasRun(name: string): void {
  readWords();
  ((window as { coursepackRan?: string[] }).coursepackRan ??= []).push(name);
}
