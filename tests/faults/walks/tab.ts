/** A window of the learner's browser: the LMS's page, and in its frame the course. */
import { course, taught } from "../../../player/testing/course.js";
import { newRun, savingBy } from "../../../player/testing/saving.js";
import type { PlayerData } from "../../../player/src/core/player_data.js";
import type { Run } from "../../../player/src/run/run.js";
import type { Tracker } from "../../../player/src/trackers/tracker.js";
import { ScormTracker } from "../../../player/src/trackers/scorm.js";
import { scorm12 } from "../../../player/src/trackers/scorm12.js";
import { Faulty } from "../../../scorm_templates/preview/lms/faulty.js";
import { PROFILES, type ProfileName } from "../../../scorm_templates/preview/lms/profiles.js";
import { ScormAgain, type ScormAgainName } from "../lms/scorm_again.js";
import type { RuntimeSetup } from "../../../scorm_templates/preview/lms/server.js";
import type { Call, Strict12 } from "../../../scorm_templates/preview/lms/strict12.js";
import { told } from "./lacks.js";
import type { Answer } from "../../../player/src/trackers/tracker.js";
import { STORES, type RecordStore, type Store } from "./record_store.js";
import { settle, type Clock, type Owner } from "./clock.js";
import type { Storage } from "./storage.js";
import type { Timing } from "./timing.js";

export const DATA = course({ practiceIsSent: true });
export const TAUGHT = taught();
/** Where saving stands so, nothing is kept of what a learner does, and the page says that. */
export const KEEPING_NOTHING = ["closed", "review", "elsewhere", "notracking"];
/** Where it stands so, answers go nowhere either. */
export const TELLING_NOBODY = [...KEEPING_NOTHING, "ended"];
export type Lms = ProfileName | ScormAgainName | Store;
/** What stands in the place of an API that no store has. */
const NO_API = { calls: [] as Call[], violations: [] as string[] };

/** What the page looks like from outside. */
type Host = Window & { API: unknown };

/** The course's page in a tab: gone with each reload. */
export interface Page extends Owner {
  readonly tab: Tab;
  readonly window: EventTarget;
  /** Whether it is on its way out, and will hear no answer any more. */
  isLeaving: boolean;
  /** What the learner answered before it is known whose answers they are: until then the page keeps them, and says so. */
  readonly untold: string[];
  /** Whether some of that was answered before it was known whether this window saves. */
  isUndecided: boolean;
}

export class Tab {
  run: Run | null = null;
  page: Page = this.newPage();
  /** The page of the LMS. */
  readonly outer: Owner = { isAlive: true };
  readonly faulty: Faulty;
  /** Every call since the tab was opened, and where among them the course was loaded last. */
  readonly calls: Call[] = [];
  readonly violations: string[] = [];
  loadedAt = 0;
  /** The active seconds of the pages that were loaded here and are gone. */
  private secondsBefore = 0;
  /** Whether the module was ever complete here. */
  hasCompleted = false;
  /** Whether a page was loaded here while nothing could be kept: it goes on so, and says that it is to be left open. */
  keepsNothing = false;
  /** Whether the learner pressed "Save and leave" here. */
  isLeft = false;
  /** Whether the LMS says that the learner looks at the module again. */
  readonly isReview: boolean;
  private readonly runtime: Pick<Strict12, "calls" | "violations">;
  /** Makes the tracker of each page that is loaded here. */
  private readonly tracker: (data: PlayerData) => Tracker;

