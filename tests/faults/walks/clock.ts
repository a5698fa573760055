/**
 * A clock of the walks' own: an hour passes in a millisecond, in the same order every time. It stands in for every source of
 * time that the player has, and can stop the world as a synchronous request does.
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** A page that runs: a course's, or that of the LMS around it. A dead one may go on computing, and reaches nobody. */
export interface Owner {
  isAlive: boolean;
}

interface Timer {
  readonly id: number;
  at: number;
  readonly every: number | null;
  readonly owner: Owner | undefined;
  readonly act: () => void;
}

/** Whatever is no page: it never dies. */
const ELSEWHERE: Owner = { isAlive: true };

const EPOCH = Date.UTC(2026, 10, 23, 9, 0, 0);
const realSetImmediate = setImmediate;
/** Follows a page through its timers and promises, as everything here happens in one process. */
const running = new AsyncLocalStorage<Owner>();

export class Clock {
  /** Milliseconds since the walk began. */
  now = 0;
  /** By how much the device's date has been put forward, or back. */
  shift = 0;
  /** Milliseconds of these in which nothing could happen. */
  stopped = 0;
  private timers: Timer[] = [];
  private lastId = 0;

  /** Puts this clock in place of the global ones. */
  install(): void {
    const set = (act: () => void, wait = 0, every: number | null = null): number => {
      this.lastId += 1;
      this.timers.push({ id: this.lastId, at: this.now + Math.max(wait, 0), every, owner: this.owner, act });
      return this.lastId;
    };
    const clear = (id: number | undefined): void => {
      this.timers = this.timers.filter((timer) => timer.id !== id);
    };
    Object.assign(globalThis, {
      setTimeout: (act: () => void, wait?: number) => set(act, wait),
      setInterval: (act: () => void, every: number) => set(act, every, every),
      requestAnimationFrame: (act: () => void) => set(act, 16),
      clearTimeout: clear,
      clearInterval: clear,
    });
    performance.now = () => this.now;
    Date.now = () => EPOCH + this.shift + this.now;
  }

  /** Lets time pass, and happen what is due in it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      await settle();
      // The timers of a page go with it.
      this.timers = this.timers.filter(({ owner }) => owner?.isAlive !== false);
      const next = this.timers.reduce<Timer | null>((least, timer) => (least && least.at <= timer.at ? least : timer), null);
      if (!next || next.at > end) {
        break;
      }
      this.now = Math.max(this.now, next.at);
      this.fire(next);
    }
    this.now = Math.max(this.now, end);
  }

  /** Lets time pass in which nothing can happen: a synchronous request, or a laptop that sleeps. */
  stop(milliseconds: number): void {
    this.now += milliseconds;
    this.stopped += milliseconds;
  }

  /** Lets *act* happen in some milliseconds, whoever is there by then: it happens in no page. */
  outside(act: () => void, wait: number): void {
    this.as(ELSEWHERE, () => setTimeout(act, wait));
  }

  /** Whose page is running now. */
  get owner(): Owner | undefined {
    return running.getStore();
  }

  /** Runs *act* in the page *owner*, and whatever it sets in motion. */
  as<T>(owner: Owner, act: () => T): T {
    return running.run(owner, act);
  }

  private fire(timer: Timer): void {
    if (timer.every === null) {
      this.timers = this.timers.filter((other) => other !== timer);
    } else {
      timer.at = this.now + timer.every;
    }
    if (timer.owner) {
      this.as(timer.owner, timer.act);
    } else {
      timer.act();
    }
  }
}

/** Lets every promise that is kept be heard. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    realSetImmediate(resolve);
  });
}
