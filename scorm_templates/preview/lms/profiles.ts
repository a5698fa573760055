/** The LMSs that are imitated, each with the habit that makes it worth imitating: docs/facts.md. */
import { Moodle12, MoodleBeacon } from "./moodle12.js";
import type { Change, RuntimeSetup, Values } from "./server.js";
import { Strict12 } from "./strict12.js";

/** docs/facts.md#open-edx-reads-nothing-back: everything is "true", no error ever; a batch that fails is lost. */
class OpenEdx extends Strict12 {
  private queue: Record<string, string> = {};
  private isSending = false;
  private static readonly UNREADABLE = /^cmi\.core\.(lesson_status|score|entry|lesson_mode|credit)/;

  protected override get(element: string): unknown {
    const value = OpenEdx.UNREADABLE.test(element) ? "" : super.get(element);
    this.error = "0";
    return value;
  }

  protected override set(element: string, value: string): unknown {
    super.set(element, value);
    this.error = "0";
    this.queue[element] = value;
    if (!this.isSending) {
      this.isSending = true;
      setTimeout(() => void this.send(), 0);
    }
    return "true";
  }

  protected override commit(): unknown {
    return "true";
  }

  /** It takes any number: a batch that it lost leaves a gap in them, of which the course is told nothing. */
  protected override isInSequence(): boolean {
    return true;
  }

  /** A session has no beginning and no end. */
  protected override initialize(): unknown {
    this.state = "running";
    return "true";
  }

  protected override finish(): unknown {
    return "true";
  }

  private async send(): Promise<void> {
    const values = this.queue;
    this.queue = {};
    // A score that is no number makes the server fail, and the batch with it.
    if (!Number.isNaN(Number(values["cmi.core.score.raw"] ?? "0"))) {
      await this.launch.server.postLater({ values, finished: false });
    }
    this.isSending = false;
    if (Object.keys(this.queue).length > 0) {
      this.isSending = true;
      void this.send();
    }
  }
}

/** Cornerstone: while the page unloads, Commit says null and the error 391 (adapt-contrib-spoor issue 2222). */
class Csod extends Strict12 {
  private static isUnloading(): boolean {
    return (globalThis as { isUnloading?: boolean }).isUnloading === true;
  }

  protected override commit(): unknown {
    return Csod.isUnloading() ? this.fail("391", null) : super.commit();
  }

  /** It counts a session that never said Finish by the last session time that it was told. */
  protected override change(how: "finished" | "open"): Change {
    return { ...super.change(how), totalSeconds: this.newTotal() };
  }
}

/** SuccessFactors: an exit of `logout` ends the LMS's own session. */
class SfLogout extends Strict12 {
  protected override set(element: string, value: string): unknown {
    if (element === "cmi.core.exit" && value === "logout") {
      this.violations.push("the learner is logged out of the LMS");
    }
    return super.set(element, value);
  }
}

/** One that evaluates values when it gives them back: quotes, backslashes and braces do not survive, and a line end joins them. */
class ReloadEval extends Strict12 {
  protected override get(element: string): unknown {
    const value = super.get(element);
    return element === "cmi.suspend_data" && typeof value === "string" && value !== ""
      ? `${value.replace(/[\\'"{}&<>]/g, "").replace(/\+/g, " ")}\n`
      : value;
  }
}

/** One that cuts what is too long, and says nothing. A test may make it cut sooner, for its course has little to say. */
function truncating(limit: number): new (launch: RuntimeSetup) => Strict12 {
  return class extends Strict12 {
    protected override change(how: "finished" | "open"): Change {
      const change = super.change(how);
      const state = change.values["cmi.suspend_data"];
      const most = (globalThis as { cutAt?: number }).cutAt ?? limit;
      return state === undefined
        ? change
        : { ...change, values: { ...change.values, "cmi.suspend_data": state.slice(0, most) } };
    }
  };
}

/** Only what the standard demands: no interactions, no student data. */
class Minimal extends Strict12 {
  private static readonly MISSING = /^cmi\.(interactions|objectives|student_data|student_preference|comments)/;

