/** One learner's run through the module: it joins the pure session, the tracker and the save loop, and knows no page. */
import { ActiveTime } from "./active_time.js";
import { openJournal, type Journal } from "./journal.js";
import type { PlayerData } from "./player_data.js";
import { SaveLoop, type SaveState } from "./save_loop.js";
import { decode, encode, NEW_STATE, type SavedState } from "./saved_state.js";
import { outcome, reduce, rulesOf, type Rules, type SessionEvent } from "./session.js";
import { LocalTracker } from "./trackers/local.js";
import type { Answer, Resume, Tracker } from "./trackers/tracker.js";

/** Seconds of reading that are worth a commit of their own when the page goes out of sight. */
const WORTH_SAVING = 10;

export class Run {
  readonly rules: Rules;
  readonly clock = new ActiveTime();
  /** What is sent about the learner, in words. */
  sends = "";
  saveState: SaveState = "idle";

  private current: SavedState = NEW_STATE;
  private tracker: Tracker;
  private journal: Journal;
  private secondsBefore = 0;
  private secondsSaved = 0;
  private isConnected = false;
  private isLocal = false;
  private isWritable = true;
  private isEnded = false;
  /** What happened before the LMS answered. */
  private untold: ((tracker: Tracker) => void)[] = [];
  private readonly listeners: (() => void)[] = [];
  private readonly loop = new SaveLoop({
    save: () => this.save(),
    keep: () => this.journal.write(encode(this.current)),
    show: (state) => {
      this.show(state);
    },
  });

  /** Takes the tracker of the package's format, or null if the package was opened without a learning system. */
  constructor(
    readonly data: PlayerData,
    private readonly given: Tracker | null,
  ) {
    this.rules = rulesOf(data);
    this.journal = openJournal(data.module.iri, "");
    this.tracker = given ?? new LocalTracker(this.journal);
  }

  get state(): SavedState {
    return this.current;
  }

  /** Whether it is known where the learner left off, and to whom progress goes. */
  get isReady(): boolean {
    return this.isConnected;
  }

  /** Whether there is an LMS to send to, or there was one until the session ended. */
  get isTracked(): boolean {
    return this.isConnected && !this.isLocal && this.isWritable;
  }

  /** Whether something has not arrived where it belongs. */
  get isPending(): boolean {
    return this.loop.isPending;
  }

  /** Calls *listener* after every change of state or of how saving stands. */
  subscribe(listener: () => void): void {
    this.listeners.push(listener);
  }

  /**
   * Finds the LMS and goes on from where the learner left off; without an LMS, from what this device holds. Never rejects.
   * Returns the id of the page to go to, or "".
   */
  async connect(): Promise<string> {
    this.clock.resume();
    const resume = await this.open();
    this.isConnected = true;
    this.isWritable = resume.writable;
    this.sends = resume.writable ? this.tracker.sends : "Nothing is sent: you are looking at this module again.";
    if (!this.isLocal) {
      this.journal = openJournal(this.data.module.iri, resume.learnerId);
    }
    const stored = decode(resume.state) ?? (resume.state ? decode(this.journal.read()) : null);
    const before = this.current;
    this.current = reduce(this.rules, before, { type: "resumed", stored: stored ?? NEW_STATE });
    this.secondsBefore = Math.max(this.current.totalCentiseconds / 100, resume.totalSeconds);
    this.show("idle");
    this.tellWhatHappened(before !== NEW_STATE, resume);
    const bookmark = this.data.pages.find((page) => page.fingerprint === stored?.bookmark)?.id;
    return bookmark ?? (this.data.pages.some((page) => page.id === resume.bookmark) ? resume.bookmark : "");
  }

