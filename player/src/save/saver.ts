/** Everything between a learner's run and the LMS: finding it, going on from what it holds, saving, and ending the session. */
import { mergeStates } from "../core/merge.js";
import type { PlayerData } from "../core/player_data.js";
import { NEW_STATE, type SavedState } from "../core/saved_state.js";
import { decode } from "../core/state_reader.js";
import { LocalTracker } from "../trackers/local.js";
import type { Answer, Resume, Tracker, TrackerError } from "../trackers/tracker.js";
import { begin, NOTHING_TO_SAY, type Beginning } from "./beginning.js";
import { Checkpoints } from "./checkpoints.js";
import { Device } from "./device.js";
import { SaveEngine, type SaveState } from "./engine.js";
import { openJournal } from "./journal.js";
import type { Urgency } from "./model.js";
import { Opening } from "./opening.js";
import { probe } from "./probe.js";
import type { Progress } from "./progress.js";
import { Telling } from "./telling.js";
import { openWriter, type Writer } from "./writer.js";

/** connecting: the LMS has not answered. asking: may this window save? elsewhere: another one does. reviewing: none may. */
type Mode = "connecting" | "asking" | "saving" | "elsewhere" | "reviewing" | "ended";

export class Saver {
  saveState: SaveState = "idle";
  beginning: Beginning = NOTHING_TO_SAY;
  learner: string | null = null;
  /** Whether the end is told even where nothing is saved. */
  tellsEnd = false;

  private readonly opening: Opening;
  private tracker: Tracker;
  private mode: Mode = "connecting";
  private engine: SaveEngine | null = null;
  private writer: Writer | null = null;
  private readonly device: Device;
  private readonly telling: Telling;
  private readonly checkpoints: Checkpoints;
  /** Whether the LMS has to be told something that it did not hold at launch. */
  private isBehind = false;
  /** Whether the page before this one, in the same session, sent what is not known to have arrived. */
  private isDoubtful = false;
  private turn = Promise.resolve();

  constructor(
    private readonly data: PlayerData,
    private readonly progress: Progress,
    private readonly given: Tracker | null,
  ) {
    this.device = new Device(data.module.iri);
    this.checkpoints = new Checkpoints(data.pages, progress, this.device);
    this.telling = new Telling(progress);
    const local = new LocalTracker(openJournal(data.module.iri, ""));
    this.tracker = given ?? local;
    this.opening = new Opening(
      given,
      () => local,
      // Until it is known who the learner is, nothing of theirs is kept: the next one at this device may be another.
      () => {
        this.show("memory");
      },
    );
  }

  get isReady(): boolean {
    return this.mode !== "connecting";
  }

  get isLocal(): boolean {
    return this.tracker !== this.given;
  }

  /** Why nothing can be recorded although the package is made for it, or null. */
  get problem(): TrackerError | null {
    return this.opening.problem;
  }

  get isReviewing(): boolean {
    return this.mode === "reviewing";
  }

  get isPending(): boolean {
    return this.engine?.isPending ?? false;
  }

  get sends(): string {
    return this.tracker.sends;
  }

  /** Finds the LMS, however long that takes; without one, what this device holds. Never rejects. */
  async open(): Promise<Resume> {
    const { tracker, resume } = await this.opening.open();
    this.tracker = tracker;
    return resume;
  }

  /** Goes on from what the LMS and this device hold, and returns it; null where neither holds anything. */
  adopt(resume: Resume): SavedState | null {
    const end = this.isLocal && this.given ? this.device.readEnd() : null;
    if (end) {
      this.mode = "ended";
      this.progress.join(end);
      this.show("closed");
      return end;
    }
    const hasHappened = this.progress.state() !== NEW_STATE;
    this.tellsEnd = resume.tellsEnd === true;
    const rules = this.progress.rules();
    const begun = begin(resume, this.isLocal ? "without one" : "in an LMS", this.device, rules);
    const { stored, unheard } = begun;
    this.progress.join(begun.state);
    this.beginning = begun.words;
    this.learner = begun.learner;
    this.checkpoints.goOn(resume.totalSeconds);
    this.isBehind = hasHappened || begun.isBehind;
    this.isDoubtful = unheard.isDoubtful && this.tracker.proof !== undefined;
    this.tracker.proof?.answersFrom(unheard.held, unheard.answers.length);
    this.mode = resume.writable ? "asking" : "reviewing";
    void this.telling
      .open(unheard.answers, (answer) => {
        this.tracker.answer(answer);
      })
      .then(() => {
        // Also where this release has none of their questions any more: who waited for them waits no longer.
        if (unheard.answers.length > 0) {
          this.request("soon");
        }
      });
    this.show("idle");
    if (this.isReviewing && this.device.isCompletionKnown) {
      // The LMS has given it all back, which is the best proof there is.
      this.device.clear();
    }
    if (resume.writable) {
      this.writer = openWriter(`coursepack:${this.data.module.iri}:${resume.learnerId}`, () => {
        this.giveWay();
      });
      this.turn = this.takeTurn("politely");
    }
    return stored;
  }

