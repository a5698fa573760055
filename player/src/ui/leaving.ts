/** "Save and leave": the learner ends the session, and is told when that is safe. */
import { button, element } from "./element.js";
import type { Notice } from "./notice.js";
import type { Run } from "../run/run.js";
import { word } from "../core/words.js";

/** Shows *leave* while there is a session to end, and ends it when it is pressed. */
export function followLeaving(run: Run, leave: HTMLElement, notice: Notice): void {
  let isLeaving = false;
  const update = (): void => {
    leave.hidden = !run.saving.canEnd || run.saving.state === "closed";
    const words = word(run.saving.isReviewing ? "player.leaving.leave" : "player.leaving.save-and-leave");
    if (leave.textContent !== words) {
      leave.textContent = words;
    }
  };
  run.subscribe(update);
  // On a slow line the learning system has answered before this button is there.
  update();
  leave.addEventListener("click", () => {
    if (!isLeaving) {
      isLeaving = true;
      void tryToLeave().finally(() => {
        isLeaving = false;
      });
    }
  });

  async function tryToLeave(): Promise<void> {
    const sent = run.saving.isReviewing ? "" : `${word("player.leaving.sent")} `;
    if (await run.saving.end()) {
      showLeft(notice, sent);
    } else {
      showNotSent(notice, tryToLeave);
    }
    notice.focus();
  }
}

function showLeft(notice: Notice, sent: string): void {
  const how = word("player.leaving.how");
  notice.show("leaving", word("player.leaving.can-close"), element("p", {}, `${sent}${how}`));
  // Only a window that the LMS opened may close itself; closing an LMS's frame can lose what it has not stored.
  if (window.opener && window.parent === window) {
    notice.append(
      button(word("player.leaving.close-window"), "button", () => {
        window.close();
      }),
    );
  }
}

function showNotSent(notice: Notice, tryAgain: () => Promise<void>): void {
  notice.show(
    "leaving",
    word("player.leaving.not-sent"),
    element("p", {}, word("player.leaving.stay")),
    button(word("player.leaving.try-again"), "button", () => void tryAgain()),
  );
}