  /** Lets *event* happen: state changes, listeners are told, and it is saved. */
  dispatch(event: SessionEvent): void {
    const before = this.current;
    this.current = reduce(this.rules, before, event);
    if (this.current === before) {
      return;
    }
    if (event.type === "read") {
      const page = this.data.pages.find((candidate) => candidate.fingerprint === event.page);
      this.tell((tracker) => {
        if (page) {
          tracker.viewed(page);
        }
      });
    }
    this.changed();
    this.request(event.type === "submitted" || this.current.complete !== before.complete ? "now" : "soon");
  }

  /** Hands *answer* to the LMS with the next save. */
  answer(answer: Answer): void {
    this.tell((tracker) => {
      tracker.answer(answer);
    });
  }

  /** Saves at once what is not saved yet; returns whether everything has arrived. */
  flush(): Promise<boolean> {
    return this.isSaving() ? this.loop.flush() : Promise.resolve(true);
  }

  /** The page went out of sight. */
  hidden(): void {
    this.clock.pause();
    if (this.isSaving() && this.seconds() - this.secondsSaved > WORTH_SAVING) {
      this.loop.request("now");
    }
    void this.flush();
  }

  /** The page can be seen again, or the network is back. */
  returned(): void {
    this.clock.resume();
    void this.flush();
  }

  /** The page is gone for good. Only a finished module is ended with it (design decision 6). */
  left(): void {
    if (this.current.complete) {
      void this.end();
    }
  }

  /** Saves everything and ends the session; returns false, with the session still open, if not everything arrived. */
  async end(): Promise<boolean> {
    if (!this.isSaving()) {
      return true;
    }
    this.loop.request("now");
    // After a Finish that failed there is no second one in Moodle, so it waits until all is there.
    if (!(await this.loop.flush())) {
      return false;
    }
    this.isEnded = true;
    this.tracker.close();
    this.loop.close();
    return true;
  }

  private async open(): Promise<Resume> {
    try {
      return await this.tracker.open();
    } catch (error) {
      console.warn("coursepack: no learning system; progress stays on this device", error);
      this.tracker = new LocalTracker(this.journal);
      return await this.tracker.open();
    } finally {
      this.isLocal = this.tracker !== this.given;
    }
  }

  private tellWhatHappened(somethingDid: boolean, resume: Resume): void {
    this.untold.forEach((tell) => {
      this.tell(tell);
    });
    this.untold = [];
    this.changed();
    // The LMS's word may have been lost or overwritten; a module that is complete says so again until it is heard.
    const isHeard = resume.status === "passed" || resume.status === "completed";
    if (somethingDid || (this.current.complete && !isHeard)) {
      this.request("now");
    }
  }

  private tell(fact: (tracker: Tracker) => void): void {
    if (!this.isConnected) {
      this.untold.push(fact);
    } else if (this.isSaving()) {
      fact(this.tracker);
    }
  }

  private request(urgency: "soon" | "now"): void {
    if (this.isSaving()) {
      this.loop.request(urgency);
    }
  }

  private isSaving(): boolean {
    return this.isConnected && this.isWritable && !this.isEnded;
  }

  private seconds(): number {
    return this.secondsBefore + this.clock.seconds();
  }

  private async save(): Promise<void> {
    const seconds = this.seconds();
    // Counts as a change: Moodle sends again only what differs from what it sent, even where that was lost.
    const event = { type: "saving", totalCentiseconds: Math.round(seconds * 100) } as const;
    this.current = reduce(this.rules, this.current, event);
    const bookmark = this.data.pages.find((page) => page.fingerprint === this.current.bookmark)?.id ?? "";
    this.tracker.report(outcome(this.rules, this.current));
    await this.tracker.save({ bookmark, state: encode(this.current), totalSeconds: seconds });
    this.secondsSaved = seconds;
  }

  /** Without an LMS, and in review, what the loop says is not what a learner needs to know. */
  private show(state: SaveState): void {
    this.saveState = this.isLocal ? "notracking" : this.isWritable ? state : "review";
    this.changed();
  }

  private changed(): void {
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
