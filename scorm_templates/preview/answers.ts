/** What the inspector's server answers and tells. */
import type { Names } from "./held_panel.js";
import type { Note, Place } from "./messages.js";
import type { Sends } from "./privacy_panel.js";
import type { Problem } from "./problems_panel.js";
import type { JudgedStatement } from "./statements_panel.js";

export interface PartThere {
  readonly id: string;
  readonly title: string;
  readonly formats: readonly string[];
}

export interface SubjectThere {
  readonly title: string;
  readonly lms: string;
  readonly parts: readonly PartThere[];
  readonly formats: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** Whether all rules were asked: else there may be more problems. */
  readonly judged: boolean;
}

export interface Launched {
  readonly problem?: string;
  readonly address: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly places: readonly Place[];
  readonly notes: readonly Note[];
  readonly names: Names;
  readonly sends: Sends;
  /** What the LMS holds before the learner comes, and the seconds that they have been here. */
  readonly held: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** A request to a record store, and what came of it. */
export interface StoreRequest {
  readonly name: string;
  readonly value: string;
  readonly status: number;
  readonly why: string;
  readonly statements?: readonly JudgedStatement[];
  /** All that the store holds; what gives out tokens says nothing of it. */
  readonly documents?: Readonly<Record<string, string>>;
}

/** Asks the inspector's server for something; no form of another site can send this type. */
export function post(path: string, asked: object): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
  });
}
