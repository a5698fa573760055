/** The second half of a replay: what an LMS answers late, the second commit must not overtake. */
import type { CommitWatch, Evidence } from "./commit_watch.js";

export class SecondHalf {
  private begin: ((first: Evidence) => void) | null = null;

  /**
   * Calls *write* once it is known what became of the first half, which *watch* has seen: at once where the LMS has answered it, and
   * as soon as the page is in a `hurry`. Settles as *write* does.
   */
  follow(watch: CommitWatch, write: (first: Evidence) => void): Promise<void> {
    return new Promise((resolve) => {
      this.begin = (first) => {
        this.begin = null;
        resolve(
          new Promise((settle) => {
            write(first);
            settle();
          }),
        );
      };
      if (watch.atOnce) {
        this.begin(watch.atOnce);
      } else {
        void watch.arrival().then((first) => this.begin?.(first));
      }
    });
  }

  hurry(): void {
    this.begin?.("unknown");
  }
}
