/**
 * A learning record store and, in cmi5, the LMS before it, on the walks' clock. Requests and answers travel, and overtake each other; what
 * has left a page arrives, even if the page is gone. Which stores these are: docs/facts.md#stores-answer-in-ways-of-their-own.
 */
import { FakeCmi5 } from "../../../player/testing/fake_cmi5.js";
import { FakeLrs, LAUNCH as XAPI_LAUNCH } from "../../../player/testing/fake_lrs.js";
import { Cmi5Tracker } from "../../../player/src/trackers/cmi5.js";
import type { Cmi5Launch } from "../../../player/src/trackers/cmi5_launch.js";
import type { Statement } from "../../../player/src/trackers/lrs/statement.js";
import type { Tracker } from "../../../player/src/trackers/tracker.js";
import { XapiTracker } from "../../../player/src/trackers/xapi.js";
import type { PlayerData } from "../../../player/src/core/player_data.js";
import type { Failure } from "../../../scorm_templates/preview/lms/faulty.js";
import type { Account, Values } from "../../../scorm_templates/preview/lms/server.js";
import type { Clock, Owner } from "./clock.js";
import { Dice } from "./random.js";
import type { Timing } from "./timing.js";
import { TRAVELS, VirtualServer, WAIT, type Condition } from "./virtual_server.js";

/** adl-lrs, xapi-lrs: as these two were measured. busy: lets a learner have few requests a minute and says when to come back; busy-mute: does not say. */
export const STORES = ["adl-lrs", "xapi-lrs", "busy", "busy-mute"] as const;
export type Store = (typeof STORES)[number];
export const STANDARDS = ["xapi", "cmi5"] as const;
export type Standard = (typeof STANDARDS)[number];

/** Milliseconds of a rate limit's window; how many requests it lets the learner's school have, of which others make some. */
const WINDOW = 60_000;
const SHARES = [4, 8, 30];
const LEARNER = { objectType: "Agent", name: "Ó Néill, Sam" } as const;

export class RecordStore extends VirtualServer {
  readonly lrs: FakeLrs;
  private readonly lms = new FakeCmi5();
  /** By token, what the LMS says of that launch. A token can be fetched once. */
  private readonly launches = new Map<string, object>();
  private readonly fetched = new Set<string>();
  private readonly chance = new Dice(3);
  private window = { until: 0, left: 0 };
  /** From when on, and until when, each page was asked to wait. */
  private readonly askedToWait = new Map<Owner, { readonly from: number; readonly until: number }>();
  private readonly hasty: string[] = [];
  /** Requests that fail, as a store's do for a moment. */
  private hiccups = 0;

  constructor(
    clock: Clock,
    build: string,
    private readonly store: Store,
    readonly standard: Standard,
  ) {
    super(clock, build);
    this.lrs = new FakeLrs(store === "xapi-lrs" ? "xapi-lrs" : "adl");
    this.lms.documents.clear();
  }

