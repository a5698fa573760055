/** A browser's storage, which can be full, or be blocked. */
export class Storage {
  condition: "well" | "blocked" = "well";
  /** How often it was asked in vain. */
  refusals = 0;
  private readonly items = new Map<string, string>();

  /** `reach` says whether the page that asks is still there; `changed` is told what to tell the other windows. */
  constructor(
    private readonly reach: () => boolean,
    private readonly changed: (key: string, value: string) => void = () => undefined,
  ) {}

  get length(): number {
    return this.items.size;
  }

  /** Returns everything that is kept, also while it is blocked. */
  texts(): readonly string[] {
    return [...this.items.values()];
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
      this.items.set(key, value);
      // The journal lists its keys as browsers do: as the properties of the storage.
      Object.defineProperty(this, key, { value, enumerable: true, configurable: true });
      this.changed(key, value);
    }
  }

  removeItem(key: string): void {
    this.expectWell();
    if (this.reach()) {
      this.items.delete(key);
      Reflect.deleteProperty(this, key);
    }
  }

  private expectWell(): void {
    if (this.condition === "blocked") {
      this.refusals += 1;
      throw new DOMException("storage is blocked", "SecurityError");
    }
  }
}
