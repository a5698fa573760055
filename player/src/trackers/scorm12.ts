/** SCORM 1.2. Sources: docs/facts.md#the-data-model-of-scorm-12, and what LMSs do (the facts below it). */
import { scorm12 as facts } from "../../../scorm_templates/tracking.json";
import { parseTimespan, timespan } from "../core/duration.js";
import type { PlayerData } from "../core/player_data.js";
import { Interactions } from "./scorm_interactions.js";
import { decimal, INTERACTION_WORDS, SCORM12 } from "./scorm12_words.js";
import { NO_ROOM, type ScormApi } from "./scorm_api.js";
import { neighbourOf, scoreAtLaunch } from "./score_neighbour.js";
import { ScormConnection } from "./scorm_connection.js";
import { word } from "../core/words.js";
import {
  TrackerError,
  type Answer,
  type Checkpoint,
  type Manner,
  type Outcome,
  type Resume,
  type Tracker,
} from "./tracker.js";

/** Written status words, the better the higher. The LMS's own word is never exchanged for a lower one. */
const RANK = { unknown: 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };
type Status = keyof typeof RANK;

/** What is said before a status that Moodle takes for sent already; each is true of whoever reached the other. */
const NEIGHBOUR: Readonly<Partial<Record<Status, Status>>> = {
  passed: "completed",
  completed: "incomplete",
  failed: "incomplete",
};

interface Standing {
  readonly status: Status;
  readonly score: number;
}

const NOTHING: Standing = { status: "unknown", score: -1 };

export class Scorm12Tracker implements Tracker {
  readonly sends = word("player.sends.scorm");

  readonly proof = {
    keepsState: true,
    arrived: () => {
      this.proved = this.written;
      this.interactions.arrived();
    },
    prepare: (manner: Manner) => {
      this.manner = manner;
    },
    answersFrom: (count: number, again: number) => {
      this.interactions.startAt(count, again);
    },
  };

  private readonly connection: ScormConnection;
  private readonly interactions = new Interactions(INTERACTION_WORDS);
  private api: ScormApi | null = null;
  /** What the LMS said at launch, which is never lowered; what it is known to hold; and what it was given. */
  private told = NOTHING;
  private proved = NOTHING;
  private written = NOTHING;
  private manner: Manner = "plain";
  private masteryScore = "";
  /** Whether the LMS gives its status back as nothing, which may stand for any (Open edX). */
  private isSilent = false;
  private secondsAtLaunch = 0;
  private outcome: Outcome | null = null;

  constructor(
    private readonly host: Window,
    private readonly notPassed: PlayerData["notPassed"],
  ) {
    this.connection = new ScormConnection(this.host, SCORM12);
  }

