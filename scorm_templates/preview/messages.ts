/** What the inspector and the emulated LMS's page say to each other. They are of different origins, and share nothing else. */
import type { Account, Values } from "./lms/server.js";

/** Where a block is written. */
export interface Place {
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
  readonly account: Account;
  readonly learner: LearnerThere;
  readonly settings: Values;
  readonly places: readonly Place[];
  readonly notes: readonly Note[];
  /** Whether the same learner is to be where they were, as after a change of the course. */
  readonly where: "at the start" | "where it was";
}

/** How the part is looked at. */
export interface Look {
  readonly kind: "look";
  readonly scheme: "light" | "dark";
  /** Percent of the usual size of text. */
  readonly text: number;
  readonly scripts: "run" | "off";
}

export type Order = LaunchOrder | Look;

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
  | { readonly kind: "stored"; readonly account: Account }
  | {
      readonly kind: "shown";
      readonly page: string;
      readonly saving: string;
      /** What stands in the storage of the packages' origin: names, and how many characters. */
      readonly device: readonly (readonly [string, number])[];
    };
