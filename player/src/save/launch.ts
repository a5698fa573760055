/** How a run begins: what the LMS gave back and what this device kept, put together. */
import { newSeed } from "../core/draw.js";
import { mergeStates } from "../core/merge.js";
import { encode, NEW_STATE, type SavedState } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { isOfOtherRelease, outcome, type Rules } from "../core/session.js";
import type { Resume } from "../trackers/tracker.js";
import type { Device, Unheard } from "./device.js";
import type { JournalEntry } from "./journal.js";

/** What the learner should know about how this run began. */
export type LaunchNews = Pick<MergedLaunch, "isDamaged" | "earlier"> & { readonly isUpdated: boolean };

export const NO_NEWS: LaunchNews = { isDamaged: false, earlier: null, isUpdated: false };

export interface RunStart {
  readonly news: LaunchNews;
  /** What is known of the learner, or null if nothing is; and the state to go on with in either case. */
  readonly stored: SavedState | null;
  readonly state: SavedState;
  /** Whether the LMS has to be told something. */
  readonly isBehind: boolean;
  readonly unheard: Unheard;
}

/** What two places held at launch. */
interface MergedLaunch {
  /** What is known of the learner, or null if nothing is. */
  readonly stored: SavedState | null;
  /** What this device kept of an attempt which the LMS held once, and of which it knows no more. */
  readonly earlier: SavedState | null;
  /** Whether the LMS counts an attempt that this device knows nothing of. */
  readonly isNew: boolean;
  /** Whether the LMS gave back something that is no state of ours: it cut or changed what it was given. */
  readonly isDamaged: boolean;
  /** Whether the LMS has to be told something. */
  readonly isBehind: boolean;
}

/**
 * Returns what is known of a learner at launch, from the text that the LMS gave back and from what this device kept. An LMS that
 * held a state, and now gives back nothing or one of another origin, has begun a new attempt: a teacher can set that, and a
 * learner tick it. What the device kept of the old one then stays out of the new, unless the learner fetches it. That the LMS
 * held it is shown by its having given a state back before; for a finished module, which nobody should be handed twice, it is
 * enough that it arrived.
 */
export function mergeAtLaunch(
  fromLms: string,
  kept: Pick<JournalEntry, "state" | "arrived" | "hasReturned">,
): MergedLaunch {
  const lms = decode(fromLms);
  const device = decode(kept.state);
  const isDamaged = fromLms !== "" && !lms;
  const wasHeld = kept.hasReturned || (device?.complete === true && kept.arrived > 0);
  if (device && wasHeld && !isDamaged && lms?.origin !== device.origin) {
    return { stored: lms, earlier: device, isNew: true, isDamaged, isBehind: false };
  }
  // What the LMS does not know joins the attempt that it knows.
  const own = device && lms ? mergeStates({ ...device, origin: lms.origin }, lms) : device;
  const stored = own ?? lms;
  const isBehind = stored !== null && (!lms || encode(stored) !== encode(lms));
  return { stored, earlier: null, isNew: false, isDamaged, isBehind };
}

/** Returns for whom this device keeps: "" without an LMS, null where the LMS does not say who the learner is. */
export function learnerOf(resume: Resume, place: "in an LMS" | "without one"): string | null {
  return place === "without one" ? "" : resume.learnerId || resume.learnerName || null;
}

/** Returns how a run begins in an LMS that gave back *resume*, or without one, and lets *device* keep it from now on. */
export function startRun(resume: Resume, place: "in an LMS" | "without one", device: Device, rules: Rules): RunStart {
  const isLocal = place === "without one";
  const learner = learnerOf(resume, place);
  const kept = device.use(learner, resume.state);
  // Without an LMS there is none that could have begun anew: what this device kept is all there is.
  const launch = isLocal
    ? mergeAtLaunch("", { ...kept, arrived: 0, hasReturned: false })
    : mergeAtLaunch(resume.state, kept);
  const { stored, isDamaged, earlier } = launch;
  // What the LMS holds may have been lost or overwritten: a result is told again until it is heard.
  const isHeard = resume.status === "passed" || resume.status === "completed";
  const unheard = device.begin({
    withheld: rules.withheld,
    answers: resume.answers ?? null,
    nextInLms: decode(resume.state)?.nextAnswer ?? 0,
    nextAnswer: stored?.nextAnswer ?? 0,
    isContinued: resume.isContinued === true,
    isNew: launch.isNew,
    hasReturned: resume.state !== "" && !isDamaged && resume.isContinued !== true,
    isCompletionKnown: isHeard && !launch.isBehind && stored?.complete === true,
  });
  return {
    news: { isDamaged, earlier, isUpdated: stored !== null && isOfOtherRelease(stored, rules) },
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
