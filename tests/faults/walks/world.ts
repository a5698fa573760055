/** A learner's devices, an LMS and a course in one process: the real run, engine and tracker, with nothing else real. */
import { readRecoveryCode, recoveryCode } from "../../../player/src/core/recovery.js";
import type { Run } from "../../../player/src/run/run.js";
import type { SavedState } from "../../../player/src/core/saved_state.js";
import type { Answer } from "../../../player/src/trackers/tracker.js";
import type { Change, Server, Values } from "../../../scorm_templates/preview/lms/server.js";
import { Clock } from "./clock.js";
import { provideDisk } from "./disk.js";
import { Given } from "./given.js";
import { noteErrors, PlainResponse, provide, Text } from "./globals.js";
import { Locks } from "./locks.js";
import { observed } from "./observed.js";
import { Dice } from "./random.js";
import { Storage, tellOthers } from "./storage.js";
import { RecordStore, type Standard } from "./record_store.js";
import { DATA, isStore, Tab, type Lms, type Page } from "./tab.js";
import { Timing } from "./timing.js";
import { VirtualServer } from "./virtual_server.js";

export const LEARNER = { id: "tess", name: "Ó Néill, Sam" };

/** Milliseconds in which what a learner did is on its way to the disk. */
const KEEPING = 10;
/** How the windows of a browser agree on who saves: by Web Locks, or, where there are none, by calling through storage. */
export type Agreeing = "locks" | "calls";

export class World {
  readonly clock = new Clock();
  readonly server: VirtualServer;
  /** The record store, if the LMS is one. */
  readonly store: RecordStore | null;
  readonly errors: unknown[] = [];
  /** What a teacher's settings make of every launch from now on. */
  settings: Values = {};
  /** The windows; the learner looks at the last. And all that there ever were. */
  tabs: Tab[] = [];
  readonly everyTab: Tab[] = [];
  /** What has happened, in a word each. */
  readonly events = new Set<string>();
  /** Whether the browser has died since `launch`. */
  hasCrashed = false;
  /** Milliseconds in which a window hears what another one wrote. */
  hearing = 0;
  /** After how many moments the browser dies: each is one in which a page reaches something outside itself. */
  momentsLeft = Infinity;
  /** The recovery code that the learner copied, and what they had reached then. */
  code: { readonly text: string; readonly state: SavedState } | null = null;
  private answeredAt = -Infinity;
  private readonly given = new Given();
  private device: Storage;
  private otherDevice: Storage;
  private locks = new Locks(this.clock);

  constructor(
    readonly lms: Lms,
    readonly agreeing: Agreeing = "locks",
    readonly data = DATA,
    standard: Standard = "xapi",
  ) {
    this.store = isStore(lms) ? new RecordStore(this.clock, DATA.build, lms, standard) : null;
    this.server = this.store ?? new VirtualServer(this.clock, DATA.build);
    this.device = this.newDevice();
    this.otherDevice = this.newDevice();
    this.clock.install();
    const dice = new Dice(1);
    Math.random = () => dice.next();
    provide("window", () => this.page?.window ?? new EventTarget());
    provide("localStorage", () => this.device);
    provide("sessionStorage", () => this.page?.tab.session);
    provide("navigator", () => ({
      ...(agreeing === "locks" ? { locks: this.locks } : {}),
      // scorm-again sends its last message so.
      sendBeacon: (_address: string, body: Text) =>
        this.session(this.timing).beacon(JSON.parse(body.parts.join("")) as Change),
    }));
    provideDisk({ storage: () => this.device, mayWrite: this.reach }, dice);
    provide("Blob", () => Text);
    provide("Response", () => PlainResponse);
    provide("location", () => ({ protocol: "https:", origin: "https://lms.test" }));
    provide("fetch", () => (address: string, init?: RequestInit) => this.fetch(address, init));
    provide("XMLHttpRequest", () => this.server.requestClass(this.timing));
    noteErrors(this.errors);
  }

  get front(): Tab | undefined { return this.tabs[this.tabs.length - 1]; }
  get run(): Run | null { return this.front?.run ?? null; }
  get storage(): Storage { return this.device; }
  get devices(): readonly Storage[] { return [this.device, this.otherDevice]; }

  /** The seconds for which the learner was active, on all pages that there ever were. */
  get seconds(): number { return this.everyTab.reduce((sum, tab) => sum + tab.seconds, 0); }

  /** Whether nothing keeps two windows apart: then there is no promise to hold the course to. */
  get isUnguarded(): boolean { return this.agreeing === "calls" && this.device.condition === "blocked"; }

  /** The answers that the LMS should hold at last (given.ts). */
  get answers(): readonly string[] | null {
    return this.given.by(this.tabs);
  }

  /** From here on nobody can say which answers the LMS should hold. */
  loseCount(): void {
    this.given.lose();
  }

  /** The learner answers a question. */
  answer(answer: Answer): void {
    this.front?.act((run) => {
      run.answer(answer);
    });
    this.answeredAt = this.clock.now;
    this.front?.hear(answer);
    if (!this.answers || this.device.condition === "blocked" || this.hasCrashed) {
      this.loseCount();
    }
  }

