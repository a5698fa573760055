/**
 * Whether this window may save, and what it does about what happens: pure, beside `step`, which says when to commit.
 * docs/save-engine.md shows it as a table; a test holds the table and this together.
 */
import type { Answer } from "../trackers/tracker.js";
import type { Urgency } from "./model.js";

/**
 * connecting: the LMS has not answered. asking: may this window save? saving: it does. elsewhere: another one does.
 * reviewing: none may. ended: the session is over.
 */
export type AccessPhase = "connecting" | "asking" | "saving" | "elsewhere" | "reviewing" | "ended";

/**
 * opened, opened to review: it is known what the LMS holds, or that there is none. found ended: the session was over before this
 * page was loaded. granted, denied: the other windows let this one save, or one of them saves. wanted: the learner wants to save
 * here, and nowhere else. beat: some seconds went by. restored: the page is back out of the browser's cache, and may not be the
 * only one any more. left: it is gone for good, and the LMS is known to hold that the module is complete. finished: the learner
 * ends the session, and everything has arrived. cleared: they take everything off this device, whatever has arrived.
 */
export type AccessEvent =
  | { readonly type: "changed"; readonly urgency: Urgency }
  | { readonly type: "answered"; readonly answer: Answer }
  | { readonly type: "returned"; readonly away: number }
  | {
      readonly type:
        | "opened"
        | "opened to review"
        | "found ended"
        | "granted"
        | "denied"
        | "wanted"
        | "beat"
        | "hidden"
        | "restored"
        | "left"
        | "finished"
        | "cleared";
    };

/**
 * ask, insist: the other windows, politely or by force. join: what another window kept. start: the save engine, and stop it.
 * send: with the next commit, or at once. keep: on this device. tell: the answer to the tracker, or wait with it. commit: what is
 * unsent, before the page goes. look: whether the LMS is still there. remember: that the session is over. close: it. forget: what the tracker keeps.
 */
export type AccessEffect =
  | "ask"
  | "insist"
  | "join"
  | "start"
  | "stop"
  | "send"
  | "send now"
  | "keep"
  | "tell"
  | "wait"
  | "commit"
  | "look"
  | "remember"
  | "close"
  | "forget";

export interface Access {
  readonly phase: AccessPhase;
  /** Whether the LMS has to be told something that it did not hold at launch, or that it may have lost. */
  readonly isBehind: boolean;
  /** Whether the end is told even where nothing is saved. */
  readonly tellsEnd: boolean;
}

type Row = readonly [then: AccessPhase, ...does: AccessEffect[]];

const TABLE: Readonly<Record<AccessPhase, Readonly<Partial<Record<AccessEvent["type"], Row>>>>> = {
  connecting: {
    opened: ["asking", "ask"],
    "opened to review": ["reviewing"],
    "found ended": ["ended"],
    answered: ["connecting", "wait"],
  },
  asking: {
    granted: ["saving", "start", "send now"],
    denied: ["elsewhere", "stop"],
    changed: ["asking", "keep"],
    answered: ["asking", "tell", "keep"],
  },
  saving: {
    granted: ["saving", "look"],
    denied: ["elsewhere", "stop"],
    changed: ["saving", "send"],
    // A second answer to a question may change nothing else.
    answered: ["saving", "tell", "send"],
    beat: ["saving", "keep"],
    hidden: ["saving", "keep", "commit"],
    returned: ["saving", "look"],
    restored: ["saving", "ask"],
    // Only a module that is known to be finished is ended with its page: docs/decisions/021-when-progress-is-sent.md.
    left: ["ended", "remember", "stop", "close"],
    finished: ["ended", "remember", "stop", "close"],
  },
  elsewhere: {
    wanted: ["elsewhere", "insist"],
    granted: ["saving", "join", "start", "send now"],
    answered: ["elsewhere", "tell"],
  },
  reviewing: { finished: ["ended", "close"] },
  ended: {},
};

/** Returns whether this window may save after *event*, and what is to be done. */
export function advance(access: Access, { type }: AccessEvent): readonly [Access, readonly AccessEffect[]] {
  const { phase, isBehind, tellsEnd } = access;
  if (type === "cleared" && phase !== "ended") {
    return [{ ...access, phase: "ended" }, ["stop", "forget"]];
  }
  const [then, ...does] = TABLE[phase][type] ?? [phase];
  if (phase === "reviewing" && !tellsEnd) {
    return [access, []];
  }
  const isNews = phase === "asking" && (type === "changed" || type === "answered");
  // What the LMS holds already is not sent again.
  const isKnown = phase === "asking" && !isBehind;
  return [
    { ...access, phase: then, isBehind: isBehind || isNews },
    does.filter((effect) => effect !== "send now" || !isKnown),
  ];
}

/** Whether the tracker is told what the learner does. */
export function tells({ phase }: Access): boolean {
  return phase !== "reviewing" && phase !== "ended";
}
