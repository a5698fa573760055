/**
 * Counts the seconds in which the page could be seen and was used: it ends five minutes after the last sign of its reader, for
 * a page that is left open is not read for hours (chamilo-lms issue 7486). A clock that jumps, or a laptop in another time zone, changes nothing; nor
 * does a device that slept with the page in view, which nobody read meanwhile.
 */
/** Milliseconds after which a page that nobody touches is not read any more. */
const UNUSED = 300_000;

export class ActiveTime {
  private before = 0;
  private since: number | null = null;
  /** What was counted when it was last asked for: it never becomes less, although the end of a long sleep may take some back. */
  private most = 0;
  /** When there was the last sign of a reader. */
  private usedAt = -Infinity;

  /** `longest` is the most milliseconds that pass between two calls of `takeStock` on a device that is awake. */
  constructor(
    private readonly longest: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Goes on counting; nothing if it already does. */
  resume(): void {
    this.usedAt = this.now();
    this.since ??= this.usedAt;
  }

  /** Somebody reads: they have touched, typed, scrolled or played something. */
  use(): void {
    // What went by since the reading ended does not count.
    this.takeStock();
    this.usedAt = this.now();
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
    const now = this.now();
    const running = this.since === null ? 0 : now - this.since;
    const read = this.since === null ? 0 : Math.min(now, this.usedAt + UNUSED) - this.since;
    this.most = Math.max(this.most, this.before + (running <= this.longest ? Math.max(0, read) : 0));
    return this.most;
  }
}