  /** Something changed: it is kept on this device, and saved. */
  request(urgency: Urgency): void {
    if (this.engine) {
      this.engine.request(urgency);
    } else {
      this.isBehind = true;
      this.keep();
    }
  }

  tell(fact: (tracker: Tracker) => void): void {
    this.telling.add(() => {
      if (!this.isReviewing && this.mode !== "ended") {
        fact(this.tracker);
      }
    });
  }

  answer(answer: Answer): void {
    if (this.mode === "connecting") {
      this.telling.add(() => {
        this.answer(answer);
      });
    } else if (!this.isReviewing && this.mode !== "ended") {
      if (this.tracker.proof) {
        this.device.answers.add(answer);
      }
      this.tell((tracker) => {
        tracker.answer(answer);
      });
      // A second answer to a question may change nothing else.
      this.request("soon");
    }
  }

  async flush(): Promise<boolean> {
    this.opening.wake();
    await this.turn;
    return this.engine?.flush() ?? this.isReady;
  }

  /** Keeps on this device what the learner has done up to this moment. */
  keep(): boolean {
    return this.mode === "saving" || this.mode === "asking" ? this.checkpoints.keep() : true;
  }

  /** The page goes out of sight: commits what is unsent, and reading of more than *worth* seconds, before it returns. */
  hidden(worth: number): void {
    this.keep();
    if (this.engine && this.checkpoints.secondsUnsaved > worth) {
      this.engine.request("soon");
    }
    this.engine?.hidden();
  }

  returned(away: number): void {
    this.opening.wake();
    this.engine?.returned(away);
  }

  /** The page is back out of the browser's cache, and may not be the only one any more. */
  async restored(): Promise<void> {
    if (this.engine && (await this.writer?.take("politely")) === false) {
      this.giveWay();
    }
    this.engine?.returned(Infinity);
  }

  left(how: "for good" | "into the cache"): void {
    this.writer?.release();
    // Only a module that is known to be finished is ended with its page: docs/decisions/021-when-progress-is-sent.md.
    if (how === "for good" && this.engine && this.device.isCompletionKnown) {
      this.finish();
    }
  }

  async end(): Promise<boolean> {
    await this.turn;
    if (this.isReviewing && this.tellsEnd) {
      this.mode = "ended";
      this.tracker.close();
      await this.tracker.ended;
      this.show("closed");
    }
    if (!this.engine) {
      return true;
    }
    this.engine.request("now");
    // After a Finish that failed there is no second one in Moodle, so it waits until all is there.
    if (!(await this.engine.flush()) || !this.telling.isCurrent) {
      return false;
    }
    this.finish();
    await this.tracker.ended;
    return true;
  }

  /** Saves here from now on, and in no other window. */
  async takeTurn(how: "politely" | "by force"): Promise<void> {
    if ((await this.writer?.take(how)) !== true) {
      this.giveWay();
      return;
    }
    const theirs = how === "by force" ? decode(this.device.read().state) : null;
    if (theirs?.origin === this.progress.state().origin) {
      this.progress.join(mergeStates(this.progress.state(), theirs));
    }
    this.mode = "saving";
    const probes = this.tracker.proof ? (this.device.hasProbed ? "trusted" : "unanswered") : "needless";
    this.engine = new SaveEngine(
      {
        save: (manner) =>
          this.checkpoints.save(this.tracker, manner, this.telling.isCurrent ? "with answers" : "without answers"),
        keep: () => this.keep(),
        probe: () => probe(this.data.build),
        arrived: (hasProbed) => {
          this.tracker.proof?.arrived();
          this.device.arrived(hasProbed);
        },
        show: (state) => {
          this.show(state);
        },
      },
      { probes, doubt: this.isDoubtful },
    );
    this.show("idle");
    if (this.isBehind || this.isDoubtful || how === "by force") {
      this.engine.request("now");
    }
  }

  private giveWay(): void {
    this.mode = "elsewhere";
    this.engine?.close();
    this.engine = null;
    this.show("elsewhere");
  }

  private finish(): void {
    this.mode = "ended";
    this.device.rememberEnd();
    // First, for forma tears the frame out inside Finish: its `pagehide` comes before that returns, and must find the end.
    this.engine?.close();
    this.engine = null;
    this.tracker.close();
    this.writer?.release();
  }

  /** Without an LMS, and in review, what the engine says is not what a learner needs to know. */
  private show(state: SaveState): void {
    const isWhole = this.tracker.proof?.keepsState !== false && !this.beginning.isDamaged;
    const hasArrived = state === "saved" || state === "sent";
    // Answers of an earlier time whose questions are not at hand yet have not arrived either.
    const own = !hasArrived ? state : !this.telling.isCurrent ? "saving" : isWhole ? state : "partly";
    const isOwn = state === "elsewhere" || state === "closed";
    this.saveState = this.isLocal && !isOwn ? "notracking" : this.isReviewing ? "review" : own;
    this.progress.changed();
  }
}
