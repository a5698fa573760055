/**
 * What must be true after every step of a walk, whatever happened:
 *
 * I1 what a learner did never becomes less; I2 what the line calls saved is in the LMS, and what it calls
 * sent or kept is on the device; I3 nothing is called saved or sent after a commit that failed; I4 only a start makes another attempt; I5 the status is
 * never lowered; I6 no more time is reported than has passed; I7 no error is left uncaught; I8 the page can be read and gone
 * on with; I9 no request leaves the package but to its LMS; I10 a private note is found nowhere.
 *
 * Of two of them a walk, which has no page, sees one half: I8 is that what a learner does is taken at all times, and I10
 * that no word goes anywhere. Headings and reflections are looked for in real browsers.
 */
import { saveWords } from "../../../player/src/ui/save_line.js";
import { NEW_STATE, type SavedState } from "../../../player/src/core/saved_state.js";
import { decode } from "../../../player/src/core/state_reader.js";
import { secondsOf } from "../../../scorm_templates/preview/lms/rules.js";
import type { Call } from "../../../scorm_templates/preview/lms/strict12.js";
import type { Action } from "./actions.js";
import { lacks } from "../../../scorm_templates/preview/lacks.js";
import { journalIn, missingInLms } from "./lacks.js";
import { DATA, isStore, KEEPING_NOTHING, type Page, type Tab } from "./tab.js";
import { LEARNER, type World } from "./world.js";

const RANK: Readonly<Record<string, number>> = { "": 0, "not attempted": 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };
/** Elements that are read-only in review, and all others too: then nothing at all is written. */
const ASKING = ["LMSInitialize(, ): 101", "LMSGetValue(cmi.core.lesson_status, ): 301"];
/** An LMS that holds fewer answers than the state knows of is asked whether it holds them further on, as Moodle may. */
const LEAVING_ROOM = /^LMSSetValue\(cmi\.interactions\.\d+\.weighting, 1\): \d+$/;
/** Where saving stands so, the LMS has been given all there is. */
const AT_REST: readonly string[] = ["saved", "partly"];
const WRITES = ["LMSSetValue", "LMSCommit", "LMSFinish"];
/** Commits in a minute. A result waits for none of them, nor does what the learner waits for; each is two where it is replayed. */
const MOST_COMMITS = 12;
const URGENT: readonly Action["do"][] = ["submit", "use code", "use here", "leave", "flush"];
/** Words that a call, an address or a device may never hold: the learner's name, and anything that anybody wrote. */
const PRIVATE = new RegExp([LEARNER.name, "\\bSam\\b", "Stem of", "Option ", "Why ", DATA.module.title].join("|"));

/** What waits for a record store tells of the course's own questions, and of nobody. */
const NAMES = new RegExp(`${LEARNER.name}|\\bSam\\b|sam@`);

export class Invariants {
  readonly broken: string[] = [];
  /** What is known to be kept somewhere that this device can reach. */
  private safe: SavedState | null = null;
  /** The newest state of which the page said that it is saved. */
  private saved: SavedState | null = null;
  /** Pages that could not keep something: whether they can again shows with the next change. */
  private readonly unkept = new WeakSet<Page>();
  private drawn = 0;
  private submitted = 0;
  private rank = 0;
  private finishesAllowed = 0;
  /** When the learner did what is committed at once. */
  private readonly urgentAt: number[] = [];
  private readonly seen = new Map<Tab, { readonly calls: number; readonly view: string; readonly page: Page; readonly wasReady: boolean; readonly state: SavedState | null }>();

  constructor(private readonly world: World) {}

  /** Looks at everything after *action*, or at the end. What a browser was doing when it died is the one thing that may be lost. */
  check(action: Action | null, done: "whole" | "cut short" = "whole"): void {
    const what = action ? action.do : "the end";
    const before = this.broken.length;
    this.drawn += what === "draw" ? 1 : 0;
    this.submitted += what === "submit" ? 1 : 0;
    if (action && URGENT.includes(action.do)) {
      this.urgentAt.push(this.world.clock.now);
    }
    const stored = decode(this.world.server.account.values["cmi.suspend_data"] ?? "");
    for (const tab of this.world.tabs) {
      tab.collect();
      this.checkCalls(tab);
      this.checkWords(tab, stored);
      this.checkKept(tab);
      this.checkState(tab);
      const { calls, page, run } = tab;
      this.seen.set(tab, { calls: calls.length, view: run?.saving.state ?? "", page, wasReady: run?.saving.isReady === true, state: run?.state ?? null });
    }
    if (done === "whole") {
      this.checkTaken(action);
    }
    this.checkServer();
    this.checkPrivacy();
    this.broken.push(...this.world.errors.splice(0).map((error) => `I7: ${String(error)}`));
    this.broken.splice(before, Infinity, ...this.broken.slice(before).map((words) => `after ${what}: ${words}`));
  }

