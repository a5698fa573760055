/** What the inspector and the emulated LMS's page say to each other. They are of different origins, and share nothing else. */
import type { Failure } from "./lms/faulty.js";
import type { Account, Values } from "./lms/server.js";

/** Where a block is written. */
export interface Place {
  /** The id of the page on which the block stands. */
  readonly page?: string;
  /** The kind of the block, such as `callout`. */
  readonly kind?: string;
  readonly file: string;
  readonly line: number;
  readonly editor: string;
}

/** Something to be said beside a block: a problem of the course, or that the block is held. */
export interface Note {
  readonly severity: "error" | "warning" | "held";
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface LearnerThere {
  readonly id: string;
  readonly name: string;
}

/** Opens a part of what is previewed. */
export interface LaunchOrder {
  readonly kind: "launch";
  readonly format: string;
  readonly profile: string;
  readonly address: string;
  /** Under what the inspector keeps the account. */
  readonly key: string;
  readonly account: Account;
  readonly learner: LearnerThere;
  readonly settings: Values;
  readonly places: readonly Place[];
  readonly notes: readonly Note[];
  /** Whether the same learner is to be where they were, as after a change of the course. */
  readonly where: "at the start" | "where it was";
  /** What goes wrong from the start. */
  readonly plan: LaunchPlan;
}

/** How the part is looked at. */
export interface Look {
  readonly kind: "look";
  readonly scheme: "light" | "dark";
  /** Percent of the usual size of text. */
  readonly text: number;
  readonly scripts: "run" | "off";
}

/** What goes wrong, as `faults.json` says it, and the formats in which it can: everything that it names, and the launch first. */
export interface FaultPlan {
  readonly in: readonly string[];
  /** What shows that it came into play, where the plan alone does not say it: a try at the check, or what happens in the frame. */
  readonly shows?: "try" | "frame";
  readonly calls?: Failure;
  /** How many calls fail; without it all of them, until the fault is ended. */
  readonly times?: number;
  readonly server?: Condition;
  /** In what condition the record store is, and what gives out the package's files. */
  readonly store?: string;
  readonly package?: string;
  readonly frame?: FrameFault;
  readonly launch?: LaunchPlan;
  /** Milliseconds after the launch, or after the button was pressed. */
  readonly after?: number;
  /** Choices of how the part is looked at, by their ids. */
  readonly look?: Readonly<Record<string, string>>;
}

/** What happens to the frame of the course, or in it. */
export type FrameFault =
  | "reload"
  | "remove"
  | "back"
  | "api away"
  | "clear storage"
  | "offline"
  | "cached"
  | "stay"
  | "asleep"
  | "wrong clock"
  | "second"
  | "window first";

/** What is different at a launch. */
export interface LaunchPlan {
  readonly profile?: string;
  readonly name?: string;
  readonly who?: string;
  readonly learner?: "another";
  readonly api?: "none" | "late";
  readonly sandbox?: string;
  readonly settings?: Values;
  readonly values?: Values;
  /** An element that is a million characters long. */
  readonly long?: string;
  /** How many characters of saved state are left by a profile that cuts. */
  readonly cut?: number;
  /** How many frames stand around that of the course. */
  readonly frames?: number;
}

/** How the LMS's server is: what it answers to a commit. */
export type Condition = "well" | "gone" | "broken" | "login" | "busy" | "slow";

/** Lets something go wrong in what is open. */
export interface FaultOrder {
  readonly kind: "fault";
  readonly plan: FaultPlan;
}

/** Ends what goes wrong. */
export interface HealOrder {
  readonly kind: "heal";
}

/** Says anew what is to be said beside blocks. */
export interface NotesOrder {
  readonly kind: "notes";
  readonly notes: readonly Note[];
}

/** Lets axe-core judge what is in view. */
export interface JudgeOrder {
  readonly kind: "judge";
}

export type Order = LaunchOrder | Look | FaultOrder | HealOrder | JudgeOrder | NotesOrder;

/** What axe-core holds against what is in view: a rule, its help, and the elements. */
export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly impact: string;
  readonly targets: readonly string[];
}

/** A call of the run-time, or a request to a store. */
export interface NotedCall {
  readonly name: string;
  readonly value: string;
  readonly result: string;
  /** Why it was refused; empty if it was not. */
  readonly why: string;
  /** Milliseconds since the launch. */
  readonly at: number;
}

export type Report =
  | { readonly kind: "ready" }
  | { readonly kind: "call"; readonly call: NotedCall }
  /** Why nothing could be judged stands in *why*. */
  | { readonly kind: "judged"; readonly violations: readonly Violation[]; readonly why: string }
  /** What the LMS holds in the account *key*, which need not be in view any more: as it launches, and when it has stored something. */
  | { readonly kind: "launched" | "stored"; readonly key: string; readonly account: Account }
  /** What was to go wrong did, in a call, at the server behind it, or in the frame. */
  | { readonly kind: "happened"; readonly sign: "calls" | "frame" }
  | {
      readonly kind: "shown";
      readonly page: string;
      readonly saving: string;
      /** Whether there are words on it. */
      readonly isReadable: boolean;
      /** What stands in the storage of the packages' origin: names, and how many characters. */
      readonly device: readonly (readonly [string, number])[];
    };
