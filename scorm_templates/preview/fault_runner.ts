/** Lets things go wrong, one at a time: in the stores and what gives out files, at a launch, and in what is open. */
import { post } from "./answers.js";
import { choice } from "./choices.js";
import type { FaultPlan, LaunchPlan, Order } from "./messages.js";

/** Milliseconds after which a module that was launched is put through something though it shows nothing. */
const PATIENCE = 10_000;
/** Milliseconds from a module's first page until it has read what it is held and saves. */
const SETTLING = 500;

export class FaultRunner {
  /** The timer of what is still to go wrong. */
  private toCome = 0;
  private plan: FaultPlan | null = null;
  /** What waits for a module that shows a page. */
  private waiting: (() => void) | null = null;

  /** *send* tells the LMS's page, *launch* opens the module anew, and *look* shows it as is chosen. */
  constructor(
    private readonly send: (order: Order) => void,
    private readonly launch: (plan: LaunchPlan) => Promise<void>,
    private readonly look: () => void,
  ) {}

  /** What is different at every launch until the fault is ended: what an LMS holds it is given once. */
  get lasting(): LaunchPlan {
    const lasting = Object.entries(this.plan?.launch ?? {}).filter(([what]) => what !== "values" && what !== "long");
    return Object.fromEntries(lasting);
  }

  /** Lets *plan* go wrong and nothing else, in a module that is launched anew for it or that is open. */
  async fail(plan: FaultPlan, isLaunched: boolean): Promise<void> {
    await this.heal();
    this.plan = plan;
    if (!isLaunched || plan.launch) {
      await this.begin(plan);
      return;
    }
    await this.launch({});
    this.waiting = () => {
      this.later(plan, SETTLING, () => void this.begin(plan));
    };
    this.later(plan, PATIENCE, this.waiting);
  }

  /** The module shows a page. */
  shows(): void {
    this.waiting?.();
    this.waiting = null;
  }

  /** Ends what goes wrong. */
  async heal(): Promise<void> {
    clearTimeout(this.toCome);
    this.plan = this.waiting = null;
    this.send({ kind: "heal" });
    await post("store", { condition: "well" });
  }

  private async begin(plan: FaultPlan): Promise<void> {
    for (const condition of [plan.store, plan.package]) {
      if (condition !== undefined) {
        await post("store", { condition });
      }
    }
    if (plan.launch && this.plan === plan) {
      await this.launch(plan.launch);
    }
    for (const [id, value] of Object.entries(plan.look ?? {})) {
      choice(id).value = value;
      this.look();
    }
    this.later(plan, plan.after ?? 0, () => {
      this.send({ kind: "fault", plan });
    });
  }

  /** Goes on with *plan*, unless it was ended or another begun in the meantime. */
  private later(plan: FaultPlan, milliseconds: number, goOn: () => void): void {
    if (this.plan === plan) {
      clearTimeout(this.toCome);
      this.toCome = window.setTimeout(goOn, milliseconds);
    }
  }
}
