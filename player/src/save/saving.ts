/** Everything between a learner's run and the LMS: finding it, going on from what it holds, saving, and ending the session. */
import { inTime } from "../core/in_time.js";
import { NEW_STATE, type SavedState } from "../core/saved_state.js";
import { word } from "../core/words.js";
import { LocalTracker } from "./local_tracker.js";
import { recentCalls } from "../trackers/call_log.js";
import type { Answer, Resume, Tracker, TrackerError } from "../trackers/tracker.js";
import { advance, tells, type Access, type AccessEffect, type AccessEvent } from "./access.js";
import { Checkpoints } from "./checkpoints.js";
import type { KeptAnswer } from "./answer_log.js";
import { Device } from "./device.js";
import { SaveEngine, type Pending } from "./engine.js";
import { openJournal } from "./journal.js";
import { learnerOf, NO_NEWS, startRun, type LaunchNews, type RunStart } from "./launch.js";
import { PATIENCE, type Urgency } from "./model.js";
import { Outbox } from "./outbox.js";
import { seen, type SaveState } from "./save_state.js";
import type { SavedRun } from "./saved_run.js";
import { TrackerOpener } from "./tracker_opener.js";
import { Turn } from "./turn.js";

/** Gives what happens to `advance`, and does what it says. */
export class Saving {
  state: SaveState = "idle";
  /** What the learner should know about how this run began. */
  news: LaunchNews = NO_NEWS;

  private access: Access = { phase: "connecting", isBehind: false, tellsEnd: false };
  private readonly opener: TrackerOpener;
  private tracker: Tracker;
  private checkpoints: Checkpoints | null = null;
  private engine: SaveEngine | null = null;
  private turn: Turn | null = null;
  private place: "in an LMS" | "without one" = "in an LMS";
  private isOpen: (isSo: true) => void = () => undefined;
  private readonly device: Device;
  private readonly outbox: Outbox;
  private readonly opened = new Promise<boolean>((resolve) => (this.isOpen = resolve));

  /** Takes the tracker of the package's format, or null if the package was opened without a learning system. */
  constructor(
    private readonly run: SavedRun,
    private readonly given: Tracker | null,
  ) {
    const { iri } = run.data.module;
    this.device = new Device(iri);
    this.outbox = new Outbox(run.questions);
    const local = new LocalTracker(openJournal(iri, ""));
    this.tracker = given ?? local;
    // Until it is known who the learner is, nothing of theirs is kept: the next one at this device may be another.
    this.opener = new TrackerOpener(given, local, () => {
      this.show("memory");
    });
  }

  /** Whether it is known where the learner left off, and to whom progress goes. */
  get isReady(): boolean {
    return this.access.phase !== "connecting";
  }

  /** Whether the learner looks at the module again, and nothing is recorded. */
  get isReviewing(): boolean {
    return this.access.phase === "reviewing";
  }

  /** Whether there is an LMS to send to, or there was one until the session ended: as long as that is not known, there may be. */
  get isTracked(): boolean {
    return (this.isReady ? !this.isLocal : this.given !== null) && !this.isReviewing;
  }

  /** Whether there is a session that the learner can end. */
  get canEnd(): boolean {
    return this.isTracked || (this.isReviewing && this.access.tellsEnd);
  }

  /** What has not arrived where it belongs, and may still do so from this page. */
  get pending(): Pending {
    // Until it is known who the learner is, nothing but this page holds what they do.
    const isHeldHere = !this.isReady && this.run.state !== NEW_STATE;
    return this.engine?.pending ?? (isHeldHere ? "something" : "nothing");
  }

  /** Why nothing can be recorded although the package is made for it, or null. */
  get problem(): TrackerError | null {
    return this.opener.problem;
  }

  /** What is sent about the learner, in words; "" until that is known. */
  get sends(): string {
    return !this.isReady ? "" : this.isReviewing ? word("player.sends.review") : this.tracker.sends;
  }

  /** What this device calls the learner: "" without an LMS, null where it can call them nothing. */
  get learner(): string | null {
    return this.device.name;
  }

  /** What was last said to the LMS, for IT. */
  get calls(): readonly string[] {
    return recentCalls();
  }

  private get isLocal(): boolean {
    return this.tracker !== this.given;
  }

  /** Finds the LMS, however long that takes; without one, what this device holds. Never rejects. */
  async open(): Promise<Resume> {
    const { tracker, resume } = await this.opener.open();
    this.tracker = tracker;
    this.place = this.isLocal ? "without one" : "in an LMS";
    await this.device.load(learnerOf(resume, this.place));
    return resume;
  }

  /** Goes on from what the LMS and this device hold, and returns it; null where neither holds anything. */
  adopt(resume: Resume): SavedState | null {
    this.isOpen(true);
    const end = this.isLocal && this.given ? this.device.readEnd() : null;
    if (end) {
      this.happen({ type: "found ended" });
      this.run.apply({ type: "resumed", stored: end });
      this.show("closed");
      return end;
    }
    const hasHappened = this.run.state !== NEW_STATE;
    const start = startRun(resume, this.place, this.device, this.run.rules);
    const checkpoints = this.begin(start, resume);
    const isBehind = hasHappened || start.isBehind || checkpoints.launch.doubt || resume.isUnsent === true;
    this.access = { ...this.access, isBehind, tellsEnd: resume.tellsEnd === true };
    this.happen({ type: resume.writable ? "opened" : "opened to review" });
    this.show("idle");
    // The LMS has given it all back, which is the best proof there is.
    if (this.isReviewing && this.device.isCompletionKnown) this.device.clear();
    return start.stored;
  }

