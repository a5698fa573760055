/** What this device keeps of a learner's progress, and what of it is known to have arrived in the LMS. */
import { encode, NEW_STATE, type SavedState } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { AnswerLog, readAnswers, type KeptAnswer } from "./answer_log.js";
import { NOTHING, openJournal, type Entry, type Journal } from "./journal.js";

export interface LaunchFacts {
  /** The questions to which no answer is told. */
  readonly withheld: readonly number[];
  /** How many answers the LMS says that it holds. */
  readonly answers: number;
  /** Whether the session had begun before this page did: then what the LMS says need not have been stored. */
  readonly isContinued: boolean;
  /** Whether the LMS counts an attempt that this device knows nothing of. */
  readonly isNew: boolean;
  /** Whether the LMS gave back a state of ours. */
  readonly hasReturned: boolean;
  readonly isCompletionKnown: boolean;
}

export interface Unheard {
  /** Answers that the LMS does not hold. */
  readonly answers: readonly KeptAnswer[];
  /** How many answers it holds. */
  readonly held: number;
  /** Whether the page before this one, in the same session, sent what is not known to have arrived. */
  readonly isDoubtful: boolean;
}

export class Device {
  answers = new AnswerLog();
  /** Whether the LMS is known to hold that the module is complete. */
  isCompletionKnown = false;
  private journal: Journal | null = null;
  private entry: Entry = NOTHING;
  /** The newest state that a save took along. */
  private sentState: SavedState = NEW_STATE;

  constructor(private readonly moduleIri: string) {}

  /** Whether the LMS's server ever answered a probe. */
  get hasProbed(): boolean {
    return this.entry.hasProbed;
  }

  /** Returns what is kept for the learner by now, by this window or another. */
  read(): Entry {
    return this.journal?.read() ?? NOTHING;
  }

  /**
   * Keeps for *learner* from now on, and returns what is kept for them. Of one without a name (null) that is only what goes back
   * to the same beginning as the state that the LMS gave: the last at this device may have been another.
   */
  use(learner: string | null, fromLms: string): Entry {
    this.end().clear();
    this.journal = openJournal(this.moduleIri, learner);
    const kept = this.journal.read();
    const isTheirs = learner !== null || decode(kept.state)?.origin === decode(fromLms)?.origin;
    this.entry = isTheirs ? kept : NOTHING;
    return this.entry;
  }

  /** Begins an attempt that the LMS counts from new, or goes on with what is kept; returns what has to be told again. */
  begin(launch: LaunchFacts): Unheard {
    this.isCompletionKnown = launch.isCompletionKnown;
    const { arrived, answers, state } = this.entry;
    const hasReturned = launch.hasReturned || (!launch.isNew && this.entry.hasReturned);
    this.entry = { ...this.entry, arrived: launch.isNew ? 0 : arrived, hasReturned };
    const unheard = launch.isNew
      ? []
      : readAnswers(answers).filter(({ question }) => !launch.withheld.includes(question));
    const held = heldBefore(unheard, launch.answers);
    this.answers = new AnswerLog(unheard, held);
    const isDoubtful = launch.isContinued && (arrived === 0 || arrived < (decode(state)?.seq ?? 0));
    return { answers: unheard, held, isDoubtful };
  }

  /** Keeps *state*; false if this device cannot. */
  keep(state: SavedState): boolean {
    this.entry = { ...this.entry, state: encode(state), answers: this.answers.toText() };
    return this.journal?.write(this.entry) ?? false;
  }

  /** *state* is on its way, and all answers are if the tracker has them. */
  sent(state: SavedState, answers: "with answers" | "without answers"): void {
    this.sentState = state;
    if (answers === "with answers") {
      this.answers.sent();
    }
  }

  /** What was sent has arrived. */
  arrived(hasProbed: boolean): void {
    this.answers.arrived();
    this.isCompletionKnown ||= this.sentState.complete;
    this.entry = { ...this.entry, arrived: this.sentState.seq, hasProbed, answers: this.answers.toText() };
    this.journal?.write(this.entry);
  }

  /** The session is over: this window remembers until it is closed, for a reload cannot ask the LMS any more. */
  rememberEnd(): void {
    this.end().write({ ...this.entry, arrived: Math.max(1, this.entry.arrived) });
  }

  /** Returns the state with which a session ended in this window, or null. */
  readEnd(): SavedState | null {
    const { state, arrived } = this.end().read();
    return arrived > 0 ? decode(state) : null;
  }

  private end(): Journal {
    return openJournal(`${this.moduleIri}#end`, null);
  }

  /** Takes everything off the device. */
  clear(): void {
    this.journal?.clear();
  }
}

/**
 * Returns the number from which *unheard* are told again to an LMS that holds *count* answers. Those that it holds may have
 * come without all their words, and are told once more under their numbers; unless others follow them there, from another device.
 */
function heldBefore(unheard: readonly KeptAnswer[], count: number): number {
  const last = unheard[unheard.length - 1]?.index ?? -1;
  return count > last + 1 ? count : Math.min(count, unheard[0]?.index ?? count);
}
