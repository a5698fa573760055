/** What came of a thing that went wrong: whether it did, what the learner saw, what is held, and which of our promises hold. */
import { decode } from "../../player/src/core/state_reader.js";
import type { Names } from "./held_panel.js";
import { lacks } from "./lacks.js";
import type { FaultPlan, NotedCall } from "./messages.js";

/** Where it shows that a thing went wrong. */
export type Sign = "calls" | "store" | "package" | "habit" | "try" | "frame" | "look" | "launch";

/** A promise and what is to be said of it; what cannot be judged is neither kept nor broken. */
export interface Verdict {
  readonly promise: string;
  readonly says: string;
  readonly is: "kept" | "broken" | "open";
}

/** By which calls the habits of LMSs show. That a state is cut shows in what is held. */
const HABITS: Readonly<Record<string, (call: NotedCall) => boolean>> = {
  trunc255: () => false,
  trunc4096: () => false,
  "reload-eval": ({ name, result }) => name.endsWith("GetValue(cmi.suspend_data)") && result !== "",
  minimal: ({ why }) => why.startsWith("401"),
  "async-fetch": ({ name }) => name.endsWith("Commit()"),
};
/** By which answers of a record store its troubles show. */
const TROUBLES: Readonly<Record<string, (name: string, status: number) => boolean>> = {
  broken: (_, status) => status >= 500,
  "lost answer": (_, status) => status >= 500,
  ended: (_, status) => status === 403,
  faster: (_, status) => status === 412,
  mastery: (name, status) => name === "GET activities/state" && status === 200,
};

/** Returns where it shows that *plan* came about. */
export function signOf({ shows, calls, server, store, package: files, frame, launch, look }: FaultPlan): Sign {
  const ways: [Sign, boolean][] = [
    [shows ?? "try", shows !== undefined],
    ["store", store !== undefined],
    ["package", files !== undefined],
    ["calls", calls !== undefined || server !== undefined],
    ["habit", (launch?.profile ?? "") in HABITS],
    ["frame", frame !== undefined],
    ["look", look !== undefined],
  ];
  return ways.find(([, is]) => is)?.[0] ?? "launch";
}

/** Follows what happens from the moment at which something is to go wrong. */
export class FaultStory {
  plan: FaultPlan | null = null;
  hasEnded = false;
  /** How often it came into play. */
  times = 0;
  readonly lines: string[] = [];
  /** Saved state as it was held before, as it is held now, as the module last sent it, and as it was when it was called saved. */
  private before = "";
  private held = "";
  private sent = "";
  private saved = "";
  private line = "";
  private isReadable: boolean | null = null;
  isInView = true;
  private isLaunching = false;
  /** Whether what a record store holds first is what it held before. */
  private isFirst = false;
  private key = "";
  /** Whether what is open has been through something. */
  isWorn = false;

  /** Begins anew with *plan*; says whether the module has to be launched for it. */
  begin(plan: FaultPlan): boolean {
    this.isLaunching = plan.launch !== undefined || this.isWorn;
    this.plan = plan;
    this.hasEnded = false;
    this.times = plan.look ? 1 : 0;
    this.lines.splice(0, this.lines.length - 1);
    this.before = this.held;
    this.saved = "";
    this.isFirst = false;
    // A page that is closed, or whose frame has no origin, is not seen from here.
    this.isInView = plan.frame !== "remove" && plan.frame !== "window first" && hasOrigin(plan);
    this.isWorn = true;
    return this.isLaunching;
  }

  end(): void {
    this.hasEnded = true;
  }

  /** What is shown next is something else. */
  forget(): void {
    this.plan = null;
    this.isWorn = this.isLaunching = false;
  }