  /** The page was left. What only a device knew that is not there, or keeps nothing, is gone; the page had said so. */
  relaunched(device: "the same" | "another"): void {
    const { server, lms, storage } = this.world;
    if (device === "another" || storage.condition === "blocked") {
      const stored = decode(server.account.values["cmi.suspend_data"] ?? "");
      this.safe = lms.startsWith("trunc") ? stored : this.saved;
    }
  }

  /** The learner pressed "Save and leave". */
  left(): void {
    this.finishesAllowed += 1;
  }

  private checkState(tab: Tab): void {
    const { run } = tab;
    if (run?.saving.isReady !== true) {
      return;
    }
    const earlier = this.seen.get(tab);
    const shrunk = earlier?.state && earlier.page === tab.page ? lacks(run.state, earlier.state) : "";
    // Windows of which only some can keep anything do not know each other.
    const isApart = this.world.tabs.some(({ keepsNothing }) => keepsNothing);
    const isKeeping = !KEEPING_NOTHING.includes(run.saving.state) && tab === this.world.front && !isApart;
    const gone = shrunk || (this.safe && isKeeping ? lacks(run.state, this.safe) : "");
    if (gone) {
      this.broken.push(`I1: ${gone} is gone`);
    }
    if (run.state.attempts > Math.min(this.drawn, this.submitted)) {
      this.broken.push(`I4: ${run.state.attempts} attempts were counted; ${this.drawn} begun, ${this.submitted} submitted`);
    }
    if (isKeeping && !lacks(journalIn(this.world.storage.vault.values(), run.state.origin) ?? NEW_STATE, run.state)) {
      this.safe = run.state;
    }
  }

  private checkWords(tab: Tab, stored: SavedState | null): void {
    const { run, calls, loadedAt, isLeft } = tab;
    const { lms } = this.world;
    // A finished module is ended with its page, and a page that is loaded anew in the same window remembers that.
    const before = this.seen.get(tab);
    const isNew = before?.page !== tab.page || !before.wasReady;
    if (run?.saving.state === "closed" && before?.view !== "closed" && !isLeft && !(isNew && run.state.complete)) {
      this.broken.push("the page says that the course is closed, and nobody closed it");
    }
    const [word] = saveWords(run?.saving.state ?? "idle", "", "usual").split(" ");
    if (!run || (word !== "Saved" && word !== "Sent")) {
      return;
    }
    const commits = calls.slice(loadedAt).filter(({ name }) => name === "LMSCommit");
    const last = commits[commits.length - 1];
    // In a store every answer is proof, and what it holds is looked at below.
    if (!isStore(lms) && (!last || /^(false|0|null|undefined)?$/.test(String(last.result)))) {
      this.broken.push(`I3: "${word}" after a commit that gave ${last ? String(last.result) : "nothing"}`);
    }
    if (word === "Sent") {
      return;
    }
    const isCut = lms.startsWith("trunc");
    const isOlder = !isCut && (!stored || stored.seq < run.state.seq) ? ["the LMS holds an older state"] : [];
    const missing = tab === this.world.front ? missingInLms(this.world) : [];
    this.broken.push(...[...isOlder, ...missing].map((less) => `I2: "${word}", and ${less}`));
    this.saved = run.state;
  }

  /** What is only sent, or not sent yet, is on this device. */
  private checkKept({ run, page }: Tab): void {
    const word = saveWords(run?.saving.state ?? "idle", "", "usual");
    const { storage } = this.world;
    if (storage.condition === "blocked") {
      this.unkept.add(page);
    }
    if (!run || !/^Sent|kept on this device/.test(word) || this.unkept.has(page) || !page.isAlive) {
      return;
    }
    const kept = journalIn(storage.vault.values(), run.state.origin);
    const held = decode(this.world.server.account.values["cmi.suspend_data"] ?? "");
    // What the LMS has given back in full in another window is kept no longer.
    const isHeld = held !== null && held.seq >= run.state.seq && !lacks(held, run.state);
    if (!isHeld && (!kept || kept.seq < run.state.seq || lacks(kept, run.state))) {
      this.broken.push(`"${word}", and the device keeps ${kept ? "an older state" : "nothing"}`);
    }
  }

