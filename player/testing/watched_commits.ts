/** What tests of the watch on commits begin with: a window whose browser notes requests, and commits that are made in it. */
import { afterEach, beforeEach, vi } from "vitest";
import type { CommitWatch, Evidence, Timing } from "../src/trackers/commit_watch.js";

export interface Seen {
  readonly type?: string;
  readonly path?: string;
  readonly status?: number;
  readonly kind?: string;
  readonly size?: number;
  readonly redirected?: boolean;
  readonly from?: number;
  readonly took?: number;
}

/** Milliseconds of the window's own time. */
export const clock = { now: 0 };
export let observed: { queue: PerformanceEntry[]; tell: () => void };

/** A window whose browser notes what `seen` says. */
export const HOME = {
  PerformanceMark: class {
    readonly startTime = clock.now;
  },
  PerformanceObserver: class {
    private readonly queue: PerformanceEntry[] = [];
    private isAsked = false;
    constructor(tell: (list: { getEntries: () => PerformanceEntry[] }) => void) {
      observed = {
        queue: this.queue,
        tell: () => {
          tell({ getEntries: () => this.takeRecords() });
        },
      };
    }
    observe({ type }: { readonly type?: string }): void {
      this.isAsked = type === "resource";
    }
    takeRecords(): PerformanceEntry[] {
      return this.isAsked ? this.queue.splice(0) : [];
    }
  },
} as unknown as Timing;

/** A request is noted, by default one that is answered well, at once. */
export function seen({
  type = "xmlhttprequest",
  path = "/commit",
  status = 200,
  kind = "text/plain",
  ...rest
}: Seen = {}): void {
  observed.queue.push({
    initiatorType: type,
    name: new URL(path, location.origin).href,
    startTime: rest.from ?? clock.now,
    duration: rest.took ?? clock.now - (rest.from ?? clock.now),
    responseStatus: status,
    contentType: kind,
    decodedBodySize: rest.size ?? 4,
    redirectStart: rest.redirected ? clock.now : 0,
  } as unknown as PerformanceEntry);
}

/** Is told what shows only after the verdict. */
export const late = vi.fn<(evidence: Evidence) => void>();

/** Makes a commit in which *during* happens, and *after* some milliseconds later. */
export async function commit(
  watch: CommitWatch,
  during: () => void,
  after?: readonly [number, () => void],
): Promise<Evidence> {
  watch.begin();
  clock.now += 10;
  during();
  clock.now += 10;
  watch.end();
  const verdict = watch.verdict(late);
  if (after) {
    clock.now += after[0];
    await vi.advanceTimersByTimeAsync(after[0]);
    after[1]();
    observed.tell();
  }
  await vi.advanceTimersByTimeAsync(2_000);
  return verdict;
}

beforeEach(() => {
  vi.stubGlobal("location", new URL("https://lms.test/course/index.html"));
  vi.useFakeTimers();
  late.mockReset();
  clock.now = 100;
});

afterEach(() => {
  vi.useRealTimers();
});

/** Makes a commit whose request begins *offset* milliseconds after the LMS said yes, and is answered *after* some. */
export function answeredAfter(watch: CommitWatch, after: number, offset: number): Promise<Evidence> {
  return commit(watch, () => undefined, [
    after,
    () => {
      seen({ type: "fetch", from: clock.now - after + offset });
    },
  ]);
}