  /** Lets *event* happen: what is to be done at once is done when this returns, as in `pagehide` there is no later. */
  happen(event: AccessEvent): void {
    const [access, effects] = advance(this.access, event);
    this.access = access;
    effects.forEach((effect) => {
      this.perform(effect, event);
    });
  }

  /** Something changed: it is kept on this device, and saved. */
  request(urgency: Urgency): void {
    this.happen({ type: "changed", urgency });
  }

  /** Hands a fact to the tracker in its turn, if it is to be told at all. */
  tell(fact: (tracker: Tracker) => void): void {
    this.outbox.add(() => {
      if (tells(this.access)) {
        fact(this.tracker);
      }
    });
  }

  /** Hands *answer* to the LMS with the next save. */
  answer(answer: Answer): void {
    this.happen({ type: "answered", answer });
  }

  /** Saves at once what is not saved yet; returns whether everything has arrived. */
  async flush(): Promise<boolean> {
    this.opener.wake();
    await this.turn?.asked;
    return this.engine?.flush() ?? this.isReady;
  }

  /** The page can be seen again after *away* milliseconds, or the network is back. */
  returned(away: number): void {
    this.opener.wake();
    this.happen({ type: "returned", away });
  }

  /** The page is gone, after `hidden`. */
  left(how: "for good" | "into the cache"): void {
    this.turn?.release();
    if (how === "for good" && this.device.isCompletionKnown) this.happen({ type: "left" });
  }

  /** Saves everything and ends the session; returns false, with the session still open, if not everything arrived. */
  async end(): Promise<boolean> {
    this.opener.wake();
    if (!(await inTime(this.opened, PATIENCE, false)) || (this.isLocal && this.given)) {
      return false;
    }
    await this.turn?.asked;
    if (this.engine) {
      this.engine.request("now");
      // After a Finish that failed there is no second one in Moodle, so it waits until all is there.
      if (!(await this.engine.flush()) || !this.outbox.isCurrent) {
        return false;
      }
    }
    const { phase } = this.access;
    this.happen({ type: "finished" });
    await this.tracker.ended;
    if (phase === "reviewing" && !this.isReviewing) this.show("closed");
    // Where another window saves, this one ends nothing.
    return this.access.phase === "ended";
  }

  private perform(effect: AccessEffect, event: AccessEvent): void {
    const { engine, checkpoints } = this;
    switch (effect) {
      case "ask":
      case "insist":
        this.turn?.ask(effect === "ask" ? "politely" : "by force");
        break;
      case "join":
        void this.tellAgain(checkpoints?.join() ?? []);
        break;
      case "start":
        this.engine = checkpoints && new SaveEngine(checkpoints, this.show, checkpoints.launch);
        this.show("idle");
        break;
      case "stop":
        engine?.close();
        this.engine = null;
        if (this.access.phase === "elsewhere") {
          this.tracker.pause?.();
          this.show("elsewhere");
        }
        break;
      case "send":
      case "send now":
        engine?.request(event.type === "changed" ? event.urgency : effect === "send" ? "soon" : "now");
        break;
      case "keep":
        void checkpoints?.keep();
        break;
      case "tell":
        if (event.type === "answered") {
          this.device.add(event.answer, this.tracker);
          this.tell((tracker) => {
            tracker.answer(event.answer);
          });
        }
        break;
      case "wait":
        this.outbox.add(() => {
          this.happen(event);
        });
        break;
      case "commit":
        if (checkpoints?.isWorthSaving) engine?.request("soon");
        engine?.hidden();
        break;
      case "look":
        engine?.returned(event.type === "returned" ? event.away : Infinity);
        break;
      case "remember":
        this.device.rememberEnd();
        break;
      case "close":
        this.tracker.close();
        this.turn?.release();
        break;
      case "forget":
        this.tracker.forget?.();
        this.show("closed");
        break;
    }
  }

  /** Takes over what is known of the learner, and tells the LMS what it never heard. */
  private begin({ news, state, unheard }: RunStart, { writable, totalSeconds }: Resume): Checkpoints {
    const { run, tracker, device, outbox } = this;
    run.apply({ type: "resumed", stored: state });
    this.news = news;
    const checkpoints = (this.checkpoints = new Checkpoints({ run, tracker, device, outbox }, totalSeconds, unheard));
    if (writable) {
      // Whoever the learner is: a window whose storage is blocked has no name for them, and would write beside one that has.
      const name = `coursepack:${run.data.module.iri}`;
      this.turn = new Turn(name, device, (type) => {
        this.happen({ type });
      });
    }
    void this.tellAgain(unheard.answers);
    return checkpoints;
  }

  private async tellAgain(answers: readonly KeptAnswer[]): Promise<void> {
    await this.outbox.open(answers, (answer) => {
      this.tracker.answer(answer);
    });
    if (answers.length > 0) this.request("soon");
  }
  private readonly show = (state: SaveState): void => {
    const { isLocal, isReviewing, tracker } = this;
    const isWhole = tracker.proof?.keepsState !== false && !this.news.isDamaged;
    this.state = seen(state, { isLocal, isReviewing, isWhole, isTold: this.outbox.isCurrent });
    this.run.changed();
  };
}
