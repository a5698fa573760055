/** What this device keeps of a learner's progress, and what of it is known to have arrived in the LMS. */
import { encode, NEW_STATE, type SavedState } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import type { Evidence } from "../trackers/commit_watch.js";
import type { Answer, Tracker } from "../trackers/tracker.js";
import { AnswerLog, logAtLaunch, readAnswers, type Untold } from "./answer_log.js";
import { NO_ENTRY, openJournal, type JournalEntry, type Journal } from "./journal.js";
import { nameOf } from "./learner_name.js";

export interface LaunchFacts {
  /** The questions to which no answer is told. */
  readonly withheld: readonly number[];
  /** How many answers the LMS says that it holds, or null where it does not number them. */
  readonly answers: number | null;
  /** The number of the next answer, by the state that the LMS gave back, and by all that is known. */
  readonly nextInLms: number;
  readonly nextAnswer: number;
  /** Whether the session had begun before this page did: then what the LMS says need not have been stored. */
  readonly isContinued: boolean;
  /** Whether the LMS counts an attempt that this device knows nothing of. */
  readonly isNew: boolean;
  /** Whether the LMS gave back a state of ours. */
  readonly hasReturned: boolean;
  readonly isCompletionKnown: boolean;
}

export interface Unheard extends Untold {
  /** Whether the page before this one, in the same session, sent what is not known to have arrived. */
  readonly isDoubtful: boolean;
}

export class Device {
  answers = new AnswerLog();
  /** Whether the LMS is known to hold that the module is complete. */
  isCompletionKnown = false;
  private journal: Journal | null = null;
  private entry: JournalEntry = NO_ENTRY;
  /** The newest state that a save took along. */
  private sentState: SavedState = NEW_STATE;

  /** What this device calls the learner (learner_name.ts): "" without an LMS, null where it can call them nothing. */
  name: string | null = null;

  constructor(private readonly moduleIri: string) {}

  /** Finds what is kept for *learner*: "" without an LMS, null where the LMS does not say who it is. */
  async load(learner: string | null): Promise<void> {
    this.name = learner ? await nameOf(learner) : learner;
    this.journal = openJournal(this.moduleIri, this.name);
    await this.journal.load();
    // An earlier release filed it under what anybody could compute.
    const earlier = openJournal(this.moduleIri, learner);
    if (learner && this.name !== null && earlier.read().state !== "") {
      if (this.journal.read().state === "") {
        this.journal.write(earlier.read());
      }
      earlier.clear();
    }
  }

  /** Keeps *answer*, unless *tracker* has every answer of its own accord, or none. */
  add(answer: Answer, { proof }: Tracker): void {
    if (proof) {
      this.answers.add(answer);
    }
  }

  /** Takes over the answers that another window kept of the same attempt; returns what has to be told again. */
  join(): Untold {
    const [log, untold] = this.answers.after(readAnswers(this.read().answers));
    this.answers = log;
    return untold;
  }

  /** Reads once more what is on the disk, where another window may have written. */
  async reload(): Promise<void> {
    await this.journal?.load();
  }

  /** Whether the LMS's server ever answered a probe. */
  get hasProbed(): boolean {
    return this.entry.hasProbed;
  }

  /** Returns what is kept for the learner by now, by this window or another. */
  read(): JournalEntry {
    return this.journal?.read() ?? NO_ENTRY;
  }

  /**
   * Keeps for *learner* from now on, and returns what is kept for them. Of one without a name (null) that is only what goes back
   * to the same beginning as the state that the LMS gave: the last at this device may have been another.
   */
  use(learner: string | null, fromLms: string): JournalEntry {
    this.end().clear();
    const kept = this.read();
    const isTheirs = learner !== null || decode(kept.state)?.origin === decode(fromLms)?.origin;
    this.entry = isTheirs ? kept : NO_ENTRY;
    return this.entry;
  }

  /** Begins an attempt that the LMS counts from new, or goes on with what is kept; returns what has to be told again. */
  begin(launch: LaunchFacts): Unheard {
    this.isCompletionKnown = launch.isCompletionKnown;
    const { arrived, answers, state } = this.entry;
    const hasReturned = launch.hasReturned || (!launch.isNew && this.entry.hasReturned);
    this.entry = { ...this.entry, arrived: launch.isNew ? 0 : arrived, hasReturned };
    const kept = readAnswers(launch.isNew ? "" : answers).filter(({ question }) => !launch.withheld.includes(question));
    const isDoubtful = launch.isContinued && (arrived === 0 || arrived < (decode(state)?.seq ?? 0));
    const [log, untold] = logAtLaunch(kept, {
      count: launch.answers ?? launch.nextInLms,
      next: launch.nextAnswer,
      shows: !launch.isContinued ? "what is stored" : isDoubtful ? "what is doubtful" : "what it was told",
    });
    this.answers = log;
    return { ...untold, isDoubtful };
  }

  /** Keeps *state*, at once; resolves to whether not even a browser that is killed can take it along. */
  keep(state: SavedState): Promise<boolean> {
    this.entry = { ...this.entry, state: encode(state), answers: this.answers.toText() };
    this.journal?.write(this.entry);
    return this.journal?.written() ?? Promise.resolve(false);
  }

  /** *state* is on its way, and all answers are if the tracker has them. */
  sent(state: SavedState, answers: "with answers" | "without answers"): void {
    this.sentState = state;
    if (answers === "with answers") {
      this.answers.sent();
    }
  }

  /** What was sent has arrived; or nobody can know, and it is kept until a launch shows it back. */
  arrived(evidence: Evidence, hasProbed: boolean): void {
    const isProved = evidence === "proved";
    this.answers.taken();
    this.isCompletionKnown ||= isProved && this.sentState.complete;
    const arrived = isProved ? this.sentState.seq : this.entry.arrived;
    this.entry = { ...this.entry, arrived, hasProbed, answers: this.answers.toText() };
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