  /** What the store holds of the learner, in the words in which SCORM has it: then one set of invariants does for all. */
  override get account(): Account {
    const { statements } = this;
    const told = (verb: string): readonly Statement[] => statements.filter(({ verb: { id } }) => id.endsWith(`/${verb}`));
    const state = JSON.parse(this.lrs.state ?? "{}") as { readonly state?: string; readonly totalSeconds?: number };
    const scores = ["passed", "failed", "attempted"].flatMap((verb) => told(verb).map(({ result }) => (result?.score?.scaled ?? 0) * 100));
    const status = told("completed").length > 0 && told("passed").length > 0 ? "passed" : "incomplete";
    const answers = told("answered").flatMap(({ object, result }, number) => [
      [`cmi.interactions.${number}.id`, object.id.replace(/.*\//, "").replace(/-/g, "_")],
      [`cmi.interactions.${number}.result`, result?.success === true ? "correct" : "wrong"],
    ]);
    const values = { "cmi.suspend_data": state.state ?? "", "cmi.core.lesson_status": status, "cmi.core.score.raw": String(Math.max(...scores, 0)) };
    const sessions = this.standard === "xapi" ? [...told("suspended"), ...told("terminated")].map(({ result }) => secondsIn(result?.duration)) : [];
    const totalSeconds = Math.max(state.totalSeconds ?? 0, sessions.reduce((sum, seconds) => sum + seconds, 0));
    return { values: { ...values, ...(Object.fromEntries(answers) as Values) }, totalSeconds };
  }

  /** What the store refused, and was asked too soon; each is told once. */
  violations(): readonly string[] {
    // The LMS gives a session up when it launches the next: what that still tells is refused, and no breach.
    return [...this.lms.refusals.splice(0).filter((refusal) => !refusal.includes("another session's")), ...this.hasty.splice(0)];
  }

  /** Lets the next *times* requests fail, whatever the failure would be in an API. */
  fail(_: Failure, times: number): void {
    this.hiccups += times;
  }

  /** Returns what gives the tracker of each page that is loaded in the window which is launched now. */
  launch(host: Window, settings: Values): (data: PlayerData) => Tracker {
    if (this.standard === "xapi") {
      return (data) => new XapiTracker(host, data, { ...XAPI_LAUNCH, actor: { ...LEARNER, mbox: "mailto:sam@example.org" } });
    }
    const launch: Cmi5Launch = this.lms.relaunch();
    const token = tokenOf(new URL(launch.fetch));
    const launchMode = "cmi.core.lesson_mode" in settings ? "Review" : "Normal";
    this.launches.set(token, { ...(this.lms.launchData as object), launchMode });
    const actor = { ...LEARNER, account: { homePage: "https://lms.example.org", name: "7" } };
    return (data) => new Cmi5Tracker(host, data, { ...launch, actor });
  }

  /** What is under way arrives when it arrives: ids and ETags keep it in order. */
  override arrive(): void {
    // Nothing is hurried.
  }

  override fetch(address: string, timing: Timing | undefined, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, "https://course.test/");
    if (!/^(lrs|lms)\.example\.org$/.test(url.hostname)) {
      return super.fetch(address, timing, init);
    }
    const { owner, now } = this.clock;
    if (this.store === "xapi-lrs") {
      // It takes a first document without an ETag, and so an older one behind a newer (docs/save-engine.md, Limits).
      super.arrive();
    }
    const asked = owner && this.askedToWait.get(owner);
    if (asked && now > asked.from && now < asked.until) {
      this.hasty.push(`${init.method ?? "GET"} ${url.pathname}, before it was to come back`);
    }
    return new Promise((resolve, reject) => {
      const lost = (): void => {
        reject(new TypeError("Failed to fetch"));
      };
      init.signal?.addEventListener("abort", lost);
      const heard = (reply: Response | null): void => {
        const seconds = Number(reply?.headers.get("Retry-After") ?? 0);
        if (owner && seconds > 0 && init.signal?.aborted !== true) {
          this.askedToWait.set(owner, { from: this.clock.now, until: this.clock.now + seconds * 1_000 });
        }
        void (reply ? resolve(reply) : lost());
      };
      const answer = (reply: Response | null): void => {
        this.clock.outside(() => (owner ? this.clock.as(owner, () => { heard(reply); }) : heard(reply)), WAIT[this.conditions.tracking] ?? this.chance.of(TRAVELS));
      };
      const arrive = (): void => {
        if (this.travelling.delete(arrive)) {
          void this.answered(url, init).then(answer);
        }
      };
      this.travelling.add(arrive);
      this.clock.outside(arrive, this.chance.of(TRAVELS));
    });
  }

  private get statements(): readonly Statement[] {
    return this.standard === "xapi" ? this.lrs.statements : this.lms.statements;
  }

  /** Returns the answer, or null where none comes. */
  private async answered(url: URL, init: RequestInit): Promise<Response | null> {
    const condition = this.conditions.tracking;
    this.answeredWhile.add(condition);
    const refused = condition === "well" || condition === "slow" ? this.refusal() : this.failure(condition);
    if (refused) {
      return refused;
    }
    // Where nothing is answered, the request may have arrived all the same.
    const isServed = condition === "well" || condition === "slow" || this.chance.next() < 0.3;
    const reply = isServed ? await this.served(url, init) : null;
    return condition === "well" || condition === "slow" ? reply : null;
  }

  private failure(condition: Condition): Response | null {
    switch (condition) {
      case "broken":
        return new Response(null, { status: 500 });
      case "shut":
        return new Response(null, { status: 403 });
      case "login":
        return new Response("<!doctype html><title>Log in</title>", { headers: { "Content-Type": "text/html" } });
      default:
        return null;
    }
  }

  /** Refuses what comes in a bad moment, and what comes too often where the store counts. */
  private refusal(): Response | null {
    const { now } = this.clock;
    if (this.hiccups > 0) {
      this.hiccups -= 1;
      return new Response(null, { status: 503 });
    }
    if (!this.store.startsWith("busy")) {
      return null;
    }
    if (this.window.until <= now) {
      this.window = { until: now + WINDOW, left: this.chance.of(SHARES) };
    }
    this.window.left -= 1;
    const headers = this.store === "busy" ? { "Retry-After": String(Math.ceil((this.window.until - now) / 1_000)) } : {};
    return this.window.left < 0 ? new Response(null, { status: 429, headers }) : null;
  }

  private served(url: URL, init: RequestInit): Promise<Response> {
    const isState = url.pathname.endsWith("/activities/state") && url.searchParams.get("stateId") !== "LMS.LaunchData";
    if (url.pathname === "/fetch") {
      const token = tokenOf(url);
      this.lms.tokens = this.fetched.has(token) ? [] : [JSON.stringify({ "auth-token": token })];
      this.fetched.add(token);
      return this.lms.fetch(url.href, init);
    }
    const given = init.headers as Readonly<Record<string, string>>;
    const withKey = (Authorization: string): RequestInit => ({ ...init, headers: { ...given, Authorization } });
    if (this.standard === "cmi5" && !isState) {
      this.lms.launchData = this.launches.get((given["Authorization"] ?? "").replace("Basic ", "")) ?? null;
      return this.lms.fetch(url.href, withKey("Basic abc"));
    }
    return this.lrs.fetch(url.href, withKey(XAPI_LAUNCH.auth));
  }
}

/** Returns the token of the session that is fetched at *address*. */
function tokenOf({ search }: URL): string {
  return `abc${search.replace(/\W/g, "")}`;
}

/** Returns the seconds of an ISO 8601 duration as the player writes it. */
function secondsIn(duration = "PT0S"): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
