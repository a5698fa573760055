/**
 * A clock of the walks' own: an hour passes in a millisecond, in the same order every time. It stands in for every source of
 * time that the player has, and can stop the world as a synchronous request does.
 */

interface Timer {
  readonly id: number;
  at: number;
  readonly every: number | null;
  readonly owner: string;
  readonly act: () => void;
}

const EPOCH = Date.UTC(2026, 10, 23, 9, 0, 0);
const realSetImmediate = setImmediate;

export class Clock {
  /** Milliseconds since the walk began. */
  now = 0;
  /** Whose page is running: its timers go when the page does. */
  owner = "course";
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
    Date.now = () => EPOCH + this.now;
  }

  /** Lets time pass, and happen what is due in it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      await settle();
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
  }

  /** Runs *act* in the name of *owner*. */
  as<T>(owner: string, act: () => T): T {
    const before = this.owner;
    this.owner = owner;
    try {
      return act();
    } finally {
      this.owner = before;
    }
  }

  /** The page of *owner* is gone, and its timers with it. */
  drop(owner: string): void {
    this.timers = this.timers.filter((timer) => timer.owner !== owner);
  }

  private fire(timer: Timer): void {
    if (timer.every === null) {
      this.timers = this.timers.filter((other) => other !== timer);
    } else {
      timer.at = this.now + timer.every;
    }
    this.as(timer.owner, timer.act);
  }
}

/** Lets every promise that is kept be heard. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    realSetImmediate(resolve);
  });
}
