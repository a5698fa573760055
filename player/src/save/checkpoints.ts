/** What is saved at a checkpoint: the learner's state and time, on this device first and then through the tracker. */
import { mergeStates } from "../core/merge.js";
import { encode } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { outcome } from "../core/session.js";
import type { Evidence } from "../trackers/commit_watch.js";
import type { Manner, Tracker } from "../trackers/tracker.js";
import type { Untold } from "./answer_log.js";
import type { Device, Unheard } from "./device.js";
import type { SavePorts } from "./engine.js";
import type { ProbeResult, Model } from "./model.js";
import type { Outbox } from "./outbox.js";
import { probe } from "./probe.js";
import type { SavedRun } from "./saved_run.js";

/** Seconds of reading that are worth a commit of their own when the page goes out of sight. */
const WORTH_SAVING = 10;

/** Between what a save takes, and where it goes. */
interface Ends {
  readonly run: SavedRun;
  readonly tracker: Tracker;
  readonly device: Device;
  /** What hands the tracker its answers. */
  readonly outbox: Outbox;
}

export class Checkpoints implements SavePorts {
  /** The learner's active seconds over all sessions before this, and those that a save took along. */
  private readonly secondsBefore: number;
  private secondsSaved: number;

  /** Goes on from the time that the state and the LMS know, whichever knows of more; *unheard* is told again. */
  constructor(
    private readonly ends: Ends,
    totalSeconds: number,
    private readonly unheard: Unheard,
  ) {
    const { run, tracker } = ends;
    this.secondsBefore = this.secondsSaved = Math.max(run.state.totalCentiseconds / 100, totalSeconds);
    tracker.proof?.answersFrom(unheard.first, unheard.answers.length, unheard.next);
  }

  /** How the engine begins. */
  get launch(): Pick<Model, "probes" | "doubt"> {
    const { tracker, device } = this.ends;
    return tracker.proof
      ? { probes: device.hasProbed ? "trusted" : "unanswered", doubt: this.unheard.isDoubtful }
      : { probes: "needless", doubt: false };
  }

  /** Whether the learner has read for so long that it is worth a save. */
  get isWorthSaving(): boolean {
    return this.centiseconds() / 100 - this.secondsSaved > WORTH_SAVING;
  }

  /** Takes over what another window has kept of the same attempt; returns the answers that have to be told again. */
  join(): Untold["answers"] {
    const { run, device, tracker } = this.ends;
    tracker.join?.();
    const theirs = decode(device.read().state);
    if (theirs?.origin !== run.state.origin) {
      return [];
    }
    run.apply({ type: "resumed", stored: mergeStates(run.state, theirs) });
    if (!tracker.proof) {
      return [];
    }
    const { answers, first, next } = device.join();
    // The LMS's page of this window does not know what the other one told, and would have it overwritten.
    tracker.proof.answersFrom(first, answers.length, next);
    return answers;
  }

  async keep(): Promise<boolean> {
    const { tracker, device, run } = this.ends;
    const totalCentiseconds = Math.max(run.state.totalCentiseconds, this.centiseconds());
    return (await device.keep({ ...run.state, totalCentiseconds })) && (await tracker.isKept?.()) !== false;
  }

  async save(manner: Manner): Promise<void> {
    const { run, tracker, device, outbox } = this.ends;
    // Moodle sends again only what differs from what it sent, even where that was lost: each save counts.
    const hasAnswers = manner !== "stopgap" && outbox.isCurrent;
    const nextAnswer = tracker.proof && hasAnswers ? device.answers.next : 0;
    run.apply({ type: "saving", totalCentiseconds: this.centiseconds(), nextAnswer });
    if (manner === "replay") device.answers.doubt();
    const { state } = run;
    const seconds = this.centiseconds() / 100;
    void device.keep(state);
    device.sent(state, hasAnswers ? "with answers" : "without answers");
    tracker.proof?.prepare(manner);
    const bookmark = run.data.pages.find((page) => page.fingerprint === state.bookmark)?.id ?? "";
    this.report();
    const saving = tracker.save({ bookmark, state: encode(state), totalSeconds: seconds });
    const end = hasAnswers ? tracker.proof?.nextAnswer() : null;
    if (typeof end === "number" && end < device.answers.next) {
      device.answers.goOnAt(end);
    }
    await saving;
    this.secondsSaved = seconds;
  }

  announce(): void {
    if (!this.ends.tracker.proof) {
      this.report();
    }
  }

  hurry(): void {
    this.ends.tracker.hurry?.();
  }

  probe(): Promise<ProbeResult> {
    return probe(this.ends.run.data.build);
  }

  verdict(late: (evidence: Evidence) => void): Promise<Evidence> {
    return this.ends.tracker.proof?.verdict(late) ?? Promise.resolve("proved");
  }

  arrived(evidence: Evidence, hasProbed: boolean): void {
    this.ends.tracker.proof?.arrived(evidence);
    this.ends.device.arrived(evidence, hasProbed);
  }

  private report(): void {
    const { run, tracker } = this.ends;
    const { origin, attempts: tries } = run.state;
    const seconds = { totalSeconds: this.centiseconds() / 100, sessionSeconds: run.clock.seconds() };
    tracker.report({ ...outcome(run.rules, run.state), origin, tries, ...seconds });
  }

  private centiseconds(): number {
    return Math.round((this.secondsBefore + this.ends.run.clock.seconds()) * 100);
  }
}
