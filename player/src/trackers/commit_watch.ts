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

export class CommitWatch {
  /** Is told what shows only after `verdict` was given. */
  private late: (evidence: Evidence) => void = () => undefined;
  private readonly observer: PerformanceObserver | null = null;
  /** When the newest commit began, and when the LMS had answered it; and when the first began. */
  private began = Infinity;
  private ended = Infinity;
  private first = Infinity;
  private evidence: Evidence = "unknown";
  /** Whether the answer had come when the LMS said yes: then there is none to wait for. */
  private isAtOnce = false;
  private isGiven = false;
  /** Whether an address carries data, or is one that the LMS asks for at other times as well. */
  private readonly carries = new Map<string, boolean>();
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

  /** A commit begins, with the first value that is written for it. */
  begin(): void {
    this.take();
    this.began = this.now();
    this.ended = Infinity;
    this.first = Math.min(this.first, this.began);
    this.evidence = "unknown";
    this.isGiven = this.isAtOnce = false;
  }

  /** The LMS has answered it. */
  end(): void {
    this.ended = this.now();
    this.take();
    this.isAtOnce = this.evidence !== "unknown";
  }

  /** Returns what became of the newest commit, as far as that shows within a second; *late* is told what shows after that. */
  async verdict(late: (evidence: Evidence) => void): Promise<Evidence> {
    this.late = late;
    if (this.observer && this.evidence === "unknown") {
      await this.pause(PATIENCE);
    }
    if (this.evidence === "proved" && !this.isAtOnce) {
      // An LMS that sends each value by itself may have lost the next.
      await this.pause(QUIET);
    }
    this.isGiven = true;
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
    const { startTime } = entry;
    const { origin, pathname } = new URL(entry.name);
    const address = origin + pathname;
    const isMadeByIt = startTime >= this.began && startTime <= this.ended;
    const isAfterIt = startTime >= this.began && startTime <= this.ended + SOON;
    if (isMadeByIt || (isAfterIt && this.carries.get(address) !== false)) {
      this.carries.set(address, true);
    } else if (this.carries.get(address) !== true) {
      this.carries.set(address, false);
      return;
    }
    const found = answerOf(entry, pathname);
    if (startTime >= this.first && found === "lost") {
      this.tell("lost");
    } else if (startTime >= this.began && found === "proved" && this.evidence === "unknown") {
      this.tell("proved");
    }
  }

  private tell(evidence: Evidence): void {
    if (this.evidence === evidence) {
      return;
    }
    this.evidence = evidence;
    this.seen();
    if (this.isGiven) {
      this.late(evidence);
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
