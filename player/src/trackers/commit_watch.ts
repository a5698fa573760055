/**
 * What became of a commit, as the browser saw it. The data of SCORM leaves through the window in which the API stands, which has the
 * course's origin, or nobody could call it: so that window's resource timing tells of the request that carried the data, and
 * how it was answered (docs/decisions/029-what-counts-as-proof.md). What the LMS says itself is no proof of anything.
 */

/**
 * proved: a request that the commit made was answered well. lost: it was not. unknown: none was seen yet, or none whose answer
 * says anything.
 */
export type Evidence = "proved" | "lost" | "unknown";

/** Milliseconds: how long an answer is waited for; how soon after a commit its request begins; how long another may follow. */
const PATIENCE = 1_000;
const SOON = 250;
const QUIET = 300;
/** How often it may be that another follows, before it is another matter. */
const MOST_ROUNDS = 3;
/** Milliseconds for which a request that nobody has heard of since may still arrive. */
const UNDER_WAY = 60_000;
/** Bytes of a web page that can be an acknowledgement (Moodle answers its "true" as text/html); what is longer may be a login page. */
const SHORT_PAGE = 32;
/** The same where the browser does not say what kind of answer it was. */
const SHORT = 256;
/** Moodle sends so what it could not post, and says "true" whatever becomes of it (docs/facts.md#an-lms-says-true-whatever-happens). */
const MOODLE_BEACON = "/datamodel.php";

/** What the libraries of this TypeScript, or some browsers, do not know of. */
type ResourceEntry = PerformanceResourceTiming & { readonly contentType?: string };
export interface Timing {
  readonly PerformanceObserver?: typeof PerformanceObserver;
  readonly PerformanceMark?: typeof PerformanceMark;
}

/** One commit, in the time of the window's entries: when it began, when the LMS had said yes, and when its last request was answered. */
interface Commit {
  readonly began: number;
  ended: number;
  answered: number;
}

/** Before the first. */
const NONE: Commit = { began: Infinity, ended: -Infinity, answered: -Infinity };

/** Soon after how many commits an address must have been asked for, and at no other time, to be taken for the one that carries data. */
const HABIT = 2;
/** After how many commits of which nothing was seen nothing will be. */
const BLIND = 3;
/** Milliseconds by which a browser may round times (Firefox). */
const COARSE = 2;

export class CommitWatch {
  /** Is told what shows only after `verdict` was given. */
  private late: (evidence: Evidence) => void = () => undefined;
  private readonly observer: PerformanceObserver | null = null;
  private readonly commits: Commit[] = [];
  private evidence: Evidence = "unknown";
  /** Whether the answer had come when the LMS said yes: then there is none to wait for. */
  private isKnown = false;
  private isGiven = false;
  /** Addresses that were asked for while the LMS was being called, when nothing else in its window can run. */
  private readonly own = new Set<string>();
  /** Those that were asked for soon after commits, with these; and those that were at other times. */
  private readonly near = new Map<string, Set<Commit>>();
  private readonly strange = new Set<string>();
  /** Whether this LMS was seen to answer after it had said yes: then another request may be under way. */
  private isLate = false;
  /** Whether each request that began within a call was answered before the call returned, as far as any was seen. */
  private answersAtOnce: boolean | null = null;
  /** Until when the page before this one, in the same window of the LMS, may have a request under way. */
  private inheritedUntil = -Infinity;
  /** When the last request that carried data ended, and how long the longest took. */
  private lastEnd = -Infinity;
  private longest = 0;
  private seen: () => void = () => undefined;

  /** Watches *home*, the window in which the API stands. */
  constructor(private readonly home: Timing | null) {
    try {
      const { PerformanceObserver, PerformanceMark } = home ?? {};
      if (PerformanceObserver && PerformanceMark) {
        this.observer = new PerformanceObserver((list) => {
          this.take(list.getEntries());
        });
        this.observer.observe({ type: "resource" });
      }
    } catch {
      // A browser without it: then nobody can know.
    }
  }

  /** Whether the newest commit is known to be lost. */
  get isLost(): boolean {
    return this.evidence === "lost";
  }

  /** Whether the LMS stores what it is given before it says yes; where nobody can see it, that is supposed. */
  get isAtOnce(): boolean {
    const isBlind = !this.observer || (this.lastEnd === -Infinity && this.commits.length > BLIND);
    return this.answersAtOnce ?? isBlind;
  }

  /** The session had begun before this page did. */
  inherit(): void {
    this.inheritedUntil = this.now() + UNDER_WAY;
  }

  /** A commit begins, with the first value that is written for it. */
  begin(): void {
    this.take();
    const began = this.now();
    this.commits.push({ began, ended: Infinity, answered: -Infinity });
    this.evidence = "unknown";
    this.isGiven = this.isKnown = false;
  }

  /** The LMS has answered it. */
  end(): void {
    this.newest.ended = this.now();
    this.take();
    this.isKnown = this.evidence !== "unknown";
  }

  /** Returns what became of the newest commit, as far as that shows within a second; *late* is told what shows after that. */
  async verdict(late: (evidence: Evidence) => void): Promise<Evidence> {
    this.late = late;
    if (this.observer && this.evidence === "unknown") {
      await this.pause(PATIENCE);
    }
    const evidence = await this.settled();
    this.isGiven = true;
    return evidence;
  }

