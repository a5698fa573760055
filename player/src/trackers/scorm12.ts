/** SCORM 1.2. Sources: reference/standards.md 1.3 to 1.5, and what LMSs were measured to do (reference/lms-facts.md). */
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";
import { parseTimespan, timeOfDay, timespan } from "../duration.js";
import type { PlayerData } from "../player_data.js";
import { pattern, rightResponse, type Notation } from "../responses.js";
import { waitForApi } from "./find_api.js";
import { API_NAME, Scorm12Api } from "./scorm12_api.js";
import { TrackerError, type Answer, type Checkpoint, type Outcome, type Resume, type Tracker } from "./tracker.js";

const PLACES = "123456789abcdefghijklmnopqrstuvwxyz";

/** CMIFeedback: single characters, so an option is known by the letter that is its id, or else by that of its place. */
export const SCORM12_NOTATION: Notation = {
  between: ",",
  within: ".",
  option: (question, index) => {
    const letters = question.options.map((option) => option.id);
    const own = letters.every((id) => /^[0-9a-z]$/.test(id)) ? letters[index] : undefined;
    return own ?? String.fromCharCode(97 + index);
  },
  label: (index) => PLACES.charAt(index),
};

/** Written status words, the better the higher. The LMS's own word is never exchanged for a lower one. */
const RANK = { unknown: 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };
type Status = keyof typeof RANK;

interface Interaction {
  readonly index: number;
  readonly answer: Answer;
}

export class Scorm12Tracker implements Tracker {
  readonly sends =
    "Your learning system is sent your answers, your score, whether you have passed, and the time that you spent.";

  private api: Scorm12Api | null = null;
  private status: Status = "unknown";
  private score = -1;
  private masteryScore = "";
  private secondsAtLaunch = 0;
  private outcome: Outcome | null = null;
  private interactions: Interaction[] = [];
  private nextInteraction = 0;

  constructor(
    private readonly host: Window,
    private readonly notPassed: PlayerData["notPassed"],
  ) {}

  async open(): Promise<Resume> {
    const found = await waitForApi(this.host, API_NAME);
    if (typeof found !== "object" || found === null) {
      throw new TrackerError("No learning system was found.", `no object ${API_NAME} in this window or around it`);
    }
    const api = new Scorm12Api(found);
    if (!api.initialize()) {
      throw new TrackerError("The learning system did not answer.", "LMSInitialize failed and nothing can be read");
    }
    const resume = this.read(api);
    if (resume.writable) {
      this.api = api;
      this.begin(api, resume);
    }
    return resume;
  }

  viewed(): void {
    // SCORM 1.2 has no word for a page.
  }

  answer(answer: Answer): void {
    this.interactions.push({ index: this.nextInteraction++, answer });
  }

  report(outcome: Outcome): void {
    this.outcome = outcome;
  }

  save(checkpoint: Checkpoint): Promise<void> {
    // All of it happens before this returns: in `pagehide` there is no later.
    return new Promise((resolve) => {
      if (this.api) {
        this.write(this.api, checkpoint);
      }
      resolve();
    });
  }

  close(): void {
    this.api?.finish();
    this.api = null;
  }

  private read(api: Scorm12Api): Resume {
    const mode = api.get("cmi.core.lesson_mode").toLowerCase();
    const status = api.get("cmi.core.lesson_status").trim().toLowerCase();
    const score = api.get("cmi.core.score.raw");
    this.status = isStatus(status) ? status : "unknown";
    this.score = score === "" ? -1 : Number(score) || 0;
    this.masteryScore = api.get("cmi.student_data.mastery_score");
    this.secondsAtLaunch = parseTimespan(api.get("cmi.core.total_time"));
    // Entries of earlier sessions are counted but cannot be read; a gap in the numbers is error 201.
    this.nextInteraction = Number(api.get("cmi.interactions._count")) || 0;
    return {
      bookmark: api.get("cmi.core.lesson_location"),
      state: api.get("cmi.suspend_data"),
      learnerId: api.get("cmi.core.student_id"),
      learnerName: api.get("cmi.core.student_name"),
      // An LMS that leaves the mode empty means normal (LiaScript-Exporter issues 35 and 36). In review Moodle stores
      // whatever is written, over the result that the learner had.
      writable: mode === "" || mode === "normal",
      status: this.status,
      totalSeconds: this.secondsAtLaunch,
    };
  }

