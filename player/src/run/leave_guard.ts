/** Asks before the page is left where leaving may lose something: nothing keeps what is not sent, or a result is on its way. */
import type { Run } from "./run.js";

/** Guards *host* as long as *run* has nowhere else to keep what it holds, or its result has not arrived. */
export function guardLeaving(run: Run, host: Window): void {
  // Nothing is saved in this event; it only asks. While it is listened to, browsers do not cache the page.
  // eslint-disable-next-line no-restricted-syntax -- the ban is on saving late
  const event = "beforeunload";
  const ask = (leaving: Event): void => {
    leaving.preventDefault();
  };
  let isGuarded = false;
  run.subscribe(() => {
    const { pending, state } = run.saving;
    const isNeeded = pending === "a result" || (state === "memory" && pending === "something");
    if (isNeeded !== isGuarded) {
      isGuarded = isNeeded;
      host[isNeeded ? "addEventListener" : "removeEventListener"](event, ask);
    }
  });
}
