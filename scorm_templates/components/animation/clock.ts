/** The one clock of an animation: it says how much of the story's time went by since it last said so. */
export class Clock {
  /** 1 is the story's own pace. */
  speed = 1;
  private frame: number | undefined;
  private last: number | undefined;

  constructor(private readonly tick: (ms: number) => void) {}

  get running(): boolean {
    return this.frame !== undefined;
  }

  start(): void {
    if (this.running) return;
    this.last = undefined;
    this.frame = requestAnimationFrame(this.onFrame);
  }

  stop(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private readonly onFrame = (now: number): void => {
    const passed = now - (this.last ?? now);
    this.last = now;
    this.frame = requestAnimationFrame(this.onFrame);
    // A frame that took this long was one in which nobody saw anything: a tab in the background, a laptop that slept.
    if (passed < 1000) this.tick(passed * this.speed);
  };
}
