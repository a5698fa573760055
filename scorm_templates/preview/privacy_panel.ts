/** What a module says that it sends, and where each item of that went; what stays on the device; and what was blocked. */
import { element } from "../../player/src/ui/element.js";
import { table } from "./held_panel.js";

/** What is sent, in the words that learners read, and the names under which the format sends it. */
export type Sends = readonly (readonly [string, readonly string[]])[];

export class Went {
  private readonly times = new Map<string, number>();
  private device: readonly (readonly [string, number])[] = [];
  private readonly blocked: string[] = [];

  /** Something went out under *name*, an element of SCORM, a verb, or `state:` with a key of a document. */
  sent(name: string): void {
    const general = name.replace(/\.\d+(?=\.)/g, ".n");
    this.times.set(general, (this.times.get(general) ?? 0) + 1);
  }

  /** A document went out: its keys, if it is of our making. */
  document(text: string): void {
    try {
      Object.keys(JSON.parse(text) as object).forEach((key) => {
        this.sent(`state:${key}`);
      });
    } catch {
      this.sent("state");
    }
  }

  keeps(device: readonly (readonly [string, number])[]): void {
    this.device = device;
  }

  blocks(address: string): void {
    this.blocked.push(address);
  }

  /** Returns what is to be seen, for a module that says that it *sends* so much. */
  shown(sends: Sends, to: string): Node[] {
    const known = new Set(sends.flatMap(([, names]) => names));
    const rows = sends.map(([words, names]): [string, string] => {
      const went = names.filter((name) => this.times.has(name));
      const times = went.map((name) => `${name} (${this.times.get(name) ?? 0})`).join(", ");
      return [words, went.length === 0 ? "not sent so far" : `to ${to}: ${times}`];
    });
    const others = [...this.times].filter(([name]) => !known.has(name));
    const list = (items: readonly string[], none: string) =>
      items.length === 0 ? element("p", {}, none) : element("ul", {}, ...items.map((item) => element("li", {}, item)));
    return [
      element("h2", {}, "What the module says that it sends"),
      rows.length === 0 ? element("p", {}, "It says nothing of it.") : table(rows),
      element("h2", {}, "What else was sent"),
      list(
        others.map(([name, times]) => `${name} (${times})`),
        "Nothing.",
      ),
      element("h2", {}, "What is kept on this device"),
      list(
        this.device.map(([name, length]) => `${name}: ${length} characters`),
        "Nothing.",
      ),
      element("h2", {}, "What was blocked on its way to somewhere else"),
      list(this.blocked, "Nothing."),
    ];
  }
}
