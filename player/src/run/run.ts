/** One learner's run through the module: the pure session, the clock, and whoever watches; saving is the saver's part. */
import { ActiveTime } from "../core/active_time.js";
import { bankOf } from "./bank.js";
import type { PlayerData, PlayerQuestion } from "../core/player_data.js";
import type { SaveState } from "../save/engine.js";
import type { Beginning } from "../save/beginning.js";
import { Saver } from "../save/saver.js";
import { NEW_STATE, type SavedState } from "../core/saved_state.js";
import { dayOf } from "../core/days.js";
import { reduce, rulesOf, type Rules, type SessionEvent } from "../core/session.js";
import type { Answer, Tracker, TrackerError } from "../trackers/tracker.js";
import { word } from "../core/words.js";

/** Seconds of reading that are worth a commit of their own when the page goes out of sight. */
const WORTH_SAVING = 10;
/** Milliseconds between two looks at the clock, and how late one is on a device that slept. */
const HEARTBEAT = 5_000;
const ASLEEP = 60_000;

export class Run {
  /** The rules of completion; the pass mark among them is the LMS's own, once that has said one. */
  rules: Rules;
  readonly clock = new ActiveTime(ASLEEP);
  /** The learner's name as the LMS has it, or "". It never leaves the browser. */
  learnerName = "";

  private current: SavedState = NEW_STATE;
  private readonly saver: Saver;
  private hiddenAt: number | null = null;
  private lastBeat = Date.now();
  private readonly listeners: (() => void)[] = [];

  /**
   * Takes the tracker of the package's format, or null if the package was opened without a learning system; and whatever
   * fetches the questions of the pages, which may arrive later than their page's neighbours.
   */
  constructor(
    readonly data: PlayerData,
    given: Tracker | null,
    taught: () => Promise<readonly PlayerQuestion[]>,
  ) {
    this.rules = rulesOf(data);
    const progress = {
      rules: () => this.rules,
      state: () => this.current,
      join: (stored: SavedState) => {
        this.reduce({ type: "resumed", stored });
      },
      count: (totalCentiseconds: number) => {
        this.reduce({ type: "saving", totalCentiseconds });
      },
      seconds: () => this.clock.seconds(),
      changed: () => {
        this.changed();
      },
      taught,
      bank: () => bankOf(data, data.check?.bank ?? "")(),
    };
    this.saver = new Saver(data, progress, given);
  }

  get state(): SavedState {
    return this.current;
  }

  /** What is sent about the learner, in words. */
  get sends(): string {
    const words = this.isReviewing ? word("player.sends.review") : this.saver.sends;
    return this.isReady ? words : "";
  }

  get saveState(): SaveState {
    return this.saver.saveState;
  }

  /** For whom this device keeps: "" without an LMS, null where nobody says who the learner is. */
  get learner(): string | null {
    return this.saver.learner;
  }

  /** What the learner should know about how this run began. */
  get beginning(): Beginning {
    return this.saver.beginning;
  }

  /** Whether it is known where the learner left off, and to whom progress goes. */
  get isReady(): boolean {
    return this.saver.isReady;
  }

  /** Whether there is an LMS to send to, or there was one until the session ended. */
  get isTracked(): boolean {
    return this.isReady && !this.saver.isLocal && !this.saver.isReviewing;
  }

  /** Why nothing can be recorded although the package is made for it, or null. */
  get problem(): TrackerError | null {
    return this.saver.problem;
  }

  /** Whether the learner looks at the module again, and nothing is recorded. */
  get isReviewing(): boolean {
    return this.saver.isReviewing;
  }

  /** Whether there is a session that the learner can end. */
  get canEnd(): boolean {
    return this.isTracked || (this.isReviewing && this.saver.tellsEnd);
  }

  /** Whether something has not arrived where it belongs. */
  get isPending(): boolean {
    return this.saver.isPending;
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
    setInterval(() => {
      this.beat();
    }, HEARTBEAT);
    const resume = await this.saver.open();
    if (this.rules.passMark !== null) {
      this.rules = { ...this.rules, passMark: resume.passMark ?? this.rules.passMark };
    }
    const stored = this.saver.adopt(resume);
    this.learnerName = resume.learnerName;
    this.changed();
    const bookmark = this.data.pages.find((page) => page.fingerprint === stored?.bookmark)?.id;
    return bookmark ?? (this.data.pages.some((page) => page.id === resume.bookmark) ? resume.bookmark : "");
  }

  /** Lets *event* happen: state changes, listeners are told, and it is saved. */
  dispatch(event: SessionEvent): void {
    const before = this.current;
    this.reduce(event);
    if (this.current === before) {
      return;
    }
    const page = event.type === "read" ? this.data.pages.find(({ fingerprint }) => fingerprint === event.page) : null;
    if (page) {
      this.saver.tell((tracker) => {
        tracker.viewed(page);
      });
    }
    this.saver.request(event.type === "submitted" || this.current.complete !== before.complete ? "now" : "soon");
    this.changed();
  }

  /** A summary in the place of the page *id* costs nothing: the questions of the page count as tried. */
  skip(id: string): void {
    for (const question of this.data.pages.find((page) => page.id === id)?.required ?? []) {
      this.dispatch({ type: "tried", question, right: false });
    }
  }

  /** Hands *answer* to the LMS with the next save. */
  answer(answer: Answer): void {
    this.saver.answer(answer);
  }

  /** Saves at once what is not saved yet; returns whether everything has arrived. */
  flush(): Promise<boolean> {
    return this.saver.flush();
  }

  /** The page went out of sight. */
  hidden(): void {
    this.clock.pause();
    this.hiddenAt ??= Date.now();
    this.saver.hidden(WORTH_SAVING);
  }

  /** The page can be seen again, or the network is back. */
  returned(): void {
    this.clock.resume();
    this.saver.returned(this.hiddenAt === null ? 0 : Date.now() - this.hiddenAt);
    this.hiddenAt = null;
  }

  /** The page is back out of the browser's cache. */
  restored(): void {
    this.clock.resume();
    this.hiddenAt = null;
    void this.saver.restored();
  }

  /** The page is gone, after `hidden`. */
  left(how: "for good" | "into the cache"): void {
    this.saver.left(how);
  }

  /** Saves everything and ends the session; returns false, with the session still open, if not everything arrived. */
  end(): Promise<boolean> {
    return this.saver.end();
  }

  /** Saves here from now on, and no longer in the other window that the course is open in. */
  takeOver(): Promise<void> {
    return this.saveState === "elsewhere" ? this.saver.takeTurn("by force") : Promise.resolve();
  }

  /** Adds what was reached on another device, or at an earlier time: most progress wins. */
  recover(state: SavedState): void {
    this.reduce({ type: "resumed", stored: { ...state, origin: this.current.origin } });
    this.saver.request("now");
    this.changed();
  }

  private reduce(event: SessionEvent): void {
    this.current = reduce(this.rules, this.current, event, dayOf(new Date()));
  }

  /** Looks at the clock, and keeps it on this device: a browser that dies takes a few seconds with it, and no more. */
  private beat(): void {
    const away = Date.now() - this.lastBeat;
    this.lastBeat = Date.now();
    this.clock.takeStock();
    this.saver.keep();
    if (away > ASLEEP) {
      this.saver.returned(away);
    }
  }

  private changed(): void {
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