  private checkTaken(action: Action | null): void {
    const { run } = this.world;
    if (action?.do === "read" && run && !run.state.pages.includes(DATA.pages[action.which % 3]?.fingerprint ?? 0)) {
      this.broken.push("I8: a page was read, and is not taken for read");
    }
  }

  private checkServer(): void {
    const { server, lms, tabs, seconds } = this.world;
    const rank = this.statusRank();
    // Between the two commits of a replay another status stands there for a moment, which is true of the learner as well.
    const views = tabs.map(({ run }) => run?.saving.state ?? "idle");
    const isCalm = views.some((view) => AT_REST.includes(view)) && views.every((view) => view === "elsewhere" || AT_REST.includes(view));
    if (rank < this.rank && isCalm) {
      this.broken.push("I5: the status went down");
    }
    this.rank = isCalm ? rank : Math.max(rank, this.rank);
    const time = server.account.totalSeconds;
    if (time > seconds + 1) {
      this.broken.push(`I6: ${time} s were reported of ${seconds} s`);
    }
    if (lms !== "openedx" && server.finishes > this.finishesAllowed && rank < 3) {
      this.broken.push('Finish without "Save and leave"');
    }
  }

  /** Open edX gives no status back, so a page knows of it what the state says that came with it, and of one without a state nothing. */
  private statusRank(): number {
    const { lms, server } = this.world;
    const { values } = server.account;
    const isKnown = lms !== "openedx" || decode(values["cmi.suspend_data"] ?? "")?.complete === true;
    return isKnown ? (RANK[values["cmi.core.lesson_status"] ?? ""] ?? 0) : 0;
  }

  private checkPrivacy(): void {
    const { server, storage, store, lms } = this.world;
    this.broken.push(...(store?.violations() ?? []).map((violation) => `the store refuses ${violation}`));
    const outside = server.addresses.splice(0).filter((address) => !/^(probe\.txt\?n=\w+|bank\.json)$/.test(address));
    if (outside.length > 0) {
      this.broken.push(`I9: ${outside.join()}`);
    }
    this.broken.push(...storage.texts().filter((text) => (isStore(lms) ? NAMES : PRIVATE).test(text)).map((text) => `I10: the device keeps ${text}`));
  }

  private checkCalls(tab: Tab): void {
    const { calls, violations, run } = tab;
    // A frame that is loaded anew has to ask again whether there is a session, and cannot know that there is, or is none.
    const bad = violations.splice(0).filter((violation) => !ASKING.includes(violation) && !LEAVING_ROOM.test(violation));
    this.broken.push(...bad.map((violation) => `the LMS refuses ${violation}`));
    const before = this.seen.get(tab);
    const fresh = calls.slice(before?.calls ?? 0);
    // Each page counts for itself: who loads it anew, time and again, has it begin anew.
    const commits = calls.slice(tab.loadedAt).filter(({ name }) => name === "LMSCommit");
    const last = commits[commits.length - 1];
    const since = (last?.at ?? 0) - 60_000;
    const inMinute = commits.filter(({ at }) => at > since).length;
    const urgent = this.urgentAt.filter((at) => at > since).length + (run?.state.complete === true ? 1 : 0);
    if (inMinute > MOST_COMMITS + 2 * urgent && fresh.some(({ name }) => name === "LMSCommit")) {
      this.broken.push(`${inMinute} commits in a minute`);
    }
    const writes = fresh.filter(({ name }) => WRITES.includes(name));
    // The LMS's own word counts, and not what the page makes of it.
    const isReviewing = calls.slice(tab.loadedAt).some(({ element, result }) => element === "cmi.core.lesson_mode" && !["", "normal"].includes(String(result)));
    const isElsewhere = before?.view === "elsewhere" && before.page === tab.page && run?.saving.state === "elsewhere" && writes.length > 0;
    if ((isReviewing && calls.slice(tab.loadedAt).some((call) => writes.includes(call))) || isElsewhere) {
      this.broken.push(`${writes.length} calls wrote where nothing is recorded`);
    }
    this.broken.push(...fresh.flatMap((call) => this.wrongWith(call)));
  }

  private wrongWith({ name, element, value }: Call): string[] {
    const isTime = name === "LMSSetValue" && element === "cmi.core.session_time";
    return [
      ...(name === "LMSSetValue" && PRIVATE.test(value) ? [`I10: the LMS is told ${value}`] : []),
      ...(isTime && secondsOf(value) > this.world.seconds + 1 ? [`I6: a session of ${value}`] : []),
    ];
  }
}
