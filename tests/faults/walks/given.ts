/** The answers that the LMS should hold at last, as far as anybody can know. */
import { TELLING_NOBODY, type Tab } from "./tab.js";

export class Given {
  /** In words as `told` puts them; null where nobody can know. */
  private answers: string[] | null = [];

  /** Takes over what *tabs* have told by now, and returns everything. */
  by(tabs: readonly Tab[]): readonly string[] | null {
    if (tabs.length > 1 && tabs.some(({ store, page }) => store && page.isUndecided && page.untold.length > 0)) {
      // What was answered before it was known which window saves may be told, or not.
      this.lose();
    }
    for (const { page, run, store } of tabs.filter((tab) => tab.isTelling)) {
      page.isUndecided = false;
      const told = page.untold.splice(0);
      // What is told to a store that has ended the session waits on the device for the next one.
      const isLost = TELLING_NOBODY.includes(run?.saving.state ?? "") && !(store && run?.saving.state === "ended");
      this.answers?.push(...(isLost ? [] : told));
    }
    return this.answers;
  }

  /** The learner leaves *tab*. What it was told before it knew whose it is goes with all the rest, if that ends well, as is told to what this returns. */
  leaving(tab: Tab): (hasEnded: boolean) => void {
    this.by([tab]);
    const untold = tab.page.untold.splice(0);
    tab.isLeft = true;
    return (hasEnded) => {
      const isRecorded = hasEnded && !(tab.store?.standard === "cmi5" && tab.isReview);
      (isRecorded ? this.answers : tab.page.untold)?.push(...untold);
    };
  }

  /** From here on nobody can say. */
  lose(): void {
    this.answers = null;
  }
}
