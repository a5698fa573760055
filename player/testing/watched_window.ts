/** A window of an LMS whose browser notes the requests that are made in it, in the time of `performance.now`. */
import type { Timing } from "../src/trackers/commit_watch.js";

/** What is noted of one request, as it is answered. */
export interface Answered {
  readonly path: string;
  readonly from: number;
  readonly status: number;
}

export interface WatchedWindow {
  readonly timing: Timing;
  /** A request is answered now. */
  answer(answered: Answered): void;
}

/** Returns one that nobody watches yet. */
export function watchedWindow(): WatchedWindow {
  const tellers: ((entry: PerformanceEntry) => void)[] = [];
  const timing = {
    PerformanceMark: class {
      readonly startTime = performance.now();
    },
    PerformanceObserver: class {
      constructor(tell: (list: { getEntries: () => PerformanceEntry[] }) => void) {
        tellers.push((entry) => {
          tell({ getEntries: () => [entry] });
        });
      }
      observe(): void {
        // It is told of everything.
      }
      takeRecords(): PerformanceEntry[] {
        return [];
      }
    },
  } as unknown as Timing;
  const answer = ({ path, from, status }: Answered): void => {
    const entry = {
      initiatorType: "fetch",
      name: new URL(path, location.origin).href,
      startTime: from,
      duration: performance.now() - from,
      responseStatus: status,
      contentType: status === 0 ? "" : "text/plain",
      decodedBodySize: 4,
      redirectStart: 0,
    };
    tellers.forEach((tell) => {
      tell(entry as unknown as PerformanceEntry);
    });
  };
  return { timing, answer };
}
