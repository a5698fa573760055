/** What can go wrong in an LMS, a button for each, and what came of it: for the learner, in the store, and of our promises. */
import { decode } from "../../player/src/core/state_reader.js";
import { button, element } from "../../player/src/ui/element.js";
import faults from "./faults.json";
import { lacks } from "./lacks.js";
import type { FaultPlan } from "./messages.js";

interface Fault {
  readonly title: string;
  readonly does?: FaultPlan;
  /** What is to be done next, so that something comes of it. */
  readonly then?: string;
  /** How what no page can do is tried. */
  readonly by_hand?: string;
}

const CATALOGUE = Object.entries(faults as Readonly<Record<string, Fault>>);

/** Follows what happens from the moment at which something went wrong. */
export class FaultWatch {
  private fault = "";
  private next = "";
  private readonly lines: string[] = [];
  private page = "";
  private isInView = true;
  /** Saved state: as it was held before, as it is held now, and as the module last sent it. */
  private before = "";
  private held = "";
  private sent = "";
  private lost = "";
  private readonly result = element("div", { id: "fault-result", role: "status" });

  /** *act* lets a plan go wrong, and *end* ends it. */
  constructor(
    private readonly act: (plan: FaultPlan) => Promise<void>,
    private readonly end: () => void,
  ) {}

  /** Returns the panel for *format*. */
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
    const ended = button("End the fault", "", () => {
      this.end();
      this.fault = this.fault && `${this.fault}, which has ended`;
      this.show();
    });
    return [
      element("p", {}, "Each lets one thing go wrong from now on, or launches the module anew where that is needed."),
      ended,
      this.result,
      element("ul", { class: "faults" }, ...played),
      element("h2", {}, "By hand"),
      element("ul", {}, ...byHand),
      ...(others.length === 0 ? [] : [element("h2", {}, "In another format"), element("ul", {}, ...others)]),
    ];
  }

  /** The module sent this saved state. */
  sends(state: string): void {
    this.sent = state;
  }

  /** The store holds this saved state. */
  holds(state: string): void {
    this.held = state;
    this.show();
  }

  /** The learner sees *page*, and in the line about saving *saving*. */
  sees(page: string, saving: string): void {
    this.page = page;
    if (saving !== "" && this.lines[this.lines.length - 1] !== saving) {
      this.lines.push(saving);
    }
    if (saving.startsWith("Saved")) {
      this.lost ||= missing(this.held, this.sent);
    }
    this.show();
  }

  private begin(name: string, plan: FaultPlan, then: string): void {
    this.fault = name;
    this.next = then;
    this.lines.splice(0, this.lines.length - 1);
    this.before = this.held;
    // A page that is closed, or whose frame has no origin, is not seen from here.
    this.isInView =
      plan.frame !== "remove" &&
      plan.frame !== "window first" &&
      (plan.launch?.sandbox === undefined || /same-origin.*scripts|scripts.*same-origin/.test(plan.launch.sandbox));
    this.lost = "";
    void this.act(plan);
    this.show();
  }

  private show(): void {
    if (this.fault === "") {
      return;
    }
    const gone = missing(this.held, this.before);
    const promises: [string, string][] = [
      ...(this.isInView
        ? [["The page can be read", this.page === "" ? "no page is shown" : ""] as [string, string]]
        : []),
      ["What the LMS held, it still holds", gone],
      ["What is called saved is held", this.lost],
    ];
    this.result.replaceChildren(
      element("h2", {}, this.fault),
      ...(this.next === "" ? [] : [element("p", {}, this.next)]),
      element(
        "p",
        {},
        element("strong", {}, "What the learner saw: "),
        this.lines.join(" → ") || "no line about saving",
      ),
      element(
        "p",
        {},
        element("strong", {}, "What the store holds: "),
        this.held === ""
          ? "no saved state"
          : `${this.held.length} characters of saved state${this.held === this.before ? ", as before" : ", newer than before"}`,
      ),
      element(
        "ul",
        {},
        ...promises.map(([promise, broken]) =>
          element(
            "li",
            {},
            `${promise}: `,
            broken === "" ? "holds" : element("span", { class: "refused" }, `does not hold (${broken})`),
          ),
        ),
      ),
    );
  }
}

/** Says what of the saved state *before* is not in *after*, both as text, or "". */
function missing(after: string, before: string): string {
  const [now, then] = [decode(after), decode(before)];
  return then === null ? "" : now === null ? "everything" : lacks(now, then);
}
