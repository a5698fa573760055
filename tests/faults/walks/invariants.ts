/** What must be true after every step of a walk, whatever happened. The names are those of the specification, section 3.5. */
import { decode, NEW_STATE, type SavedState } from "../../../player/src/saved_state.js";
import { TRUTHFUL } from "../lms/profiles.js";
import type { World } from "./world.js";

const RANK: Readonly<Record<string, number>> = { "": 0, "not attempted": 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };
/** Elements that are read-only in review, and all others too: then nothing at all is written. */
const ASKING = ["LMSInitialize(, ): 101", "LMSGetValue(cmi.core.lesson_status, ): 301"];
const WRITES = ["LMSSetValue", "LMSCommit", "LMSFinish"];

export class Invariants {
  readonly broken: string[] = [];
  /** What is known to be kept somewhere that this device can reach. */
  private safe: SavedState | null = null;
  private submitted = 0;
  private rank = 0;
  private callsSeen = 0;
  private launchedAt = 0;
  private finishesAllowed = 0;

  constructor(private readonly world: World) {}

  /** Looks at everything after *what* happened. */
  check(what: string): void {
    this.world.collect();
    this.checkCalls(what);
    const { run, server } = this.world;
    const stored = decode(server.account.values["cmi.suspend_data"] ?? "");
    if (run?.isReady) {
      this.checkState(what, run.state);
      this.checkWords(what, stored);
    }
    this.checkServer(what);
    for (const error of this.world.errors.splice(0)) {
      this.broken.push(`I7 after ${what}: ${String(error)}`);
    }
    const outside = server.addresses.filter((address) => !/^(probe\.txt\?n=\w+|bank\.json)$/.test(address));
    if (outside.length > 0) {
      this.broken.push(`I9 after ${what}: ${outside.join()}`);
    }
  }

  /** The page was left. What only a device knew that is not there, or keeps nothing, is gone; the page had said so. */
  relaunched(device: "the same" | "another"): void {
    this.launchedAt = this.world.calls.length;
    const { server, lms, storage } = this.world;
    if (device === "another" || storage.condition === "blocked") {
      const stored = decode(server.account.values["cmi.suspend_data"] ?? "");
      this.safe = TRUTHFUL.includes(lms) ? this.saved : stored;
    }
  }

  /** The learner pressed "Save and leave", and it worked. */
  left(): void {
    this.finishesAllowed += 1;
  }

  /** The newest state of which the page said that it is saved. */
  private saved: SavedState | null = null;

  private checkState(what: string, state: SavedState): void {
    const missing = this.safe ? lacks(state, this.safe) : "";
    if (missing) {
      this.broken.push(`I1 after ${what}: ${missing} is gone`);
    }
    this.submitted += what === "submit" ? 1 : 0;
    if (state.attempts > this.submitted) {
      this.broken.push(`I4 after ${what}: ${state.attempts} attempts were counted, and ${this.submitted} made`);
    }
    if (!lacks(this.world.journal() ?? NEW_STATE, state)) {
      this.safe = state;
    }
  }

  private checkWords(what: string, stored: SavedState | null): void {
    const { run, server, lms } = this.world;
    if (!run || !["saved", "sent"].includes(run.saveState)) {
      return;
    }
    if (run.saveState === "saved" && server.lastProbe !== "ok") {
      this.broken.push(`I3 after ${what}: "Saved" after a probe that went ${server.lastProbe}`);
    }
    if (TRUTHFUL.includes(lms) && (!stored || stored.seq < run.state.seq || lacks(stored, run.state))) {
      this.broken.push(`I2 after ${what}: "Saved", and the LMS holds ${stored ? lacks(stored, run.state) || "less" : "nothing"}`);
    }
    this.saved = run.state;
  }

  private checkServer(what: string): void {
    const { run, server } = this.world;
    const rank = RANK[server.account.values["cmi.core.lesson_status"] ?? ""] ?? 0;
    const isCalm = run?.saveState === "saved";
    if (rank < this.rank && isCalm) {
      this.broken.push(`I5 after ${what}: the status went down`);
    }
    this.rank = isCalm ? rank : Math.max(rank, this.rank);
    const time = server.account.totalSeconds;
    if (time > this.world.clock.now / 1000 + 1) {
      this.broken.push(`I6 after ${what}: ${time} s were reported in ${this.world.clock.now / 1000} s`);
    }
    if (this.world.lms !== "openedx" && server.finishes > this.finishesAllowed && !this.isComplete()) {
      this.broken.push(`after ${what}: Finish without "Save and leave"`);
    }
  }

  private isComplete(): boolean {
    return (RANK[this.world.server.account.values["cmi.core.lesson_status"] ?? ""] ?? 0) >= 3;
  }

  private checkCalls(what: string): void {
    const { calls, violations } = this.world;
    // A frame that is loaded anew has to ask again whether there is a session, and cannot know that there is, or is none.
    const bad = violations.splice(0).filter((violation) => !ASKING.includes(violation));
    this.broken.push(...bad.map((violation) => `after ${what}: the LMS refuses ${violation}`));
    const commits = calls.slice(this.launchedAt).filter(({ name }) => name === "LMSCommit");
    const last = commits[commits.length - 1];
    const inMinute = commits.filter(({ at }) => last && at > last.at - 60_000);
    if (inMinute.length > 12 && calls.length > this.callsSeen) {
      this.broken.push(`after ${what}: ${inMinute.length} commits in a minute`);
    }
    const mode = this.world.run?.saveState === "review";
    if (mode && calls.slice(this.callsSeen).some(({ name }) => WRITES.includes(name)) && what === "write in review") {
      this.broken.push(`after ${what}: something was written in review`);
    }
    this.callsSeen = calls.length;
  }
}

/** Says what of *before* is not in *after*, or "". */
export function lacks(after: SavedState, before: SavedState): string {
  const pages = before.pages.filter((page) => !after.pages.includes(page));
  const tried = before.tried.filter(
    ({ question, right }) => !after.tried.some((other) => other.question === question && (other.right || !right)),
  );
  const [best, other] = [before.best, after.best];
  const isWorse = best !== null && (other === null || other.right * best.total < best.right * other.total);
  const answered = before.attempt?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const still = after.attempt?.questions.filter(({ answer }) => answer !== null).length ?? 0;
  const isSame = before.attempts === after.attempts && before.attempt?.seed === after.attempt?.seed;
  return [
    ...pages.map((page) => `page ${page}`),
    ...tried.map(({ question }) => `question ${question}`),
    ...(isWorse ? ["the best score"] : []),
    ...(before.complete && !after.complete ? ["completion"] : []),
    ...(before.passed && !after.passed ? ["the pass"] : []),
    ...(before.attempts > after.attempts ? ["an attempt"] : []),
    ...(before.attempt && !after.attempt ? ["the attempt"] : []),
    ...(isSame && still < answered ? [`${answered - still} answers`] : []),
  ].join(", ");
}
