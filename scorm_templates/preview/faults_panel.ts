/** What can go wrong in an LMS, a button for each, and what came of it: for the learner, in the store, and of our promises. */
import { decode } from "../../player/src/core/state_reader.js";
import { button, element } from "../../player/src/ui/element.js";
import faults from "./faults.json";
import { lacks } from "./lacks.js";
import type { FaultPlan } from "./messages.js";

interface Fault {
  readonly title: string;
  readonly does?: FaultPlan;
}

const CATALOGUE = Object.entries(faults as Readonly<Record<string, Fault>>);

/** Follows what happens from the moment at which something went wrong. */
export class FaultWatch {
  private fault = "";
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
    private readonly act: (plan: FaultPlan) => void,
    private readonly end: () => void,
  ) {}

  /** Returns the panel for *format*. */
  shown(format: string): Node[] {
    const named = CATALOGUE.map(([number, { title, does }]) => ({
      name: `F${number.padStart(2, "0")} ${title}`,
      does,
    }));
    const isPlayed = (does?: FaultPlan): does is FaultPlan => does?.in.includes(format) ?? false;
    const items = named.flatMap(({ name, does }) => {
      const act = () => {
        if (does) {
          this.begin(name, does);
        }
      };
      return isPlayed(does) ? [element("li", {}, button(name, "", act))] : [];
    });
    const others = named.filter(({ does }) => !isPlayed(does)).map(({ name }) => name);
    const ended = button("End the fault", "", () => {
      this.end();
      this.fault = this.fault && `${this.fault}, which has ended`;
      this.show();
    });
    return [
      element("p", {}, "Each lets one thing go wrong from now on, or launches the module anew where that is needed."),
      ended,
      this.result,
      element("ul", { class: "faults" }, ...items),
      element("p", {}, "Not here, for they need another format or a driven browser (docs/faults.md has them all):"),
      element("p", {}, others.join(" · ")),
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

  private begin(name: string, plan: FaultPlan): void {
    this.fault = name;
    this.lines.splice(0, this.lines.length - 1);
    this.before = this.held;
    // A page that is closed, or whose frame has no origin, is not seen from here.
    this.isInView = plan.frame !== "remove" && plan.launch?.sandbox !== "allow-scripts";
    this.lost = "";
    this.act(plan);
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
