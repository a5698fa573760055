/** What a browser notes of the requests of a window, and tells whoever observes it: resource timing, as far as the player looks. */
import type { Clock } from "./clock.js";

/** What is noted of one request. */
export interface Request {
  readonly initiatorType: "xmlhttprequest" | "fetch" | "beacon";
  readonly name: string;
  readonly startTime: number;
}

interface Entry extends Request {
  readonly responseStatus: number;
  readonly contentType: string;
  readonly decodedBodySize: number;
  readonly redirectStart: number;
  readonly duration: number;
}

type Callback = (list: { getEntries(): readonly Entry[] }) => void;

export class Timing {
  private readonly observers: { readonly queue: Entry[]; readonly tell: () => void }[] = [];
  /** The observer and the mark of the window. */
  readonly PerformanceObserver: unknown;
  readonly PerformanceMark: unknown;

  constructor(private readonly clock: Clock) {
    const { observers } = this;
    this.PerformanceMark = class {
      readonly startTime = clock.now;
    };
    this.PerformanceObserver = class {
      private readonly queue: Entry[] = [];

      constructor(private readonly callback: Callback) {}

      observe(): void {
        const { owner } = clock;
        const tell = (): void => {
          const entries = this.takeRecords();
          if (entries.length > 0 && owner?.isAlive !== false) {
            this.callback({ getEntries: () => entries });
          }
        };
        const heard = (): void => {
          // Tasks of the page that observes, and not of the one that made the request.
          void (owner ? clock.as(owner, () => Promise.resolve().then(tell)) : Promise.resolve().then(tell));
        };
        observers.push({ queue: this.queue, tell: heard });
      }

      takeRecords(): Entry[] {
        return this.queue.splice(0);
      }
    };
  }

  /** A request begins. */
  begin(initiatorType: Request["initiatorType"], path: string): Request {
    return { initiatorType, name: `https://lms.test${path}`, startTime: this.clock.now };
  }

  /** It has been answered, with status 0 if not at all. */
  end(request: Request, status: number, body: string): void {
    const contentType = status === 0 ? "" : body.startsWith("<") ? "text/html" : "text/plain";
    const duration = this.clock.now - request.startTime;
    const entry = { ...request, responseStatus: status, contentType, decodedBodySize: body.length, redirectStart: 0, duration };
    for (const { queue, tell } of this.observers) {
      queue.push(entry);
      tell();
    }
  }
}