  protected override get(element: string): unknown {
    return Minimal.MISSING.test(element) ? this.fail("401", "") : super.get(element);
  }

  protected override set(element: string, value: string): unknown {
    return Minimal.MISSING.test(element) ? this.fail("401", "false") : super.set(element, value);
  }
}

/** One that says yes to each commit at once, and passes it on later. */
abstract class Late extends Strict12 {
  protected override commit(): unknown {
    if (this.state !== "running") {
      return this.refuse("301", "false");
    }
    this.passOn(this.change("open"));
    return "true";
  }

  protected override finish(): unknown {
    if (this.state !== "running") {
      return this.refuse("301", "false");
    }
    // The last message of a page that goes is sent before it is gone.
    this.launch.server.beacon(this.change("finished"));
    this.state = "finished";
    return "true";
  }

  protected abstract passOn(change: Change): void;
}

/** A proxy in front of an LMS on another origin: it answers at once from what it knows, and passes on 300 ms later. */
class XFrame extends Late {
  private static readonly LAG = 300;
  private passing: Promise<unknown> = Promise.resolve();

  protected override passOn(change: Change): void {
    setTimeout(() => {
      this.passing = this.passing.then(() => this.launch.server.postLater(change));
    }, XFrame.LAG);
  }
}

/** One that sends each commit by a request for whose answer nobody waits, one after the other. */
class AsyncFetch extends Late {
  private sending: Promise<unknown> | null = null;
  private next: Change | null = null;

  protected override passOn(change: Change): void {
    this.next = change;
    this.sending ??= this.send();
  }

  private async send(): Promise<void> {
    while (this.next) {
      const change = this.next;
      this.next = null;
      await this.launch.server.postLater(change);
    }
    this.sending = null;
  }
}

/** docs/facts.md#forma-tears-the-frame-out, when Finish returns; String objects, errors in the numbers of 2004. */
class Forma extends Strict12 {
  private static readonly NUMBERS: Values = { "405": "406", "201": "351", "301": "122", "401": "401", "403": "404" };

  protected override get(element: string): unknown {
    return new String(this.state === "new" ? '""' : super.get(element));
  }

  protected override set(element: string, value: string): unknown {
    const result = super.set(element, value);
    this.error = Forma.NUMBERS[this.error] ?? this.error;

    return new String(result);
  }

  protected override commit(): unknown {
    const mastery = this.values["cmi.student_data.mastery_score"] ?? "";
    const raw = this.values["cmi.core.score.raw"] ?? "";
    if (mastery !== "" && raw !== "" && Number(raw) >= Number(mastery)) {
      this.values["cmi.core.lesson_status"] = "passed";
    }

    return new String(super.commit());
  }

  protected override finish(): unknown {
    const result = super.finish();
    (globalThis as { tearOutFrame?: () => void }).tearOutFrame?.();

    return new String(result);
  }
}

/** Saba: both APIs at once, with different data behind them (adapt-contrib-spoor). The other one is put up by `install`. */
class SabaDual extends Strict12 {}

/** The profiles by name. Those of scorm-again, which we did not write, are in scorm_again.ts. */
export const PROFILES = {
  strict12: Strict12,
  moodle12: Moodle12,
  "moodle-beacon": MoodleBeacon,
  openedx: OpenEdx,
  csod: Csod,
  "sf-logout": SfLogout,
  "reload-eval": ReloadEval,
  "saba-dual": SabaDual,
  trunc255: truncating(255),
  trunc4096: truncating(4096),
  minimal: Minimal,
  xframe: XFrame,
  "async-fetch": AsyncFetch,
  forma: Forma,
} as const;
export type ProfileName = keyof typeof PROFILES;

/** An API of SCORM 2004 with another course's data behind it, which no 1.2 package should ever ask. */
export function otherApi(): Readonly<Record<string, (...values: string[]) => string>> {
  const yes = () => "true";
  const calls = { Initialize: yes, Terminate: yes, SetValue: yes, Commit: yes };
  return { ...calls, GetValue: () => "completed", GetLastError: () => "0" };
}
