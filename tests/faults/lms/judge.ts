/** Lets the browser tests read saved states as the player does, and say what one has lost that another had. */
import { mergeStates } from "../../../player/src/core/merge.js";
import { encode, NEW_STATE, type SavedState } from "../../../player/src/core/saved_state.js";
import { decode } from "../../../player/src/core/state_reader.js";
import { decimal, INTERACTION_WORDS } from "../../../player/src/trackers/scorm12_words.js";
import type { Answer } from "../../../player/src/trackers/tracker.js";
import { ruleOf } from "../../../scorm_templates/preview/lms/rules.js";
import { lacks } from "../../../scorm_templates/preview/lacks.js";

Object.assign(globalThis, {
  judge: {
    read: decode,
    merge: mergeStates,
    decimal,
    /** Says which elements of an answer the standard refuses. */
    refused: (answer: Answer) =>
      INTERACTION_WORDS.fields(answer)
        .filter(([element, value]) => ruleOf(`cmi.interactions.0.${element}`)?.takes(value) !== true)
        .map(([element, value]) => `${element} ${value}`),
    /** Returns *state* with *changes* as the player writes it. */
    change: (state: string, changes: Partial<SavedState>) => encode({ ...NEW_STATE, ...decode(state), ...changes }),
    /** Says what of *before* is not in *after*, both as text, or "". */
    lacks(after: string, before: string): string {
      const [now, then] = [decode(after), decode(before)];
      return then === null ? "" : now === null ? "everything" : lacks(now, then);
    },
  },
});
