/** How long a store, or an LMS, has asked to be left alone. */
import { TrackerError } from "../tracker.js";
import { word } from "../../core/words.js";

/** Milliseconds: whoever asks for more patience than this is asked again all the same. */
const LONGEST = 300_000;

export class Pause {
  /** By a clock that nobody sets. */
  private until = 0;

  /** Throws a TrackerError as long as *what* is to wait. */
  check(what: string): void {
    if (performance.now() < this.until) {
      throw new TrackerError(word("player.store.busy"), `${what}: it asked to wait`);
    }
  }

  /** Takes down what *headers* ask for: Retry-After holds seconds, or a date by the clock that Date shows. */
  note(headers: Headers): void {
    const retryAfter = headers.get("Retry-After") ?? "";
    const seconds = Number(retryAfter);
    const now = Date.parse(headers.get("Date") ?? "") || Date.now();
    const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1000;
    this.until = Math.max(this.until, performance.now() + Math.min(wait || 0, LONGEST));
  }
}
