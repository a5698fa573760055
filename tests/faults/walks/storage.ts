/** A browser's storage, which can be full, or be blocked; Chromium writes it to disk some seconds late (../../../docs/facts.md#browsers-write-late). */

import type { Clock, Owner } from "./clock.js";

const LATE = 5_000;

export class Storage {
  condition: "well" | "blocked" = "well";
  /** How often it was asked in vain. */
  refusals = 0;
  /** What IndexedDB keeps: on the disk as soon as it says so. */
  readonly vault = new Map<string, string>();
  /** When each item was told last, and what stood there on the disk. */
  private readonly told = new Map<string, { readonly at: number; readonly before: string | undefined }>();
  private readonly items = new Map<string, string>();

  /** `reach` says whether the page that asks is still there; `changed` is told what to tell the other windows. */
  constructor(
    private readonly reach: () => boolean,
    private readonly changed: (what: { readonly key: string; readonly newValue: string }) => void = () => undefined,
    private readonly now: () => number = () => 0,
  ) {}

  get length(): number {
    return this.items.size;
  }

  /** Returns everything that is kept, also while it is blocked. */
  texts(): readonly string[] {
    return [...this.items.values(), ...this.vault.values()];
  }

  /** The browser dies, and had not written yet what it was told in the last seconds. */
  die(): void {
    for (const [key, { at, before }] of this.told) {
      if (this.now() - at < LATE) {
        this.put(key, before);
      }
    }
    this.told.clear();
  }

  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    this.expectWell();
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.expectWell();
    if (this.reach()) {
      this.tell(key);
      this.put(key, value);
      this.changed({ key, newValue: value });
    }
  }

  removeItem(key: string): void {
    this.expectWell();
    if (this.reach()) {
      this.tell(key);
      this.put(key, undefined);
    }
  }

  private tell(key: string): void {
    const { at, before } = this.told.get(key) ?? { at: -Infinity, before: undefined };
    const onDisk = this.now() - at < LATE ? before : this.items.get(key);
    this.told.set(key, { at: this.now(), before: onDisk });
  }

  private put(key: string, value: string | undefined): void {
    if (value === undefined) {
      this.items.delete(key);
      Reflect.deleteProperty(this, key);
    } else {
      this.items.set(key, value);
      // The journal lists its keys as browsers do: as the properties of the storage.
      Object.defineProperty(this, key, { value, enumerable: true, configurable: true });
    }
  }

  /** Throws while it is blocked. */
  expectWell(): void {
    if (this.condition === "blocked") {
      this.refusals += 1;
      throw new DOMException("storage is blocked", "SecurityError");
    }
  }
}

/** A window that hears of what another one of the same browser writes. */
interface Window {
  readonly page: Owner & { readonly window: EventTarget };
}

/** Tells every window but the one that wrote, in so many milliseconds: another process takes its time. */
export function tellOthers(windows: readonly Window[], clock: Clock, what: { readonly key: string; readonly newValue: string }, late: number): void {
  for (const { page } of windows.filter((each) => each.page !== clock.owner && each.page.isAlive)) {
    clock.as(page, () => {
      setTimeout(() => page.window.dispatchEvent(Object.assign(new Event("storage"), what)), late);
    });
  }
}