  async open(): Promise<Resume> {
    const api = await this.connection.open();
    const resume = this.read(api);
    this.interactions.startAt(resume.answers ?? 0);
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
    this.interactions.add(answer);
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

  private read(api: ScormApi): Resume {
    const mode = api.get("cmi.core.lesson_mode").toLowerCase();
    const status = api.get("cmi.core.lesson_status").trim().toLowerCase();
    const state = api.get("cmi.suspend_data").replace(/\s/g, "");
    const known: Status = isStatus(status) ? status : "unknown";
    this.isSilent = status === "";
    // A learner with saved state is at least incomplete, and may be more.
    this.told = {
      status: known === "unknown" && state !== "" ? "incomplete" : known,
      score: scoreAtLaunch(api.get("cmi.core.score.raw")),
    };
    this.written = this.told;
    // In a session that had begun before this page did, what was written may still be on its way.
    this.proved = api.isContinued ? NOTHING : this.told;
    this.masteryScore = api.get("cmi.student_data.mastery_score");
    this.secondsAtLaunch = parseTimespan(api.get("cmi.core.total_time"));
    const answers = Number(api.get("cmi.interactions._count")) || 0;
    return {
      bookmark: api.get("cmi.core.lesson_location"),
      state,
      learnerId: api.get("cmi.core.student_id"),
      learnerName: api.get("cmi.core.student_name"),
      // An LMS that leaves the mode empty means normal (LiaScript-Exporter issues 35 and 36). In review Moodle stores
      // whatever is written, over the result that the learner had.
      writable: mode === "" || mode === "normal",
      status: known,
      passMark: passMark(this.masteryScore),
      totalSeconds: this.secondsAtLaunch,
      score: this.told.score < 0 ? null : this.told.score,
      isContinued: api.isContinued,
      answers,
    };
  }

  /**
   * Says `incomplete` at the first launch: docs/facts.md#a-session-without-a-status-is-completed. Where the status
   * reads as nothing it may be no first launch, but a page of the LMS that another window has passed behind.
   */
  private begin(api: ScormApi, resume: Resume): void {
    if (resume.status === "unknown" && resume.state === "" && !this.isSilent) {
      api.set("cmi.core.lesson_status", "incomplete");
      api.set("cmi.core.exit", "suspend");
      try {
        api.commit();
      } catch (error) {
        console.error("coursepack: the first commit failed; what it held goes with the next", error);
      }
    }
  }

  private write(api: ScormApi, checkpoint: Checkpoint): void {
    try {
      this.connection.expectWindow();
      this.writeAll(api, checkpoint);
    } catch (error) {
      const other = this.connection.reconnect(api);
      if (!other) {
        throw error;
      }
      const { writable, answers } = this.read(other);
      this.interactions.goOnAt(answers ?? 0);
      this.api = writable ? other : null;
      this.writeAll(other, checkpoint);
    }
  }

  /** Writes what the LMS is not known to hold. What it was given and may have lost comes first in other words. */
  private writeAll(api: ScormApi, checkpoint: Checkpoint): void {
    let lost: string | null = null;
    if (this.manner === "replay") {
      // The right words must not stay away after the wrong ones; but if these did not arrive, Moodle sends those no more than before.
      lost = api.tryToKeep(() => {
        this.writeNeighbours(api);
      });
    }
    const refusal = api.set("cmi.suspend_data", checkpoint.state);
    const hasNoRoom = refusal !== null && NO_ROOM.includes(api.lastRefusal);
    api.set("cmi.core.lesson_location", checkpoint.bookmark);
    api.set("cmi.core.session_time", timespan(checkpoint.totalSeconds - this.secondsAtLaunch));
    const unwritten = this.interactions.write(api, this.manner);
    const refusals = [lost, hasNoRoom ? null : refusal, unwritten, ...this.writeOutcome(api)];
    api.set("cmi.core.exit", RANK[this.written.status] >= RANK.completed ? "" : "suspend");
    api.commit();
    refuse(refusals);
    // An LMS that takes all but the state has no room for it: it stays on this device.
    this.proof.keepsState = !hasNoRoom;
  }

  private writeNeighbours(api: ScormApi): void {
    api.set("cmi.core.lesson_location", "");
    this.interactions.writeNeighbours(api);
    // Of what is written anew right after, and of that alone: where the LMS's own word is better, it is to stay.
    const { status, score } = this.due();
    if (score >= 0 && score === this.written.score) {
      api.set("cmi.core.score.raw", decimal(neighbourOf(score)) ?? "");
    }
    const neighbour = NEIGHBOUR[status];
    if (status === this.written.status && neighbour) {
      api.set("cmi.core.lesson_status", neighbour);
    }
  }

  /** Returns where the learner stands, as far as the LMS is not known to hold it, nor holds better. */
  private due(): Standing {
    if (!this.outcome) {
      return NOTHING;
    }
    const status = this.outcome.status === "failed" ? this.notPassed : this.outcome.status;
    const score = this.outcome.score ?? -1;
    // Where the LMS has a mastery score, Moodle turns any score below it into `failed` at Finish, and locks the learner out.
    const isFinal = status !== "incomplete" || this.masteryScore === "";
    const isDue = RANK[status] > RANK[this.proved.status] && RANK[status] >= RANK[this.told.status];
    return {
      status: isDue ? status : NOTHING.status,
      score: score > this.proved.score && score >= this.told.score && isFinal ? score : NOTHING.score,
    };
  }

  /** Writes the score before the status: Open edX publishes the grade when the status arrives. */
  private writeOutcome(api: ScormApi): (string | null)[] {
    const refusals: (string | null)[] = [];
    const { status, score } = this.due();
    const raw = decimal(score);
    if (raw !== null && score >= 0) {
      api.set("cmi.core.score.min", String(facts.score.min));
      api.set("cmi.core.score.max", String(facts.score.max));
      refusals.push(api.set("cmi.core.score.raw", raw));
      this.written = { ...this.written, score };
    }
    if (status !== NOTHING.status) {
      refusals.push(api.set("cmi.core.lesson_status", status));
      this.written = { ...this.written, status };
    }
    return refusals;
  }
}

function passMark(masteryScore: string): number | null {
  const mark = Number(masteryScore);
  return masteryScore.trim() !== "" && mark > 0 && mark <= 100 ? mark : null;
}

function refuse(refusals: readonly (string | null)[]): void {
  const detail = refusals.filter((refusal) => refusal !== null).join("; ");
  if (detail) {
    throw new TrackerError(word("player.lms.not-taken"), detail);
  }
}

function isStatus(word: string): word is Status {
  return Object.keys(RANK).includes(word);
}
