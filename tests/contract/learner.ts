/** A learner who follows a script: the real run, save engine and tracker on a virtual clock, with nothing else real. */
import { emptyDisk } from "../../player/testing/disk.js";
import { newRun, savingBy } from "../../player/testing/saving.js";
import { draw } from "../../player/src/core/draw.js";
import type { PlayerData, PlayerQuestion } from "../../player/src/core/player_data.js";
import { packed, rightResponse, type Response as Given } from "../../player/src/core/responses.js";
import type { Run } from "../../player/src/run/run.js";
import type { Purpose } from "../../player/src/trackers/tracker.js";
import { Clock, settle, type Owner } from "../faults/walks/clock.js";
import { Storage } from "../faults/walks/storage.js";
import type { Place } from "./places.js";

/** What a learner does. Pages and questions are named by their place. */
export type Action =
  | { readonly do: "open" }
  | { readonly do: "read"; readonly page: number }
  | { readonly do: "practise"; readonly question: number; readonly how: "rightly" | "wrongly" }
  | { readonly do: "check"; readonly right: number }
  | { readonly do: "wait"; readonly seconds: number }
  /** Closes the window, without a word. */
  | { readonly do: "close" }
  | { readonly do: "save and leave" };

/** One module with the questions of its pages, and its bank. */
export interface Course {
  readonly data: PlayerData;
  readonly taught: readonly PlayerQuestion[];
  readonly bank: readonly PlayerQuestion[];
}

/** Nothing keeps this learner from the storage. */
const always = (): boolean => true;

/** Seconds that every answer takes. */
const THINKING = 4;

export class Learner {
  private run: Run | null = null;
  private page: Owner = { isAlive: true };
  private seed = 0;

  constructor(
    private readonly course: Course,
    private readonly place: Place,
    readonly clock = new Clock(),
  ) {
    this.clock.install();
    const globals = globalThis as Record<string, unknown>;
    globals["window"] = new EventTarget();
    globals["location"] = { protocol: "https:" };
    globals["fetch"] = (address: string, init?: RequestInit) => this.fetch(address, init);
    emptyDisk();
    Object.assign(globals, { localStorage: new Storage(always), sessionStorage: new Storage(always) });
  }

  async follow(script: readonly Action[]): Promise<void> {
    for (const action of script) {
      await this.clock.as(this.page, () => this.perform(action));
    }
  }

  private async perform(action: Action): Promise<void> {
    const { run } = this;
    switch (action.do) {
      case "open":
        this.run = newRun(this.course.data, () => Promise.resolve(this.course.taught));
        void this.run.connect(savingBy(this.place.launch()));
        return this.clock.pass(2_000);
      case "wait":
        return this.clock.pass(action.seconds * 1_000);
      case "close":
        run?.hidden();
        run?.saving.left("for good");
        return this.gone();
      case "save and leave":
        void run?.saving.end();
        await this.clock.pass(20_000);
        return this.gone();
      default:
        if (run) {
          this.learn(run, action);
        }
        return this.clock.pass(THINKING * 1_000);
    }
  }

  private learn(run: Run, action: Extract<Action, { do: "read" | "practise" | "check" }>): void {
    const { data, taught, bank } = this.course;
    if (action.do === "read") {
      const page = data.pages[action.page % data.pages.length]?.fingerprint ?? 0;
      run.dispatch({ type: "opened", page });
      run.dispatch({ type: "read", page });
    } else if (action.do === "practise") {
      const question = taught[action.question % taught.length];
      if (question) {
        const right = action.how === "rightly";
        answer(run, question, "practice", right);
        run.dispatch({ type: "tried", question: question.fingerprint, right });
      }
    } else if (data.check) {
      this.seed += 1;
      const drawn = draw({ bank, rule: data.check, seed: this.seed, rested: new Set() });
      run.dispatch({ type: "drawn", seed: this.seed, questions: drawn.map(({ fingerprint }) => fingerprint) });
      drawn.forEach((question, index) => {
        const response = index < action.right ? rightResponse(question) : wrongResponse(question);
        run.dispatch({ type: "answered", index, answer: packed(question, response) });
      });
      drawn.forEach((question, index) => {
        answer(run, question, "check", index < action.right);
      });
      run.dispatch({ type: "submitted", right: Math.min(action.right, drawn.length) });
    }
  }

  private async gone(): Promise<void> {
    await settle();
    this.page.isAlive = false;
    this.page = { isAlive: true };
    this.run = null;
    (globalThis as Record<string, unknown>)["sessionStorage"] = new Storage(always);
  }

  private fetch(address: string, init?: RequestInit): Promise<Response> {
    const { data, bank } = this.course;
    if (address.startsWith("probe.txt")) {
      return Promise.resolve(new Response(data.build));
    }
    return address.startsWith("bank.json")
      ? Promise.resolve(Response.json({ build: data.build, questions: bank }))
      : this.place.fetch(address, init);
  }
}

function answer(run: Run, question: PlayerQuestion, purpose: Purpose, right: boolean): void {
  const response = right ? rightResponse(question) : wrongResponse(question);
  run.answer({ question, purpose, response, right, at: Date.now(), seconds: THINKING });
}

/** Returns a whole response that is wrong: the right one moved on by one place. */
export function wrongResponse(question: PlayerQuestion): Given {
  const right = rightResponse(question);
  return question.mechanic === "pick"
    ? [...right.slice(-1), ...right.slice(0, -1)]
    : right.map((label) => (label + 1) % question.labels.length);
}
