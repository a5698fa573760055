/** Answers as `cmi.interactions`: numbered on, written in order, and kept until they are proved to have arrived. */
import type { ScormApi } from "./scorm_api.js";
import type { Answer } from "./tracker.js";

/** Elements of an interaction behind its number, such as `result`, with their values, in the order of writing. */
export type Fields = readonly (readonly [element: string, value: string])[];

/** How a version of SCORM writes an answer. */
export interface InteractionWords {
  /** What is written of *answer* behind its id. */
  fields(answer: Answer): Fields;
  /** Other values than any answer has. The id is among them where the version lets it change. */
  neighbours(answer: Answer): Fields;
  /** The error with which an LMS says that it has no interactions. */
  readonly notImplemented: readonly string[];
}

interface Interaction {
  readonly answer: Answer;
  isWritten: boolean;
}

export class Interactions {
  /** The index of the first of `unproved`. */
  private first = 0;
  private unproved: Interaction[] = [];
  private isSupported = true;

  constructor(private readonly words: InteractionWords) {}

  /** The answers that are not proved to have arrived. */
  get answers(): readonly Answer[] {
    return this.unproved.map(({ answer }) => answer);
  }

  /** Begins at *count*: a gap in the numbers is an error. */
  startAt(count: number): void {
    this.first = count;
  }

  add(answer: Answer): void {
    this.unproved.push({ answer, isWritten: false });
  }

  /** Writes what is not proved: an LMS that kept it is told the same once more. */
  write(api: ScormApi): void {
    this.unproved.forEach((interaction, place) => {
      interaction.isWritten = this.writeOne(api, `cmi.interactions.${this.first + place}`, interaction.answer);
    });
  }

  /**
   * Writes each in which an LMS may have lost with other words. Moodle takes the right ones for sent already, unless others
   * come between.
   */
  writeNeighbours(api: ScormApi): void {
    this.unproved.forEach(({ answer, isWritten }, place) => {
      if (isWritten) {
        writeFields(api, `cmi.interactions.${this.first + place}`, this.words.neighbours(answer));
      }
    });
  }

  /** What was written has arrived. What an LMS without interactions did not take is forgotten. */
  arrived(): void {
    const written = this.isSupported ? this.unproved.filter(({ isWritten }) => isWritten).length : 0;
    this.unproved = this.isSupported ? this.unproved.slice(written) : [];
    this.first += written;
  }

  /** Writes *entry* and returns whether the LMS took it. The id first: the rest depends on it (forma 403, ADL 408). */
  private writeOne(api: ScormApi, entry: string, answer: Answer): boolean {
    if (!this.isSupported || api.set(`${entry}.id`, answer.question.trackingId) !== null) {
      this.isSupported &&= !this.words.notImplemented.includes(api.lastRefusal);
      return false;
    }
    writeFields(api, entry, this.words.fields(answer));
    return true;
  }
}

function writeFields(api: ScormApi, entry: string, fields: Fields): void {
  for (const [element, value] of fields) {
    api.set(`${entry}.${element}`, value);
  }
}