  /** Returns what became of it once no more is heard: an LMS that sends each value by itself may have lost the next. */
  private async settled(): Promise<Evidence> {
    const { newest } = this;
    for (let round = 0; this.evidence === "proved" && !this.isKnown; round++) {
      const { lastEnd } = this;
      // The next takes about as long.
      await this.pause(Math.max(QUIET, 2 * this.longest));
      if (newest !== this.newest || round > MOST_ROUNDS) {
        return "unknown";
      }
      if (lastEnd === this.lastEnd) {
        break;
      }
    }
    return this.evidence;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.seen = resolve;
      setTimeout(resolve, milliseconds);
    });
  }

  private now(): number {
    const { PerformanceMark } = this.home ?? {};
    return this.observer && PerformanceMark ? new PerformanceMark("coursepack").startTime : 0;
  }

  private take(entries: PerformanceEntryList = this.observer?.takeRecords() ?? []): void {
    for (const entry of entries as ResourceEntry[]) {
      if (["xmlhttprequest", "fetch", "beacon"].includes(entry.initiatorType)) {
        this.judge(entry);
      }
    }
  }

  private judge(entry: ResourceEntry): void {
    const { startTime, duration } = entry;
    const { origin, pathname } = new URL(entry.name);
    const [its = NONE] = this.commits.filter(({ began }) => began <= startTime).slice(-1);
    const bond = this.bondOf(origin + pathname, startTime, its);
    if (bond === "none") {
      return;
    }
    const ended = startTime + duration;
    this.lastEnd = Math.max(this.lastEnd, ended);
    this.longest = Math.max(this.longest, duration);
    this.isLate ||= ended > its.ended + COARSE;
    if (startTime <= its.ended) {
      // Once late is late: a server that is gone refuses a request sooner than the clock can tell.
      this.answersAtOnce = ended <= its.ended + COARSE && this.answersAtOnce !== false;
    }
    const found = answerOf(entry, pathname);
    if (its !== NONE && (found === "lost" || this.isMixed(its, startTime))) {
      this.tell("lost");
    } else if (its === this.newest && bond === "carries" && found === "proved" && !this.hasOpen) {
      this.prove();
    }
    its.answered = Math.max(its.answered, ended);
  }

  /** Whether a request of *its* was under way together with one of another commit: nobody knows which of them came to stand. */
  private isMixed(its: Commit, start: number): boolean {
    const { newest } = this;
    return its === newest
      ? this.commits.some((other) => other !== newest && other.answered > start + COARSE)
      : newest.answered > -Infinity;
  }

  private prove(): void {
    if (this.evidence === "unknown") {
      this.tell("proved");
    }
  }

  /**
   * Says whether a request for *address* that began at *start*, after *its* commit did, carried what that commit sent: one that began
   * while the LMS was being called, soon after, or right upon another, for those of an LMS may wait for each other.
   */
  private bondOf(address: string, start: number, its: Commit): "carries" | "may carry" | "none" {
    if (start <= its.ended) {
      this.own.add(address);
    }
    const isOwn = this.own.has(address);
    const isNext = start >= this.lastEnd - COARSE && start <= this.lastEnd + SOON;
    if (its === NONE || !(isNext || start <= its.ended + SOON)) {
      this.strange.add(address);
      return isOwn ? "may carry" : "none";
    }
    const near = (this.near.get(address) ?? new Set()).add(its);
    this.near.set(address, near);
    if (isOwn || this.strange.has(address)) {
      return isOwn ? "carries" : "none";
    }
    return near.size >= HABIT ? "carries" : "may carry";
  }

  private get newest(): Commit {
    return this.commits[this.commits.length - 1] ?? NONE;
  }

  /** Whether what an earlier commit sent may still be under way. */
  private get hasOpen(): boolean {
    const { newest } = this;
    const isOpen = ({ answered, began }: Commit) => answered === -Infinity && began > newest.began - UNDER_WAY;
    const isInherited = newest.began < this.inheritedUntil;
    return this.isLate && (isInherited || this.commits.slice(0, -1).some(isOpen));
  }

  private tell(evidence: Evidence): void {
    if (this.evidence === evidence) {
      return;
    }
    this.evidence = evidence;
    this.seen();
    if (this.isGiven && evidence === "lost") {
      this.late(evidence);
    } else if (this.isGiven) {
      void this.settled().then((settled) => {
        if (settled === "proved") {
          this.late(settled);
        }
      });
    }
  }
}

/** Returns what the answer to the request of *entry* tells. */
function answerOf(entry: ResourceEntry, pathname: string): Evidence {
  const { initiatorType, responseStatus: status, redirectStart, decodedBodySize, contentType } = entry;
  if (initiatorType === "beacon") {
    return pathname.endsWith(MOODLE_BEACON) ? "lost" : "unknown";
  }
  if (status >= 200 && status < 300) {
    const most = !contentType ? SHORT : contentType.includes("html") ? SHORT_PAGE : Infinity;
    return redirectStart > 0 || decodedBodySize > most ? "unknown" : "proved";
  }
  // Of another origin nothing may be told, not even that it answered.
  const isTold = status > 0 || new URL(entry.name).origin === location.origin;
  return isTold && (status >= 400 || status === 0) ? "lost" : "unknown";
}
