/**
 * Counts the seconds in which the page could be seen. A clock that jumps, or a laptop in another time zone, changes nothing; nor
 * does a device that slept with the page in view, which nobody read meanwhile.
 */
export class ActiveTime {
  private before = 0;
  private since: number | null = null;
  /** What was counted when it was last asked for: it never becomes less, although the end of a long sleep may take some back. */
  private most = 0;

  /** `longest` is the most milliseconds that pass between two calls of `takeStock` on a device that is awake. */
  constructor(
    private readonly longest: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Goes on counting; nothing if it already does. */
  resume(): void {
    this.since ??= this.now();
  }

  /** Stops counting until `resume`. */
  pause(): void {
    this.before = this.milliseconds();
    this.since = null;
  }

  /** Is to be called every few seconds: more than `longest` since the last time mean that the device slept. */
  takeStock(): void {
    this.before = this.milliseconds();
    this.since = this.since === null ? null : this.now();
  }

  /** Returns the seconds counted so far. */
  seconds(): number {
    return this.milliseconds() / 1000;
  }

  private milliseconds(): number {
    const running = this.since === null ? 0 : this.now() - this.since;
    this.most = Math.max(this.most, this.before + (running <= this.longest ? running : 0));
    return this.most;
  }
}
