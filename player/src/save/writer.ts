/**
 * One window writes: two that save the same course would overwrite each other (Numbas-LTI issue 24). A Web Lock tells who it
 * is; where there are none (they need HTTPS), windows call to each other through storage. Where neither works there is no
 * guard, and the next launch merges.
 */

export interface Writer {
  /** Asks to be the one; false if another window is. `lost` of an earlier call is called when another window takes over. */
  take(how: "politely" | "by force"): Promise<boolean>;
  /** Lets others write: the page goes, and a page that holds a lock is kept out of the browser's cache. */
  release(): void;
}

/** Milliseconds. A frame that was reloaded asks before the lock of the page that it was is given back. */
const PATIENCE = { tries: 5, every: 200, answer: 1_000 };

/** Returns the writer of *name*; `lost` is called when another window takes over. */
export function openWriter(name: string, lost: () => void): Writer {
  try {
    const locks = (navigator as Partial<Navigator>).locks;
    return locks ? new LockWriter(locks, name, lost) : new CallingWriter(name, lost);
  } catch {
    return new CallingWriter(name, lost);
  }
}

class LockWriter implements Writer {
  private free: (() => void) | null = null;

  constructor(
    private readonly locks: LockManager,
    private readonly name: string,
    private readonly lost: () => void,
  ) {}

  async take(how: "politely" | "by force"): Promise<boolean> {
    for (let tries = 0; tries < PATIENCE.tries; tries++) {
      if (await this.ask(how)) {
        return true;
      }
      await pause(PATIENCE.every);
    }
    return false;
  }

  release(): void {
    this.free?.();
    this.free = null;
  }

  private ask(how: "politely" | "by force"): Promise<boolean> {
    return new Promise((resolve) => {
      const options = how === "by force" ? { steal: true } : { ifAvailable: true };
      const held = this.locks.request(this.name, options, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>((free) => (this.free = free));
      });
      held.catch((error: unknown) => {
        // A frame without an origin may not ask, and shares nothing with anybody. One that is robbed is told by an error.
        const isRobbed = this.free !== null && error instanceof DOMException && error.name === "AbortError";
        this.free = null;
        resolve(true);
        if (isRobbed) {
          this.lost();
        }
      });
    });
  }
}

/**
 * Storage events reach every other window. One that comes says "ask" and begins; the writer, if there is one, answers "held"
 * and the newcomer gives way. "mine" takes over. Of two that come at the same moment the one with the lesser id stays.
 */
class CallingWriter implements Writer {
  private readonly key: string;
  private readonly id = Math.random().toString(36).slice(2);
  private isWriter = false;
  private askedAt = -Infinity;

  constructor(
    name: string,
    private readonly lost: () => void,
  ) {
    this.key = `${name}:writer`;
    window.addEventListener("storage", (event) => {
      if (event.key === this.key && event.newValue !== null) {
        const [word, id] = event.newValue.split(" ");
        this.listen(word ?? "", id ?? "");
      }
    });
  }

  take(how: "politely" | "by force"): Promise<boolean> {
    this.isWriter = true;
    this.askedAt = how === "politely" ? performance.now() : -Infinity;
    this.call(how === "politely" ? "ask" : "mine");
    return Promise.resolve(true);
  }

  release(): void {
    this.isWriter = false;
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Then nothing was called.
    }
  }

  private listen(word: string, id: string): void {
    if (!this.isWriter) {
      return;
    }
    const isNew = performance.now() - this.askedAt < PATIENCE.answer;
    if (word === "ask") {
      // The other came at the same moment, or has just come and heard nothing of this one: it has to be asked once more.
      this.call(!isNew || this.id < id ? "held" : "ask");
    } else if (word === "held" && !isNew) {
      // It answers late, for its LMS had frozen it, or the device slept: one of two writers has to go.
      this.call("mine");
    } else {
      this.isWriter = false;
      this.lost();
    }
  }

  private call(word: string): void {
    try {
      // Different each time, for storage that does not change makes no event.
      localStorage.setItem(this.key, `${word} ${this.id} ${Date.now()}`);
    } catch {
      // Nobody can be called, and nobody can call.
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
