/** Asks before the page is left, in the one case in which leaving it loses something: nothing can keep what is not sent. */
import type { Run } from "./run.js";

/** Guards *host* as long as *run* has nowhere else to keep what it holds. */
export function guardLeaving(run: Run, host: Window): void {
  // Nothing is saved in this event; it only asks. While it is listened to, browsers do not cache the page.
  // eslint-disable-next-line no-restricted-syntax -- the ban is on saving late
  const event = "beforeunload";
  const ask = (leaving: Event): void => {
    leaving.preventDefault();
  };
  let isGuarded = false;
  run.subscribe(() => {
    const isNeeded = run.saving.state === "memory" && run.saving.isPending;
    if (isNeeded !== isGuarded) {
      isGuarded = isNeeded;
      host[isNeeded ? "addEventListener" : "removeEventListener"](event, ask);
    }
  });
}