  /** The module is launched in the account *key*, which holds *state*; a record store says later what it holds. */
  launched(key: string, state?: string): void {
    const isAnother = key !== this.key;
    this.key = key;
    this.held = state ?? (isAnother ? "" : this.held);
    this.isReadable = null;
    if (isAnother || this.isLaunching) {
      this.sent = this.saved = this.line = "";
    }
    if (!this.isLaunching) {
      this.isInView = this.plan === null || hasOrigin(this.plan);
      this.isWorn = this.plan !== null && !this.hasEnded;
      return;
    }
    this.isLaunching = false;
    this.isFirst = state === undefined;
    this.before = this.held;
    this.lines.length = 0;
    this.happens("launch");
  }

  /** Something went wrong, and showed there. */
  happens(sign: Sign): void {
    if (this.plan && signOf(this.plan) === sign && !this.isLaunching && !this.hasEnded) {
      this.times += 1;
    }
  }

  called(call: NotedCall): void {
    if (HABITS[this.plan?.launch?.profile ?? ""]?.(call) === true) {
      this.happens("habit");
    }
  }

  answered(name: string, status: number): void {
    if (TROUBLES[this.plan?.store ?? ""]?.(name, status) === true) {
      this.happens("store");
    }
  }

  /** The module sent this saved state. */
  sends(state: string): void {
    this.sent = state;
  }

  /** The store holds this saved state. */
  holds(state: string): void {
    if (!this.isFirst && (decode(state)?.attempts ?? 0) > (decode(this.held)?.attempts ?? 0)) {
      this.happens("try");
    }
    this.held = state;
    if (this.isFirst) {
      this.before = state;
      this.isFirst = false;
    }
    if (state.length < this.sent.length && this.sent.startsWith(state) && state !== "") {
      this.happens("habit");
    }
  }

  /** The learner sees a page that can be read or not, and in the line about saving *line*. */
  sees(line: string, isReadable: boolean): void {
    this.isReadable = isReadable;
    if (line === this.line || this.isLaunching) {
      return;
    }
    this.line = line;
    if (line !== "") {
      this.lines.push(line);
    }
    if (line.startsWith("Saved")) {
      this.saved = this.sent || this.held;
    }
  }

  /** Says what the store holds. */
  inStore(): string {
    const [now, then] = [decode(this.held), decode(this.before)];
    const since =
      now === null ? "which cannot be read" : now.seq > (then?.seq ?? 0) ? "newer than before" : "another one";
    return this.held === ""
      ? "no saved state"
      : `${this.held.length} characters of saved state, ${this.held === this.before ? "as before" : since}`;
  }

  /** Judges what we promise; *names* say what the numbers of saved state stand for. */
  verdicts(names: Names): Verdict[] {
    const readable: Verdict = {
      promise: "The page can be read",
      ...(this.isReadable === null
        ? open("no page has come yet")
        : this.isReadable
          ? KEPT
          : broken("there are no words on it")),
    };
    return [
      ...(this.isInView ? [readable] : []),
      {
        promise: "What the LMS held, it still holds",
        ...this.kept(this.before, "it held nothing that can be read", names),
      },
      {
        promise: "What is called saved is held",
        ...this.kept(this.saved, "nothing has been called saved since", names),
      },
    ];
  }

  private kept(state: string, otherwise: string, names: Names): Omit<Verdict, "promise"> {
    const [now, then] = [decode(this.held), decode(state)];
    if (then === null) {
      return open(otherwise);
    }
    const gone = now === null ? "everything" : lacks(now, then, names);
    return gone === "" ? KEPT : broken(gone);
  }
}

const KEPT = { says: "holds", is: "kept" } as const;

function open(why: string) {
  return { says: `cannot be said (${why})`, is: "open" } as const;
}

function broken(why: string) {
  return { says: `does not hold (${why})`, is: "broken" } as const;
}

/** Whether the frame has the origin of the LMS's page, from which it is seen then. */
function hasOrigin({ launch }: FaultPlan): boolean {
  return launch?.sandbox?.includes("allow-same-origin") ?? true;
}
