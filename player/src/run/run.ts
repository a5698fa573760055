/** One learner's run through the module: the pure session, the clock, and whoever watches; `saving` is what becomes of it. */
import { ActiveTime } from "../core/active_time.js";
import type { PlayerData, PlayerQuestion } from "../core/player_data.js";
import { NEW_STATE, type SavedState } from "../core/saved_state.js";
import { dayOf } from "../core/days.js";
import { reduce, rulesOf, scoreOfTry, type Rules, type SessionEvent } from "../core/session.js";
import type { SavedRun } from "../save/saved_run.js";
import type { Answer } from "../trackers/tracker.js";
import { bankOf } from "./bank.js";
import type { Begin, Saves, SavingToCome } from "./saving_to_come.js";

/** Milliseconds between two looks at the clock, and how late one is on a device that slept. */
const HEARTBEAT = 5_000;
const ASLEEP = 60_000;

export class Run implements SavedRun {
  state: SavedState = NEW_STATE;
  /** The rules of completion; the pass mark among them is the LMS's own, once that has said one. */
  rules: Rules;
  readonly clock = new ActiveTime(ASLEEP);
  readonly questions: SavedRun["questions"];
  saving: Saves;
  /** The learner's name as the LMS has it, or "". It never leaves the browser. */
  learnerName = "";

  private hiddenAt: number | null = null;
  private lastBeat = Date.now();
  private readonly listeners: (() => void)[] = [];

  /**
   * Takes what stands in for saving until it comes, and whatever fetches the questions of the pages.
   */
  constructor(
    readonly data: PlayerData,
    private readonly toCome: SavingToCome,
    taught: () => Promise<readonly PlayerQuestion[]>,
  ) {
    this.rules = rulesOf(data);
    this.questions = { taught, bank: () => bankOf(data, data.check?.bank ?? "")() };
    this.saving = toCome;
  }

  /** Calls *listener* after every change of state or of how saving stands. */
  subscribe(listener: () => void): void {
    this.listeners.push(listener);
  }

  /**
   * Waits for saving to come, finds the LMS and goes on from where the learner left off; without an LMS, from what this device
   * holds. Never rejects. Returns the id of the page to go to, or "".
   */
  async connect(coming: Promise<Begin>): Promise<string> {
    this.clock.resume();
    setInterval(() => {
      this.beat();
    }, HEARTBEAT);
    const saving = (await coming)(this);
    this.saving = saving;
    this.toCome.handOver(saving);
    this.changed();
    const resume = await saving.open();
    if (this.rules.passMark !== null) {
      this.rules = { ...this.rules, passMark: resume.passMark ?? this.rules.passMark };
    }
    this.learnerName = resume.learnerName;
    const stored = saving.adopt(resume);
    this.changed();
    const bookmark = this.data.pages.find((page) => page.fingerprint === stored?.bookmark)?.id;
    return bookmark ?? (this.data.pages.some((page) => page.id === resume.bookmark) ? resume.bookmark : "");
  }

  /** Lets *event* happen: state changes, listeners are told, and it is saved. */
  dispatch(event: SessionEvent): void {
    const before = this.state;
    this.clock.use();
    this.apply(event);
    if (this.state === before) {
      return;
    }
    const page = event.type === "read" ? this.data.pages.find(({ fingerprint }) => fingerprint === event.page) : null;
    if (page) {
      this.saving.tell((tracker) => {
        tracker.viewed(page);
      });
    }
    if (event.type === "submitted") {
      const attempt = {
        number: this.state.attempts,
        at: Date.now(),
        ...scoreOfTry(this.rules, this.state, event.right),
      };
      this.saving.tell((tracker) => {
        tracker.tried?.(attempt);
      });
    }
    this.saving.request(event.type === "submitted" || this.state.complete !== before.complete ? "now" : "soon");
    this.changed();
  }

  /** Hands *answer* to the LMS with the next save, if it is one that is sent. */
  answer(answer: Answer): void {
    if (!this.rules.withheld.includes(answer.question.fingerprint)) {
      this.saving.answer(answer);
    }
  }

  /** A summary in the place of the page *id* costs nothing: the questions of the page count as tried. */
  skip(id: string): void {
    for (const question of this.data.pages.find((page) => page.id === id)?.required ?? []) {
      this.dispatch({ type: "tried", question, right: false });
    }
  }

  /** Adds what was reached on another device, or at an earlier time: most progress wins. */
  recover(state: SavedState): void {
    this.apply({ type: "resumed", stored: { ...state, origin: this.state.origin } });
    this.saving.request("now");
    this.changed();
  }

  /** The page went out of sight. */
  hidden(): void {
    this.clock.pause();
    this.hiddenAt ??= Date.now();
    this.saving.happen({ type: "hidden" });
  }

  /** The page can be seen again, or the network is back. */
  returned(): void {
    this.clock.resume();
    this.saving.returned(this.hiddenAt === null ? 0 : Date.now() - this.hiddenAt);
    this.hiddenAt = null;
  }

  /** Somebody reads. */
  used(): void {
    this.clock.use();
  }

  /** The page is back out of the browser's cache. */
  restored(): void {
    this.clock.resume();
    this.hiddenAt = null;
    this.saving.happen({ type: "restored" });
  }

  apply(event: SessionEvent): void {
    this.state = reduce(this.rules, this.state, event, dayOf(new Date()));
  }

  changed(): void {
    this.listeners.forEach((listener) => {
      listener();
    });
  }

  /** Looks at the clock, and keeps it on this device: a browser that dies takes a few seconds with it, and no more. */
  private beat(): void {
    const away = Date.now() - this.lastBeat;
    this.lastBeat = Date.now();
    this.clock.takeStock();
    this.saving.happen({ type: "beat" });
    if (away > ASLEEP) {
      this.saving.returned(away);
    }
  }
}
