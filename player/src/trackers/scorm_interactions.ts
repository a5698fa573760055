/** Answers as `cmi.interactions`: numbered on, written in order, and kept until they are proved to have arrived. */
import type { Evidence } from "./commit_watch.js";
import { THREW, type ScormApi } from "./scorm_api.js";
import type { Answer, Manner } from "./tracker.js";

/** Elements of an interaction behind its number, such as `result`, with their values, in the order of writing. */
export type ElementValues = readonly (readonly [element: string, value: string])[];

/** How a version of SCORM writes an answer. */
export interface InteractionWords {
  /** What is written of *answer*; the id comes first, for the rest depends on it (forma 403, ADL 408). */
  fields(answer: Answer): ElementValues;
  /** Other values than *answer* has. The id is among them where the version lets it change. */
  neighbours(answer: Answer): ElementValues;
  /** The errors with which an LMS says that it has no interactions, and that a value is none that it takes. */
  readonly notImplemented: readonly string[];
  readonly badValue: readonly string[];
}

interface Interaction {
  /** null stands for one that another device told, and that the LMS may hold: nothing is written over it. */
  readonly answer: Answer | null;
  readonly isWritten: boolean;
  /** Whether the LMS said that it has it, and nobody can know. */
  readonly isTold?: boolean;
  /** Whether an earlier page wrote it, in this session or in another. */
  readonly isOld: boolean;
}

/** What stands for the number of an error where nothing has to be written. */
const REFUSED = "refused";

export class Interactions {
  /** The index of the first of `unproved`, and that of the next new answer. */
  private first = 0;
  private next = 0;
  private old = 0;
  private unproved: Interaction[] = [];
  private isSupported = true;

  constructor(private readonly words: InteractionWords) {}

  /** Begins at *first* with *old* answers that were written before; the new ones that follow begin at *next*. */
  startAt(first: number, old = 0, next = first + old): void {
    this.first = first;
    this.next = next;
    this.old = old;
    this.unproved = [];
  }

  /** Goes on in another session of the same learner, which holds *count*: what is not proved may be among them. */
  goOnAt(count: number): void {
    this.first = count > this.first + this.unproved.length ? count : Math.min(count, this.first);
    this.unproved = this.unproved.map(({ answer }) => ({ answer, isWritten: false, isOld: true }));
  }

  /** The number that the next answer takes; null in an LMS that has none. */
  get end(): number | null {
    return this.isSupported
      ? Math.max(this.first + this.unproved.length, this.unproved.length === 0 ? this.next : 0)
      : null;
  }

  add(answer: Answer): void {
    if (this.isSupported) {
      const isOld = this.old > 0;
      // Moodle counts what it holds, and not where: after a loss the last stand behind its count.
      while (!isOld && this.first + this.unproved.length < this.next) {
        this.unproved.push({ answer: null, isWritten: false, isOld: true });
      }
      this.unproved.push({ answer, isWritten: false, isOld });
      this.old -= 1;
    }
  }

  /**
   * Writes what is not proved: an LMS that kept it is told the same once more. As a stopgap, what is new waits: where the LMS
   * lost what is before it, it would come to stand behind a gap. Returns null, or why it has to be done again: one that threw
   * may take it the next time, while one that refuses its interactions in a way of its own would do so for ever. What the page
   * before this one wrote in the same session, and comes after its replay, needs another.
   */
  write(api: ScormApi, manner: Manner): string | null {
    const waiting = this.unproved;
    this.unproved = [];
    for (const [place, interaction] of waiting.entries()) {
      if (manner === "stopgap" && !interaction.isWritten && !interaction.isOld) {
        this.unproved.push(...waiting.slice(place));
        return null;
      }
      // What is known to be lost is written again; what may be there is not, time and again.
      const isLeft = interaction.isTold === true && manner === "plain";
      const error = isLeft ? "" : this.writeOne(api, this.first + this.unproved.length, interaction.answer);
      if (this.words.notImplemented.includes(error)) {
        this.isSupported = false;
        this.unproved = [];
        return null;
      }
      if (error === "") {
        this.unproved.push({ ...interaction, isWritten: true });
      } else if (error !== REFUSED && !this.words.badValue.includes(error)) {
        // The LMS is in trouble: the rest waits, as a gap in the numbers would be refused for ever. What it took of this one is old.
        this.unproved.push({ ...interaction, isWritten: false, isOld: true }, ...waiting.slice(place + 1));
        return error === THREW ? "an answer: it threw" : null;
      }
    }
    const isLate = manner === "plain" && api.isContinued && waiting.some(({ isOld, isWritten }) => isOld && !isWritten);
    return isLate ? "answers of the page before: they may be taken for sent" : null;
  }

  /**
   * Writes each in which an LMS may have lost with other words. Moodle takes the right ones for sent already, unless others
   * come between. Where the LMS throws it ends, for what follows would stand behind a gap.
   */
  writeNeighbours(api: ScormApi): void {
    const before = api.throws;
    for (const [place, { answer, isWritten, isOld }] of this.unproved.entries()) {
      for (const [element, value] of answer && (isWritten || isOld) ? this.words.neighbours(answer) : []) {
        if (api.throws === before) {
          api.set(`cmi.interactions.${this.first + place}.${element}`, value);
        }
      }
    }
  }

  /** What was written has arrived, or nobody can know. */
  arrived(evidence: Evidence): void {
    if (evidence !== "proved") {
      this.unproved = this.unproved.map((each) => ({ ...each, isTold: each.isWritten }));
      return;
    }
    const written = this.unproved.filter(({ isWritten }) => isWritten).length;
    this.unproved = this.unproved.slice(written);
    this.first += written;
  }

  /** Writes the entry *index*; returns "", or the number of the error if the LMS does not take its id, or throws at anything. */
  private writeOne(api: ScormApi, index: number, answer: Answer | null): string {
    const entry = `cmi.interactions.${index}`;
    if (!answer) {
      // Its weight is what no answer of ours has, and what an LMS that holds nothing there refuses.
      return api.set(`${entry}.weighting`, "1") === null ? "" : REFUSED;
    }
    const [id, ...others] = this.words.fields(answer);
    if (id && api.set(`${entry}.${id[0]}`, id[1]) !== null) {
      return api.lastRefusal;
    }
    const before = api.throws;
    for (const [element, value] of others) {
      api.set(`${entry}.${element}`, value);
    }
    return api.throws > before ? THREW : "";
  }
}
