/** Web Locks, as far as the player uses them: one holder of each name, asked for politely or taken by force. */
import type { Clock, Owner } from "./clock.js";

interface Options {
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
}

interface Held {
  readonly owner: Owner | undefined;
  readonly robbed: (error: DOMException) => void;
}

type Callback = (lock: object | null) => Promise<void> | undefined;

export class Locks {
  private readonly held = new Map<string, Held>();

  constructor(private readonly clock: Clock) {}

  /** Calls *callback* with the lock or with null; settles when the lock is given back, and rejects when it was stolen. */
  async request(name: string, options: Options, callback: Callback): Promise<void> {
    // Browsers answer later, never in the same turn.
    await Promise.resolve();
    const before = this.held.get(name);
    if (before && before.owner?.isAlive !== false) {
      if (options.steal !== true) {
        return callback(null);
      }
      before.robbed(new DOMException("The lock was stolen.", "AbortError"));
    }
    return new Promise((resolve, reject) => {
      const mine: Held = { owner: this.clock.owner, robbed: reject };
      this.held.set(name, mine);
      void Promise.resolve(callback({ name })).then(() => {
        if (this.held.get(name) === mine) {
          this.held.delete(name);
        }
        resolve();
      });
    });
  }
}