  /** Opens the course in the LMS, in a window of its own, and looks at it. */
  async launch(): Promise<void> {
    this.front?.act((run) => {
      run.hidden();
    });
    this.server.arrive();
    const timing = new Timing(this.clock);
    const server = this.session(this.lms === "xframe" ? undefined : timing); // a proxy sends from another origin
    const launch = { account: this.server.account, server, learner: LEARNER, settings: this.settings };
    const tab = new Tab(this.lms, launch, this.clock, new Storage(this.reach), timing, this.reach, this.data, this.store);
    this.tabs.push(tab);
    this.everyTab.push(tab);
    this.events.add(this.tabs.length > 1 ? "two windows" : "launch");
    this.events.add("cmi.core.lesson_mode" in this.settings ? "review" : "launch");
    await this.load(tab);
  }

  /** The course's frame is loaded anew in the same page of the LMS. */
  async reload(): Promise<void> {
    void this.answers;
    await this.front?.unload();
    await (this.front && this.load(this.front));
  }

  /** The learner closes the window they look at, and comes to the other one, or opens the course again. */
  async close(): Promise<void> {
    void this.answers;
    await this.front?.unload();
    this.tabs.pop()?.die();
    if (this.front) {
      this.front.act((run) => {
        run.returned();
      });
    } else {
      await this.launch();
    }
  }

  /** The browser dies, and is opened again. */
  async kill(): Promise<void> {
    this.crash();
    this.tabs = [];
    this.hasCrashed = false;
    await this.launch();
  }

  /** The learner looks at the other window. */
  switchWindow(): void {
    const [other, front] = this.tabs;
    if (other && front) {
      front.act((run) => {
        run.hidden();
      });
      this.tabs = [front, other];
      other.act((run) => {
        run.returned();
      });
    }
  }

  async useHere(): Promise<void> {
    if (this.run?.saving.state === "elsewhere" && !this.isUnguarded) {
      this.front?.act((run) => {
        run.saving.happen({ type: "wanted" });
      });
      await this.clock.pass(1_000);
    }
  }

  copyCode(): void {
    if (this.run?.saving.isReady === true) {
      const { state } = this.run;
      this.code = { text: recoveryCode(state), state };
    }
  }

  useCode(): void {
    const recovered = this.code && this.run?.saving.isReady === true && readRecoveryCode(this.code.text, this.run.rules);
    if (recovered && "state" in recovered) {
      this.front?.act((run) => {
        run.recover(recovered.state);
      });
    }
  }

  async saveAndLeave(): Promise<boolean> {
    const { front } = this;
    if (!front) {
      return false;
    }
    const told = this.given.leaving(front);
    let answer: boolean | null = null;
    front.act((run) => void run.saving.end().then((ended) => (answer = ended)));
    for (let waited = 0; answer === null && waited < 120 && !this.hasCrashed; waited++) {
      await this.clock.pass(1_000);
    }
    told(answer ?? false);
    return answer ?? false;
  }

  /** The learner goes on with their other device, which at first has never seen the course. */
  async useOtherDevice(): Promise<void> {
    // What this device has not sent comes later than what is answered on the other one, or never.
    if (!this.tabs.some(({ run }) => run?.saving.state === "saved")) {
      this.loseCount();
    }
    this.crash();
    [this.device, this.otherDevice] = [this.otherDevice, this.device];
    this.locks = new Locks(this.clock);
    await this.kill();
  }

  private async load(tab: Tab): Promise<void> {
    if (this.device.condition === "blocked") {
      this.loseCount();
      tab.keepsNothing = true;
    }
    await tab.load();
  }

  /** Ends everything, so that nothing of it reaches into another world. */
  async end(): Promise<void> {
    this.crash();
    await this.clock.pass(0);
  }

  private crash(): void {
    this.hasCrashed = true;
    this.momentsLeft = Infinity;
    if (this.clock.now - this.answeredAt < KEEPING || this.tabs.some(({ run, page }) => run?.saving.isReady === true && page.untold.length > 0)) {
      // It died as it was about to keep them.
      this.loseCount();
    }
    this.tabs.forEach((tab) => {
      tab.die();
    });
    this.device.die();
  }

  /** The course's page that runs now, or the one that is looked at. */
  private get page(): Page | undefined {
    const { owner } = this.clock;
    return this.tabs.find(({ page }) => page === owner)?.page ?? this.front?.page;
  }

  /** Says whether the page that runs can still reach what is outside of it. Each time that one does, its process may die. */
  private readonly reach = (): boolean => {
    const { owner } = this.clock;
    if (!owner) {
      return true;
    }
    if (owner.isAlive) {
      this.momentsLeft -= 1;
      if (this.momentsLeft < 0) {
        this.events.add("death");
        this.crash();
      }
    }
    return owner.isAlive;
  };

  private get timing(): Timing | undefined {
    const { owner } = this.clock;
    return this.tabs.find(({ page, outer }) => page === owner || outer === owner)?.timing;
  }

  private session(timing?: Timing): Server {
    return observed(this.server.session(), timing, this.reach);
  }

  private fetch(address: string, init?: RequestInit): Promise<Response> {
    // Of a page that goes a browser sends what may outlive it, and hears no answer.
    const isLeaving = this.tabs.some(({ page }) => page === this.clock.owner && page.isLeaving);
    const isSent = this.reach() && (!isLeaving || init?.keepalive === true);
    const reply = isSent ? this.server.fetch(address, this.timing, init) : null;
    reply?.catch(() => undefined);
    return reply && !isLeaving ? reply : new Promise(() => undefined);
  }

  private newDevice(): Storage {
    return new Storage(this.reach, (what) => { tellOthers(this.tabs, this.clock, what, this.hearing); }, () => this.clock.now);
  }
}