  /** Says `incomplete` at the first launch: a session that ends without a status becomes `completed` in Moodle. */
  private begin(api: Scorm12Api, resume: Resume): void {
    if (resume.status === "unknown" && resume.state === "") {
      api.set("cmi.core.lesson_status", "incomplete");
      api.set("cmi.core.exit", "suspend");
      try {
        api.commit();
      } catch (error) {
        console.error("coursepack: the first commit failed; what it held goes with the next", error);
      }
    }
  }

  private write(api: Scorm12Api, checkpoint: Checkpoint): void {
    const before = { status: this.status, score: this.score };
    const refusals = [api.set("cmi.suspend_data", checkpoint.state)];
    api.set("cmi.core.lesson_location", checkpoint.bookmark);
    api.set("cmi.core.session_time", timespan(checkpoint.totalSeconds - this.secondsAtLaunch));
    this.interactions.forEach((interaction) => {
      writeInteraction(api, interaction);
    });
    refusals.push(...this.writeOutcome(api));
    api.set("cmi.core.exit", RANK[this.status] >= RANK.completed ? "" : "suspend");
    try {
      api.commit();
      refuse(refusals);
      this.interactions = [];
    } catch (error) {
      // What did not arrive is written again by the next save.
      Object.assign(this, before);
      throw error;
    }
  }

  /** Writes what changed, the score before the status: Open edX publishes the grade when the status arrives. */
  private writeOutcome(api: Scorm12Api): (string | null)[] {
    const refusals: (string | null)[] = [];
    if (!this.outcome) {
      return refusals;
    }
    const status = this.outcome.status === "failed" ? this.notPassed : this.outcome.status;
    const { score } = this.outcome;
    // Where the LMS has a mastery score, Moodle turns any score below it into `failed` at Finish, and locks the learner out.
    const isFinal = status !== "incomplete" || this.masteryScore === "";
    if (score !== null && score > this.score && isFinal) {
      api.set("cmi.core.score.min", String(facts.score.min));
      api.set("cmi.core.score.max", String(facts.score.max));
      refusals.push(api.set("cmi.core.score.raw", String(score)));
      this.score = score;
    }
    if (RANK[status] > RANK[this.status]) {
      refusals.push(api.set("cmi.core.lesson_status", status));
      this.status = status;
    }
    return refusals;
  }
}

function writeInteraction(api: Scorm12Api, { index, answer }: Interaction): void {
  const { question, response } = answer;
  const entry = `cmi.interactions.${index}`;
  // The id first: forma refuses a type without one. An LMS that has no interactions says so here.
  if (api.set(`${entry}.id`, question.trackingId) !== null) {
    return;
  }
  api.set(`${entry}.time`, timeOfDay(answer.at));
  api.set(`${entry}.type`, facts.interactionTypeOf[question.kind]);
  api.set(`${entry}.correct_responses.0.pattern`, pattern(question, rightResponse(question), SCORM12_NOTATION));
  api.set(`${entry}.student_response`, pattern(question, response, SCORM12_NOTATION));
  api.set(`${entry}.result`, answer.right ? facts.result.right : facts.result.wrong);
  api.set(`${entry}.latency`, timespan(answer.seconds));
}

function refuse(refusals: readonly (string | null)[]): void {
  const detail = refusals.filter((refusal) => refusal !== null).join("; ");
  if (detail) {
    throw new TrackerError("The learning system did not take the progress.", detail);
  }
}

function isStatus(word: string): word is Status {
  return Object.keys(RANK).includes(word);
}
