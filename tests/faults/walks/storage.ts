/** A device's storage, which can be full, or be blocked. */
export class Storage {
  condition: "well" | "blocked" = "well";
  private readonly items = new Map<string, string>();

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
    this.items.set(key, value);
    // The journal lists its keys as browsers do: as the properties of the storage.
    Object.defineProperty(this, key, { value, enumerable: true, configurable: true });
  }

  removeItem(key: string): void {
    this.expectWell();
    this.items.delete(key);
    Reflect.deleteProperty(this, key);
  }

  private expectWell(): void {
    if (this.condition === "blocked") {
      throw new DOMException("storage is blocked", "SecurityError");
    }
  }
}