  /** `reach` says whether the page that asks for something can still reach anything. */
  constructor(
    lms: Lms,
    launch: RuntimeSetup,
    private readonly clock: Clock,
    readonly session: Storage,
    readonly timing: Timing,
    reach: () => boolean,
    private readonly data: PlayerData,
    readonly store: RecordStore | null,
  ) {
    this.isReview = "cmi.core.lesson_mode" in launch.settings;
    this.runtime = isStore(lms) ? NO_API : clock.as(this.outer, () => makeRuntime(lms, launch));
    this.faulty = new Faulty(this.runtime);
    const calls = Object.entries(this.faulty.api).map(([name, call]) => [
      name,
      (...values: string[]) => (reach() ? clock.as(this.outer, () => call(...values)) : ""),
    ]);
    const { PerformanceObserver, PerformanceMark } = timing;
    const api = Object.fromEntries(calls) as object;
    const performance = { timeOrigin: clock.now };
    const place = { location: { assign: () => undefined }, history: { state: null } };
    const host = { API: api, opener: null, PerformanceObserver, PerformanceMark, performance, ...place } as unknown as Host;
    Object.assign(host, { parent: host, top: host });
    this.tracker = store?.launch(host, launch.settings) ?? ((course) => new ScormTracker(host, scorm12(course)));
  }

  /** Loads the course into the frame. */
  async load(): Promise<void> {
    this.page = this.newPage();
    this.collect();
    this.loadedAt = this.calls.length;
    this.clock.as(this.page, () => {
      const run = newRun(this.data, () => Promise.resolve(TAUGHT));
      this.run = run;
      run.subscribe(() => {
        this.hasCompleted ||= run.state.complete;
      });
      void run.connect(savingBy(this.tracker(this.data)));
    });
    await settle();
    const earlier = this.run?.saving.news.earlier;
    if (earlier) {
      // Where an LMS has lost what it said that it had, the learner is offered what this device kept.
      this.act((run) => {
        run.recover(earlier);
      });
    }
  }

  /** The learner gave *answer*: where it is one that is sent, the LMS is to hold it. */
  hear({ question, purpose, right }: Answer): void {
    if (purpose !== "practice" || this.data.practiceIsSent) {
      this.page.isUndecided ||= this.run?.saving.isReady !== true || this.run.saving.state === "idle";
      this.page.untold.push(told(question.trackingId, right ? "correct" : "wrong"));
    }
  }

  /** The seconds for which somebody was active here, on one page after the other. */
  get seconds(): number {
    return this.secondsBefore + (this.run && this.page.isAlive ? this.run.clock.seconds() : 0);
  }

  /** Whether answers are handed on. Those to a window that does not save are if it takes over. */
  get isTelling(): boolean {
    return this.run?.saving.isReady === true && this.run.saving.state !== "elsewhere";
  }

  /** Does something in the course's page, if there is one. */
  act(what: (run: Run) => void): void {
    const { run } = this;
    if (run && this.page.isAlive) {
      this.clock.as(this.page, () => {
        what(run);
      });
    }
  }

  /** The course's page goes: what it still sends arrives, and it hears no answer. */
  async unload(): Promise<void> {
    this.page.isLeaving = true;
    this.act((run) => {
      run.hidden();
      run.saving.left("for good");
    });
    await settle();
    this.secondsBefore = this.seconds;
    this.page.isAlive = false;
    this.run = null;
  }

  /** The process of this window is gone. */
  die(): void {
    this.secondsBefore = this.seconds;
    this.page.isAlive = false;
    this.outer.isAlive = false;
    this.collect();
  }

  /** Takes over what the run-time noted. */
  collect(): void {
    this.calls.push(...this.runtime.calls.splice(0));
    this.violations.push(...this.runtime.violations.splice(0));
  }

  private newPage(): Page {
    return { tab: this, window: new EventTarget(), isAlive: true, isLeaving: false, untold: [], isUndecided: false };
  }
}

/** Whether *lms* is a record store, and has no API that is called. */
export function isStore(lms: Lms): lms is Store {
  return (STORES as readonly string[]).includes(lms);
}

function makeRuntime(lms: Exclude<Lms, Store>, launch: RuntimeSetup): Strict12 | ScormAgain {
  return lms === "sa-sync" || lms === "sa-async" ? new ScormAgain(launch, lms) : new PROFILES[lms](launch);
}
