/** "Save and leave": the learner ends the session, and is told when that is safe. */
import { button, element } from "./element.js";
import type { Notice } from "./notice.js";
import type { Run } from "../run/run.js";

/** Shows *leave* while there is a session to end, and ends it when it is pressed. */
export function followLeaving(run: Run, leave: HTMLElement, notice: Notice): void {
  let isLeaving = false;
  const update = (): void => {
    leave.hidden = !run.saving.canEnd || run.saving.state === "closed";
    const words = run.saving.isReviewing ? "Leave" : "Save and leave";
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
    const sent = run.saving.isReviewing ? "" : "Your progress has been sent. ";
    if (await run.saving.end()) {
      showLeft(notice, sent);
    } else {
      showNotSent(notice, tryToLeave);
    }
    notice.focus();
  }
}

function showLeft(notice: Notice, sent: string): void {
  const how = "Use your learning system's menu, or its Exit button, to leave.";
  notice.show("leaving", "You can now close this course", element("p", {}, `${sent}${how}`));
  // Only a window that the LMS opened may close itself; closing an LMS's frame can lose what it has not stored.
  if (window.opener && window.parent === window) {
    notice.append(
      button("Close this window", "button", () => {
        window.close();
      }),
    );
  }
}

function showNotSent(notice: Notice, tryAgain: () => Promise<void>): void {
  notice.show(
    "leaving",
    "Your latest progress has not been sent",
    element("p", {}, "Stay, and we keep trying. If you close this course now, open it again on this device later."),
    button("Stay and try again", "button", () => void tryAgain()),
  );
}
