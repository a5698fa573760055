/** Counts the seconds in which the page could be seen. A clock that jumps, or a laptop in another time zone, changes nothing. */
export class ActiveTime {
  private before = 0;
  private since: number | null = null;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Goes on counting; nothing if it already does. */
  resume(): void {
    this.since ??= this.now();
  }

  /** Stops counting until `resume`. */
  pause(): void {
    this.before = this.milliseconds();
    this.since = null;
  }

  /**
   * Takes stock: is to be called every few seconds. More than *longest* milliseconds since the last call, or since `resume`,
   * mean that the device slept with the page in view, and that nobody read it.
   */
  takeStock(longest: number): void {
    if (this.since !== null && this.now() - this.since <= longest) {
      this.before = this.milliseconds();
    }
    this.since = this.since === null ? null : this.now();
  }

  /** Returns the seconds counted so far. */
  seconds(): number {
    return this.milliseconds() / 1000;
  }

  private milliseconds(): number {
    return this.before + (this.since === null ? 0 : Math.max(0, this.now() - this.since));
  }
}
