/** A learner's device, an LMS and a course in one process: the real run, engine and tracker, with nothing else real. */
import { course } from "../../../player/testing/course.js";
import { decode, type SavedState } from "../../../player/src/saved_state.js";
import { Run } from "../../../player/src/run.js";
import type { Answer } from "../../../player/src/trackers/tracker.js";
import { Scorm12Tracker } from "../../../player/src/trackers/scorm12.js";
import { Faulty } from "../lms/faulty.js";
import { PROFILES, type ProfileName } from "../lms/profiles.js";
import type { Call, Strict12 } from "../lms/strict12.js";
import { ScormAgain, type ScormAgainName } from "../lms/scorm_again.js";
import type { Launch, Values } from "../lms/server.js";
import { Clock, settle } from "./clock.js";
import { Storage } from "./storage.js";
import { VirtualServer } from "./virtual_server.js";

export const DATA = course();
export type Lms = ProfileName | ScormAgainName;
const LEARNER = { id: "tess", name: "Ó Néill, Sam" };

/** What the page looks like from outside. */
type Host = Window & { API: unknown };

export class World {
  readonly clock = new Clock();
  readonly server = new VirtualServer(this.clock, DATA.build);
  readonly errors: unknown[] = [];
  /** Every call to any run-time since the walk began. */
  readonly calls: Call[] = [];
  readonly violations: string[] = [];
  settings: Values = {};
  /** The ids of the answers that the LMS should hold at last; null once a device was lost that alone knew some. */
  answers: string[] | null = [];
  run: Run | null = null;
  faulty: Faulty | null = null;
  private runtime: { readonly calls: Call[]; readonly violations: string[] } | null = null;
  private host: Host | null = null;
  private device = new Storage();

  constructor(readonly lms: Lms) {
    this.clock.install();
    const globals = globalThis as Record<string, unknown>;
    globals["window"] = new EventTarget();
    globals["location"] = { protocol: "https:" };
    globals["fetch"] = (address: string, init?: RequestInit) => this.server.fetch(address, init);
    globals["XMLHttpRequest"] = this.server.requestClass();
    this.useDevice(this.device);
    for (const level of ["error", "warn"] as const) {
      console[level] = (...words: unknown[]) => {
        const error = words.find((word) => word instanceof Error);
        if (error instanceof TypeError && !/fetch|Cannot read properties of undefined \(reading 'cmi'\)/.test(error.message)) {
          this.errors.push(error);
        }
      };
    }
  }

  /** The learner answers a question. */
  answer(answer: Answer): void {
    this.run?.answer(answer);
    if (this.run && !["closed", "ended", "review", "notracking"].includes(this.run.saveState)) {
      this.answers?.push(answer.question.trackingId);
    }
    if (this.device.condition === "blocked") {
      this.answers = null;
    }
  }

  /** Opens the course in the LMS, in a new page. */
  async launch(): Promise<void> {
    const launch: Launch = {
      account: this.server.account,
      server: this.server.session(),
      learner: LEARNER,
      settings: this.settings,
    };
    const runtime = this.clock.as("lms", () => makeRuntime(this.lms, launch));
    this.runtime = runtime;
    this.faulty = new Faulty(runtime, (perform) => this.clock.as("lms", perform));
    const host = { API: this.faulty.api, opener: null } as unknown as Host;
    Object.assign(host, { parent: host, top: host });
    this.host = host;
    await this.open();
  }

  /** The course's frame is loaded anew in the same page of the LMS. */
  async reload(): Promise<void> {
    await this.leave();
    await this.open();
  }

  /** The learner closes the tab. */
  async close(): Promise<void> {
    await this.leave();
    this.gone();
  }

  /** The browser dies. */
  kill(): void {
    this.clock.drop("course");
    this.gone();
  }

  async saveAndLeave(): Promise<boolean> {
    let answer: boolean | null = null;
    void this.run?.end().then((ended) => (answer = ended));
    for (let waited = 0; answer === null && waited < 120; waited++) {
      await this.clock.pass(1_000);
    }
    return answer ?? false;
  }

  /** The learner goes on with a device that has never seen the course; null brings back the first one. */
  useDevice(device: Storage): void {
    this.answers = this.run || this.answers?.length ? null : this.answers;
    this.device = device;
    Object.assign(globalThis, { localStorage: device, sessionStorage: new Storage() });
  }

  get storage(): Storage {
    return this.device;
  }

  /** Returns what this device keeps of the learner. */
  journal(): SavedState | null {
    const texts = Array.from(this.device.texts(), (text) => decode(text.split(" ")[1] ?? ""));
    return texts.find((state) => state !== null) ?? null;
  }

  private async open(): Promise<void> {
    const host = this.host;
    if (!host) {
      throw new Error("the course is opened before the LMS");
    }
    if (this.device.condition === "blocked") {
      this.answers = null;
    }
    this.run = new Run(DATA, new Scorm12Tracker(host, DATA.notPassed));
    void this.run.connect();
    await settle();
    // Where an LMS has lost what it said that it had, the learner is offered what this device kept.
    if (this.run.beginning.earlier) {
      this.run.recover(this.run.beginning.earlier);
    }
  }

  private async leave(): Promise<void> {
    this.server.isUnheard = true;
    this.run?.hidden();
    this.run?.left("for good");
    await settle();
    this.server.isUnheard = false;
    this.clock.drop("course");
    this.run = null;
  }

  private gone(): void {
    this.collect();
    this.clock.drop("lms");
    this.run = this.faulty = this.runtime = this.host = null;
  }

  /** Takes over what the run-time noted. */
  collect(): void {
    this.calls.push(...(this.runtime?.calls.splice(0) ?? []));
    this.violations.push(...(this.runtime?.violations.splice(0) ?? []));
  }
}

function makeRuntime(lms: Lms, launch: Launch): Strict12 | ScormAgain {
  return lms === "sa-sync" || lms === "sa-async" ? new ScormAgain(launch, lms) : new PROFILES[lms](launch);
}
