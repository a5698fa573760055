/** The one clock of an animation: it says how much of the story's time went by since it last said so. */
export class Clock {
  /** 1 is the story's own pace. */
  speed = 1;
  private frame = 0;

  constructor(private readonly tick: (ms: number) => void) {}

  start(): void {
    if (!this.frame) this.ask();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private ask(last?: number): void {
    this.frame = requestAnimationFrame((now) => {
      const passed = now - (last ?? now);
      this.ask(now);
      // A frame that took this long was one in which nobody saw anything: a tab in the background, a laptop that slept.
      if (passed < 1000) this.tick(passed * this.speed);
    });
  }
}
