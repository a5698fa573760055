/**
 * `moodle12` and `moodle-beacon`: Moodle 4.5's SCORM 1.2 run-time, as measured. What makes it the hardest of all: a
 * value is marked as sent before it is sent, and no value is sent twice (docs/facts.md#moodle-sends-no-value-twice).
 */
import { secondsOf } from "./rules.js";
import type { Account, Change, Reply, Values } from "./server.js";
import { Strict12 } from "./strict12.js";

/** What Moodle keeps as a number, and gives back as one, begins so. */
const NUMBERS = "cmi.core.score.";
const ENDED = ["passed", "completed", "failed"];
/** With the site's default, every one of these may be as long. */
const LONG =
  /^cmi\.(suspend_data|comments|core\.lesson_location|interactions\.\d+\.(student_response|correct_responses.*))$/;
const MOST_CHARACTERS = 64_000;

export class Moodle12 extends Strict12 {
  /** What Moodle counts: what it held when its page was opened, however it was numbered, and each number that is next after that. */
  private counted = super.count();
  /** What Moodle takes for sent. */
  private marked: Record<string, string> = { ...this.launch.account.values };

  protected override initialize(): unknown {
    if (this.state !== "new") {
      // Once interactions were committed, a second Initialize throws inside Moodle.
      if (this.count() > 0 || this.state === "finished") {
        throw new TypeError("Cannot read properties of undefined (reading 'cmi')");
      }
      this.refuse("101", "false");
      return "false";
    }
    const status = this.values["cmi.core.lesson_status"] ?? "";
    if (ENDED.includes(status) && !("cmi.core.lesson_mode" in this.launch.settings)) {
      this.values["cmi.core.lesson_mode"] = "review";
      this.values["cmi.core.credit"] = "no-credit";
    }
    this.state = "running";
    return "true";
  }

  protected override get(element: string): unknown {
    const value = super.get(element);
    const isNumber = (element.startsWith(NUMBERS) && value !== "") || element === "cmi.interactions._count";
    return isNumber && this.error === "0" ? Number(value) : value;
  }

  protected override set(element: string, value: string): unknown {
    const result = super.set(element, value);
    if (result === "true" && element.startsWith(NUMBERS)) {
      this.values[element] = String(Number(value));
    }
    return result;
  }

  protected override takes(element: string, value: string): boolean {
    return LONG.test(element) ? value.length <= MOST_CHARACTERS : super.takes(element, value);
  }

  protected override count(): number {
    return this.counted;
  }

  /** The next number begins an answer, with whatever element it is told, even where one of that number is held. */
  protected override isInSequence(element: string): boolean {
    const index = Number(/^cmi\.interactions\.(\d+)\./.exec(element)?.[1] ?? "-1");
    if (index > this.counted) {
      return false;
    }
    this.counted += index === this.counted ? 1 : 0;
    return true;
  }

  /** Only what differs from what it takes for sent, and the session's time only with Finish. */
  protected override change(how: "finished" | "open"): Change {
    if (how === "finished") {
      this.conclude();
    }
    const all: Values = super.change("open").values;
    const values = Object.fromEntries(
      Object.entries(all).filter(([name, value]) => name !== "cmi.core.session_time" && this.marked[name] !== value),
    );
    Object.assign(this.marked, values);
    return how === "finished" ? { values, finished: true, totalSeconds: this.newTotal() } : { values, finished: false };
  }

  protected override newTotal(): number {
    return this.totalAtLaunch() + secondsOf(this.values["cmi.core.session_time"] ?? "0000:00:00");
  }

  /** What Finish does to the status: untouched becomes completed, and a mastery score overrides it. */
  private conclude(): void {
    const mastery = this.values["cmi.student_data.mastery_score"] ?? "";
    const raw = this.values["cmi.core.score.raw"] ?? "";
    if (this.values["cmi.core.lesson_status"] === "not attempted") {
      this.values["cmi.core.lesson_status"] = "completed";
    }
    if (this.values["cmi.core.lesson_mode"] === "normal" && mastery !== "" && raw !== "") {
      this.values["cmi.core.lesson_status"] = Number(raw) >= Number(mastery) ? "passed" : "failed";
    }
  }
}

/** Says whether an activity of which *ticked* is required is done: docs/facts.md#moodle-waits-for-the-words-that-are-ticked. */
export function isDone({ values }: Account, ticked: readonly ("passed" | "completed")[]): boolean {
  return (ticked as readonly string[]).includes(values["cmi.core.lesson_status"] ?? "");
}

export class MoodleBeacon extends Moodle12 {
  /** Without a connection it falls back to a beacon, which always says yes. */
  protected override isStored(reply: Reply): boolean {
    return reply.status === 0 ? this.launch.server.beacon(this.change("open")) : super.isStored(reply);
  }
}
