/** Answers as `cmi.interactions` of SCORM 1.2: numbered on, written in order, and kept until they are proved to have arrived. */
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";
import { timeOfDay, timespan } from "../duration.js";
import { pattern, rightResponse } from "../responses.js";
import { SCORM12_NOTATION } from "./scorm12_words.js";
import type { ScormApi } from "./scorm_api.js";
import type { Answer } from "./tracker.js";

const NOT_IMPLEMENTED = "401";
const BAD_VALUE = "405";

interface Interaction {
  readonly answer: Answer;
  readonly isWritten: boolean;
}

export class Interactions {
  /** The index of the first of `unproved`. */
  private first = 0;
  private unproved: Interaction[] = [];
  private isSupported = true;

  /** Begins at *count*: entries of earlier sessions cannot be read, and a gap in the numbers is error 201. */
  startAt(count: number): void {
    this.first = count;
  }

  add(answer: Answer): void {
    if (this.isSupported) {
      this.unproved.push({ answer, isWritten: false });
    }
  }

  /** Writes what is not proved: an LMS that kept it is told the same once more. */
  write(api: ScormApi): void {
    const waiting = this.unproved;
    this.unproved = [];
    for (const [place, interaction] of waiting.entries()) {
      const error = writeOne(api, this.first + this.unproved.length, interaction.answer);
      if (error === NOT_IMPLEMENTED) {
        this.isSupported = false;
        this.unproved = [];
        return;
      }
      if (error === "") {
        this.unproved.push({ ...interaction, isWritten: true });
      } else if (error !== BAD_VALUE) {
        // The LMS is in trouble: the rest waits, as a gap in the numbers would be refused for ever.
        this.unproved.push(...waiting.slice(place));
        return;
      }
    }
  }

  /**
   * Writes each in which an LMS may have lost with other words. Moodle takes the right ones for sent already, unless others
   * come between. The id is among them: without it the entry would be worth nothing.
   */
  writeNeighbours(api: ScormApi): void {
    this.unproved.forEach(({ answer, isWritten }, place) => {
      if (isWritten) {
        const entry = `cmi.interactions.${this.first + place}`;
        api.set(`${entry}.id`, `${answer.question.trackingId}_`);
        api.set(`${entry}.type`, "performance");
        api.set(`${entry}.time`, timeOfDay(answer.at + 1_000));
        api.set(`${entry}.correct_responses.0.pattern`, "");
        api.set(`${entry}.student_response`, "");
        api.set(`${entry}.result`, "neutral");
        api.set(`${entry}.latency`, timespan(answer.seconds + 1));
      }
    });
  }

  /** What was written has arrived. */
  arrived(): void {
    const written = this.unproved.filter(({ isWritten }) => isWritten).length;
    this.unproved = this.unproved.slice(written);
    this.first += written;
  }
}

/** Writes the entry *index*; returns "" or, if the LMS does not take its id, the number of the error. */
function writeOne(api: ScormApi, index: number, answer: Answer): string {
  const { question, response } = answer;
  const entry = `cmi.interactions.${index}`;
  // The id first: forma refuses a type without one. An LMS that has no interactions says so here.
  if (api.set(`${entry}.id`, question.trackingId) !== null) {
    return api.lastRefusal;
  }
  api.set(`${entry}.time`, timeOfDay(answer.at));
  api.set(`${entry}.type`, facts.interactionTypeOf[question.kind]);
  api.set(`${entry}.correct_responses.0.pattern`, pattern(question, rightResponse(question), SCORM12_NOTATION));
  api.set(`${entry}.student_response`, pattern(question, response, SCORM12_NOTATION));
  api.set(`${entry}.result`, answer.right ? facts.result.right : facts.result.wrong);
  api.set(`${entry}.latency`, timespan(answer.seconds));
  return "";
}
