/** What can go wrong in an LMS, a button for each, and what came of it: for the learner, in the store, and of our promises. */
import { button, element } from "../../player/src/ui/element.js";
import faults from "./faults.json";
import type { FaultRunner } from "./fault_runner.js";
import { FaultStory, type Verdict } from "./fault_story.js";
import type { Names } from "./held_panel.js";
import type { FaultPlan } from "./messages.js";

interface Fault {
  readonly title: string;
  readonly does?: FaultPlan;
  /** What is to be done next, so that something comes of it. */
  readonly then?: string;
  /** How what no page can do is tried. */
  readonly by_hand?: string;
}

const GO_ON = "Go on in the module: answer a question, turn a page, take the check.";
const AFTERWARDS = "What is open may still be in that trouble: launch the module again to have it well.";
const CATALOGUE = Object.entries(faults as Readonly<Record<string, Fault>>);

/** The panel of what can go wrong, and what is told of the last that did. */
export class FaultWatch {
  readonly story = new FaultStory();
  /** What the numbers of saved state stand for. */
  names: Names = {};
  private fault = "";
  private next = "";
  private readonly result = element("div", { id: "fault-result", role: "status" });

  /** *runner* lets a plan go wrong, and ends it. */
  constructor(private readonly runner: Pick<FaultRunner, "fail" | "heal" | "shows">) {}

  /** Returns the panel for *format*, with nothing told yet. */
  shown(format: string): Node[] {
    const named = CATALOGUE.map(([number, fault]) => ({
      ...fault,
      name: `F${number.padStart(2, "0")} ${fault.title}`,
    }));
    const played = named.flatMap(({ name, does, then = "" }) => {
      const begin = (plan: FaultPlan) => () => {
        this.begin(name, plan, then);
      };
      return does?.in.includes(format) === true ? [element("li", {}, button(name, "", begin(does)))] : [];
    });
    const others = named.flatMap(({ name, does }) =>
      does === undefined || does.in.includes(format) ? [] : [element("li", {}, `${name} (${does.in.join(", ")})`)],
    );
    const byHand = named.flatMap(({ name, by_hand: how }) =>
      how === undefined ? [] : [element("li", {}, element("strong", {}, name), ` ${how}`)],
    );
    this.result.replaceChildren();
    const ended = button("End the fault", "", () => {
      void this.runner.heal();
      this.story.end();
      this.show();
    });
    return [
      element(
        "p",
        {},
        "Each ends the one before it, and lets one thing go wrong from now on; where needed, the module is launched anew.",
      ),
      ended,
      this.result,
      element("ul", { class: "faults" }, ...played),
      element("h2", {}, "By hand"),
      element("ul", {}, ...byHand),
      ...(others.length === 0 ? [] : [element("h2", {}, "In another format"), element("ul", {}, ...others)]),
    ];
  }

  /** A record store answered a request. */
  answered(name: string, status: number): void {
    this.story.answered(name, status);
    this.show();
  }

  /** The learner sees a page that can be read or not, and in the line about saving *line*. */
  sees(line: string, isReadable: boolean): void {
    this.story.sees(line, isReadable);
    this.runner.shows();
  }

  private begin(name: string, plan: FaultPlan, then: string): void {
    this.fault = name;
    this.next = then;
    void this.runner.fail(plan, this.story.begin(plan));
    this.show();
  }

  /** Tells what there is to tell now. */
  show(): void {
    const { story } = this;
    if (story.plan === null) {
      return;
    }
    const told = (name: string, words: string) => element("p", {}, element("strong", {}, `${name}: `), words);
    this.result.replaceChildren(
      element("h2", {}, story.hasEnded ? `${this.fault}, which has ended` : this.fault),
      ...(this.next === "" ? [] : [element("p", {}, this.next)]),
      ...(story.hasEnded && story.isWorn ? [element("p", {}, AFTERWARDS)] : []),
      told("How often it went wrong", story.times === 0 ? this.never() : String(story.times)),
      told(
        "What the learner saw",
        story.lines.join(" → ") || (story.isInView ? "no line about saving" : "that is not seen from here"),
      ),
      told("What the store holds", story.inStore()),
      ...(story.times === 0 ? [] : [element("ul", {}, ...story.verdicts(this.names).map(verdictItem))]),
    );
  }

  private never(): string {
    return this.story.hasEnded
      ? "never, so nothing is judged"
      : `not yet, so nothing is judged${this.next === "" ? `. ${GO_ON}` : ""}`;
  }
}

function verdictItem({ promise, says, is }: Verdict): HTMLElement {
  return element("li", {}, `${promise}: `, is === "broken" ? element("span", { class: "refused" }, says) : says);
}
