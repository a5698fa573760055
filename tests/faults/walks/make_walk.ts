/** Walks out of numbers: the same number makes the same walk, for ever. */
import type { Failure } from "../../../scorm_templates/preview/lms/faulty.js";
import { PROFILES, type ProfileName } from "../../../scorm_templates/preview/lms/profiles.js";
import type { Action } from "./actions.js";
import { Dice } from "./random.js";
import { STANDARDS, STORES, type Standard } from "./record_store.js";
import type { Lms } from "./tab.js";
import type { Condition } from "./virtual_server.js";
import type { Agreeing } from "./world.js";

export interface Walk {
  readonly lms: Lms;
  readonly agreeing: Agreeing;
  /** Whether answers to the questions on pages are sent, as they all were once, or kept to the course. */
  readonly practice?: "sent" | "kept";
  /** What is spoken in a record store. */
  readonly standard?: Standard;
  readonly actions: readonly Action[];
}

/** Our own LMSs, and scorm-again in both its ways, which we did not write. */
export const LMSS: readonly Lms[] = [...(Object.keys(PROFILES) as ProfileName[]), "sa-sync", "sa-async", ...STORES];

const LEARNING = ["read", "open", "try", "answer", "answer", "flag", "move"] as const;
const COMING_AND_GOING = [
  "hide",
  "show",
  "kill",
  "close",
  "reload",
  "leave",
  "back",
  "sign in",
  "other device",
  "another window",
  "other window",
  "use here",
  "copy code",
  "use code",
  "flush",
] as const;
const CONDITIONS: readonly Condition[] = ["gone", "broken", "shut", "login", "slow", "silent"];
const FAILURES: readonly Failure[] = [
  { call: "LMSCommit" },
  { call: "LMSCommit", error: "0" },
  { call: "LMSCommit", throws: true },
  { call: "LMSCommit", gives: null, error: "391" },
  { call: "LMSCommit", gives: "false", error: "101", works: true },
  { call: "LMSSetValue", gives: "false", error: "0", works: true },
  { call: "LMSSetValue", throws: true },
  { call: "LMSGetValue", throws: true },
  { call: "LMSInitialize", gives: "false", error: "103", works: true },
];

/** What a learner does who has enough time: from the first page to a result. */
function theRest(dice: Dice): Action[] {
  const pages = [0, 1, 2].map((which): Action => ({ do: "read", which }));
  return [{ do: "try", which: 0 }, ...pages, { do: "draw" }, { do: "submit", right: 2 + dice.below(3) }];
}

/** Returns a walk of about thirty actions with up to four faults, most of which end. Every LMS has its turn, and Moodle, in which most is lost, every fourth. */
export function makeWalk(seed: number): Walk {
  const dice = new Dice(seed);
  const agreeing: Agreeing = dice.next() < 0.7 ? "locks" : "calls";
  const faults = dice.below(5);
  const actions: Action[] = [];
  for (let left = 30; left > 0; left--) {
    actions.push(...step(dice));
  }
  for (let added = 0; added < faults; added++) {
    const at = dice.below(actions.length);
    const trouble = fault(dice);
    // What trouble does is worst to a result, and shows when it is over in the same page: there a replay has to mend it.
    const result = dice.next() < 0.25 ? theRest(dice) : [];
    actions.splice(at, 0, trouble, ...result);
    if (dice.next() < 0.7) {
      actions.splice(at + 1 + result.length + dice.below(8), 0, ...endOf(trouble, dice));
    }
  }
  // Every LMS has its turn with each.
  const practice = seed % 8 < 4 ? "sent" : "kept";
  const lms = seed % 4 === 0 ? "moodle12" : (LMSS[Math.floor((seed * 3) / 4) % LMSS.length] as Lms);
  // Behind its own dice: what a walk does is the same in every standard.
  const standard = (STORES as readonly Lms[]).includes(lms) ? { standard: dice.of(STANDARDS) } : {};
  return { practice, lms, ...standard, agreeing, actions };
}

function step(dice: Dice): Action[] {
  const what = dice.next();
  if (what < 0.52) {
    return [{ do: dice.of(LEARNING), which: dice.below(8) }];
  }
  if (what < 0.68) {
    return [{ do: "wait", seconds: dice.of([0.05, 1, 2, 6, 20, 90]) }];
  }
  if (what < 0.8) {
    return [dice.next() < 0.6 ? { do: "draw" } : { do: "submit", right: dice.below(5) }];
  }
  if (what < 0.83) {
    return [{ do: "kill within", moments: dice.below(60) }];
  }
  if (what < 0.87) {
    return theRest(dice);
  }
  if (what < 0.885) {
    return [{ do: "copy code" }, { do: "other device" }, { do: "wait", seconds: 1 }, { do: "use code" }];
  }
  return [{ do: dice.of(COMING_AND_GOING) }];
}

function endOf(trouble: Action, dice: Dice): Action[] {
  switch (trouble.do) {
    case "server":
      return [{ do: "sign in" }, { do: "server", is: "well" }, { do: "wait", seconds: dice.of([1, 20, 90]) }];
    case "storage":
      return [{ do: "storage", is: "well" }];
    case "mode":
      return [{ do: "mode", is: "normal" }];
    default:
      return [];
  }
}

function fault(dice: Dice): Action {
  const what = dice.next();
  if (what < 0.45) {
    const [is, where] = [dice.of(CONDITIONS), dice.next()];
    return where < 0.4 ? { do: "server", is } : { do: "server", is, only: where < 0.8 ? "tracking" : "files" };
  }
  if (what < 0.54) {
    return { do: "storage", is: "blocked" };
  }
  if (what < 0.62) {
    return { do: "sleep", seconds: dice.of([100, 10_000]) };
  }
  if (what < 0.68) {
    return { do: "clock", hours: dice.of([-26_280, -24, -1, 1, 24, 26_280]) };
  }
  if (what < 0.71) {
    return { do: "mode", is: dice.of(["review", "browse"] as const) };
  }
  return { do: "fault", failure: dice.of(FAILURES), times: dice.of([1, 2, 4]) };
}
