/** Runs the machine: gives it the time, does what it says, and tells everybody who waits how saving stands. */
import type { Evidence } from "../trackers/commit_watch.js";
import { TrackerError, type Manner } from "../trackers/tracker.js";
import { step } from "./machine.js";
import { viewOf, type Durability, type SaveState } from "./save_state.js";
import { start, type Effect, type ProbeResult, type Model, type SaveEvent, type Urgency } from "./model.js";

export type Pending = "nothing" | "something" | "a result";

/** Where the engine saves. */
export interface SavePorts {
  /** Saves everything there is; has begun when it returns. Rejects if it did not arrive. */
  save(how: Manner): Promise<void>;
  /** Keeps the newest state on this device, before this returns; resolves to false if it is not on the disk. */
  keep(): Promise<boolean>;
  /** There is a result: whoever can send it without waiting for a commit does so. */
  announce(): void;
  /** The page may be gone in a moment: what waits for an answer waits no longer. */
  hurry(): void;
  probe(): Promise<ProbeResult>;
  /** Returns what the browser saw of the newest save, and tells *late* what it sees after that. */
  verdict(late: (evidence: Evidence) => void): Promise<Evidence>;
  /** Everything that was saved until now has arrived, or nobody can know; *hasProbed* if a probe was ever answered well, for the next launch to know. */
  arrived(evidence: Evidence, hasProbed: boolean): void;
}

/** Milliseconds after which the words are taken for painted; a page out of sight is never painted. */
const PAINTED = 100;

type Timer = ReturnType<typeof setTimeout>;

export class SaveEngine {
  private model: Model;
  private kept: Durability = "on the disk";
  private keepings = 0;
  /** Whether what has not arrived holds a result, or something that is as urgent. */
  private hasResult = false;
  private timer: Timer | null = null;
  private wakeAt: number | null = null;
  private readonly waiters: ((arrived: boolean) => void)[] = [];

  /** `show` is told of every change of how saving stands. */
  constructor(
    private readonly ports: SavePorts,
    private readonly show: (state: SaveState) => void,
    launch: Pick<Model, "probes" | "doubt">,
  ) {
    this.model = start(launch, performance.now());
  }

  /** What has not arrived. After the end of the session a result is no more urgent than anything else: nothing can be sent. */
  get pending(): Pending {
    const { unsent, doubt, phase } = this.model;
    const isPending = unsent || doubt || !["resting", "ended"].includes(phase);
    return !isPending ? "nothing" : this.hasResult && phase !== "ended" ? "a result" : "something";
  }

  /** Says that something changed. It is kept on this device before this returns. */
  request(urgency: Urgency): void {
    void this.keep();
    if (this.model.phase !== "ended") {
      if (urgency === "now") {
        this.hasResult = true;
        this.ports.announce();
      }
      // Somebody who waits until all has arrived waits for this, too.
      this.happen({ type: "changed", urgency: this.waiters.length > 0 ? "now" : urgency });
    }
  }

  /** Saves at once what is not saved yet; returns whether everything has arrived. */
  flush(): Promise<boolean> {
    this.happen({ type: "asked" });
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.tellWaiters();
    });
  }

  /** The page goes out of sight: what is unsent is committed before this returns. */
  hidden(): void {
    this.happen({ type: "hidden" });
    this.ports.hurry();
  }

  /** The page is back after *away* milliseconds, or the network is. */
  returned(away: number): void {
    this.happen({ type: "returned", away });
  }

  /** Ends saving for good: after this nothing is sent. */
  close(): void {
    this.happen({ type: "ended" });
  }

  private async keep(): Promise<void> {
    const keeping = (this.keepings += 1);
    this.kept = "being written";
    const isKept = await this.ports.keep();
    if (keeping === this.keepings) {
      this.kept = isKept ? "on the disk" : "nowhere";
      if (this.model.phase !== "ended") {
        this.show(viewOf(this.model, this.kept));
      }
    }
  }

  private happen(event: SaveEvent): void {
    // What comes after the end is an answer to something before it, and would say "closed" where another window saves.
    if (this.model.phase === "ended") {
      return;
    }
    const { model, effects } = step(this.model, event, performance.now());
    this.model = model;
    for (const effect of effects) {
      this.perform(effect);
    }
    this.setTimer();
    this.hasResult &&= this.pending !== "nothing";
    this.show(viewOf(this.model, this.kept));
    this.tellWaiters();
  }

  private perform(effect: Effect): void {
    switch (effect.do) {
      case "paint":
        void painted().then(() => {
          this.happen({ type: "painted" });
        });
        break;
      case "commit":
        void this.commit(effect.how);
        break;
      case "probe":
        void this.probe(effect.round, this.model.phase);
        break;
      case "arrived":
      case "told":
        this.ports.arrived(effect.do === "told" ? "unknown" : "proved", this.model.probes === "trusted");
        break;
    }
  }

  private async probe(round: number, phase: Model["phase"]): Promise<void> {
    const late = (evidence: Evidence): void => {
      this.happen({ type: "seen", evidence });
    };
    const verdict = phase === "probing" ? this.ports.verdict(late) : ("unknown" as const);
    const [found, evidence] = await Promise.all([this.ports.probe(), verdict]);
    this.happen({ type: "probed", round, found, evidence });
  }

  private async commit(how: Manner): Promise<void> {
    const begun = performance.now();
    try {
      await this.ports.save(how);
      this.happen({ type: "committed", took: performance.now() - begun });
    } catch (error) {
      console.error("coursepack: progress was not saved", error);
      const why = error instanceof TrackerError ? error.why : "unreachable";
      this.happen({ type: "refused", took: performance.now() - begun, why });
    }
  }

  private setTimer(): void {
    const { wakeAt, phase } = this.model;
    if (wakeAt === this.wakeAt) {
      return;
    }
    this.wakeAt = wakeAt;
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (wakeAt !== null) {
      // A little more or less, so that a class of thirty does not come back to its LMS in the same second.
      const spread = phase === "waiting" ? 0.9 + 0.2 * Math.random() : 1;
      this.timer = setTimeout(
        () => {
          this.timer = null;
          this.wakeAt = null;
          this.happen({ type: "timer" });
        },
        Math.max(0, wakeAt - performance.now()) * spread,
      );
    }
  }

  private tellWaiters(): void {
    const { phase } = this.model;
    if (phase === "resting" || phase === "waiting" || phase === "ended") {
      this.waiters.splice(0).forEach((tell) => {
        tell(phase === "resting");
      });
    }
  }
}

function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      setTimeout(resolve, 0);
    });
    setTimeout(resolve, PAINTED);
  });
}
