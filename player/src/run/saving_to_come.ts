/**
 * Stands in for saving until saving.js is there. Nothing is kept before it is known whose it would be: what a learner does is in the
 * run's state, which saving takes up when it comes, and what the LMS is to be told waits here in its order.
 */
import { inTime } from "../core/in_time.js";
import { PATIENCE } from "../save/model.js";
import type { SavedRun } from "../save/saved_run.js";
import type { Saving } from "../save/saving.js";

/** What the page asks of saving, and is told of it. */
export type Saves = Pick<
  Saving,
  | "state"
  | "news"
  | "isReady"
  | "isReviewing"
  | "isTracked"
  | "canEnd"
  | "pending"
  | "problem"
  | "sends"
  | "learner"
  | "calls"
  | "happen"
  | "request"
  | "tell"
  | "answer"
  | "flush"
  | "returned"
  | "left"
  | "end"
>;
/** What saving.js holds: begins to save for a run. */
export type Begin = (run: SavedRun) => Saving;

export class SavingToCome implements Saves {
  state: Saves["state"] = "idle";
  pending: Saves["pending"] = "nothing";
  readonly news = { isDamaged: false, earlier: null, isUpdated: false };
  readonly isReady = false;
  readonly isReviewing = false;
  readonly problem = null;
  readonly sends = "";
  readonly learner = null;
  readonly calls: Saves["calls"] = [];
  readonly isTracked: boolean;
  readonly canEnd: boolean;
  private readonly waiting: ((saving: Saves) => void)[] = [];
  private come: (saving: Saves) => void = () => undefined;
  private readonly coming = new Promise<Saves>((resolve) => (this.come = resolve));

  /** *hurry* is called where somebody does not want to wait any longer for saving.js. */
  constructor(
    place: "in an LMS" | "without one",
    private readonly hurry: () => void,
  ) {
    this.isTracked = this.canEnd = place === "in an LMS";
  }

  /** It has not come, although it should have. */
  missing(): void {
    this.state = this.canEnd ? "memory" : "notracking";
  }

  /** It is there: hands on to it all that waits. */
  handOver(saving: Saves): void {
    this.waiting.splice(0).forEach((act) => {
      act(saving);
    });
    this.come(saving);
  }

  happen(): void {
    // What it would do is to keep or to send, and nobody is there who can.
  }

  left(): void {
    // There is no window to give way to.
  }

  request(urgency: Parameters<Saves["request"]>[0]): void {
    this.pending = urgency === "now" || this.pending === "a result" ? "a result" : "something";
    this.waiting.push((saving) => {
      saving.request(urgency);
    });
  }

  tell(fact: Parameters<Saves["tell"]>[0]): void {
    this.waiting.push((saving) => {
      saving.tell(fact);
    });
  }

  answer(answer: Parameters<Saves["answer"]>[0]): void {
    this.waiting.push((saving) => {
      saving.answer(answer);
    });
  }

  returned(): void {
    this.hurry();
  }

  async flush(): Promise<boolean> {
    this.hurry();
    return (await this.coming).flush();
  }

  async end(): Promise<boolean> {
    this.hurry();
    const saving = await inTime<Saves | null>(this.coming, PATIENCE, null);
    return (await saving?.end()) ?? false;
  }
}
