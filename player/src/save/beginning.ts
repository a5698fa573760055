/** How a run begins: what the LMS gave back and what this device kept, put together. */
import { newSeed } from "../core/draw.js";
import { isOfOtherRelease, mergeAtLaunch, type Launch } from "../core/merge.js";
import { NEW_STATE, type SavedState } from "../core/saved_state.js";
import { outcome, type Rules } from "../core/session.js";
import type { Resume } from "../trackers/tracker.js";
import type { Device, Unheard } from "./device.js";

/** What the learner should know about how this run began. */
export type Beginning = Pick<Launch, "isDamaged" | "earlier"> & { readonly isUpdated: boolean };

export const NOTHING_TO_SAY: Beginning = { isDamaged: false, earlier: null, isUpdated: false };

export interface Begun {
  readonly words: Beginning;
  /** For whom this device keeps: "" without an LMS, null where the LMS does not say who the learner is. */
  readonly learner: string | null;
  /** What is known of the learner, or null if nothing is; and the state to go on with in either case. */
  readonly stored: SavedState | null;
  readonly state: SavedState;
  /** Whether the LMS has to be told something. */
  readonly isBehind: boolean;
  readonly unheard: Unheard;
}

/** Returns how a run begins in an LMS that gave back *resume*, or without one, and lets *device* keep it from now on. */
export function begin(resume: Resume, place: "in an LMS" | "without one", device: Device, rules: Rules): Begun {
  const isLocal = place === "without one";
  const learner = isLocal ? "" : resume.learnerId || resume.learnerName || null;
  const kept = device.use(learner, resume.state);
  // Without an LMS there is none that could have begun anew: what this device kept is all there is.
  const launch = isLocal
    ? mergeAtLaunch("", { ...kept, arrived: 0, hasReturned: false })
    : mergeAtLaunch(resume.state, kept);
  const { stored, isDamaged, earlier } = launch;
  // What the LMS holds may have been lost or overwritten: a result is told again until it is heard.
  const isHeard = resume.status === "passed" || resume.status === "completed";
  const unheard = device.begin({
    answers: resume.answers ?? 0,
    isContinued: resume.isContinued === true,
    isNew: launch.isNew,
    hasReturned: resume.state !== "" && !isDamaged && resume.isContinued !== true,
    isCompletionKnown: isHeard && !launch.isBehind && stored?.complete === true,
  });
  return {
    words: { isDamaged, earlier, isUpdated: stored !== null && isOfOtherRelease(stored, rules) },
    learner,
    stored,
    state: stored ?? { ...NEW_STATE, origin: newSeed() },
    isBehind: launch.isBehind || unheard.answers.length > 0 || (stored !== null && isUnheard(stored, rules, resume)),
    unheard,
  };
}

function isUnheard(stored: SavedState, rules: Rules, { status, score }: Resume): boolean {
  const isHeard = status === "passed" || status === "completed";
  const reached = outcome(rules, stored).score ?? -1;
  return (stored.complete && !isHeard) || (score !== undefined && reached > (score ?? -1));
}
