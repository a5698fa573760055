/** Lets the browser tests read saved states as the player does, and say what one has lost that another had. */
import { decode } from "../../../player/src/saved_state.js";
import { TRUTHFUL } from "./profiles.js";
import { lacks } from "../walks/invariants.js";

Object.assign(globalThis, {
  judge: {
    read: decode,
    truthful: TRUTHFUL,
    /** Says what of *before* is not in *after*, both as text, or "". */
    lacks(after: string, before: string): string {
      const [now, then] = [decode(after), decode(before)];
      return then === null ? "" : now === null ? "everything" : lacks(now, then);
    },
  },
});
