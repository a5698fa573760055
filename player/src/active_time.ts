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

  /** Returns the seconds counted so far. */
  seconds(): number {
    return this.milliseconds() / 1000;
  }

  private milliseconds(): number {
    return this.before + (this.since === null ? 0 : Math.max(0, this.now() - this.since));
  }
}
