/**
 * SCORM 2004, 3rd and 4th Edition. Sources: docs/facts.md#the-data-model-of-scorm-2004, and what LMSs do
 * (the facts below it).
 */
import { scorm2004 as facts } from "../../../scorm_templates/tracking.json";
import { isoDuration, parseIsoDuration } from "../core/duration.js";
import type { PlayerData } from "../core/player_data.js";
import { NO_ROOM, type ScormApi } from "./scorm_api.js";
import { neighbourOf, scoreAtLaunch } from "./score_neighbour.js";
import { ScormConnection } from "./scorm_connection.js";
import { Interactions } from "./scorm_interactions.js";
import { Objectives } from "./scorm2004_objectives.js";
import { isDue, known, NEIGHBOUR, NOTHING, perCent, RANK, statusOf, type Standing } from "./scorm2004_standing.js";
import { interactionWords, measure, SCORM2004 } from "./scorm2004_words.js";
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

/** Milliseconds to wait for a proxy. */
const SETTLING = { every: 100, atMost: 3_000 };

/** A place that is no page: scorm-again refuses an empty one, with error 406. */
const NOWHERE = "-";

export class Scorm2004Tracker implements Tracker {
  readonly sends = word("player.sends.scorm");

  readonly proof = {
    keepsState: true,
    arrived: () => {
      this.proved = this.written;
      this.interactions.arrived();
      this.objectives.arrived();
    },
    prepare: (manner: Manner) => {
      this.manner = manner;
    },
    answersFrom: (count: number, again: number) => {
      this.interactions.startAt(count, again);
    },
  };

  private readonly connection: ScormConnection;
  private readonly interactions: Interactions;
  private readonly objectives: Objectives;
  private api: ScormApi | null = null;
  /** What the LMS said at launch, which is never lowered; what it is known to hold; and what it was given. */
  private told = NOTHING;
  private proved = NOTHING;
  private written = NOTHING;
  private manner: Manner = "plain";
  private passMark = 0;
  private secondsAtLaunch = 0;
  /** Whether the LMS gives its status back as nothing, which may stand for any (Open edX). */
  private isSilent = false;
  private outcome: Outcome | null = null;

  constructor(
    host: Window,
    private readonly data: PlayerData,
  ) {
    this.connection = new ScormConnection(host, SCORM2004);
    this.interactions = new Interactions(interactionWords(data));
    this.objectives = new Objectives(data);
  }

  async open(): Promise<Resume> {
    const api = await this.connection.open();
    await settled(api);
    const resume = this.read(api);
    this.interactions.startAt(resume.answers ?? 0);
    if (resume.writable) {
      this.api = api;
      this.begin(api, resume);
    }
    return resume;
  }

  viewed(): void {
    // SCORM has no word for a page.
  }

  answer(answer: Answer): void {
    this.interactions.add(answer);
    this.objectives.add(answer);
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
    const mode = api.get("cmi.mode").toLowerCase();
    const state = api.get("cmi.suspend_data").replace(/\s/g, "");
    const passMark = perCent(api.get("cmi.scaled_passing_score"));
    const completion = api.get("cmi.completion_status");
    this.isSilent = completion === "";
    const said: Standing = {
      completion: known(RANK.completion, completion),
      success: known(RANK.success, api.get("cmi.success_status")),
      score: scoreAtLaunch(api.get("cmi.score.scaled"), 100),
    };
    // A learner with saved state is at least incomplete, and may be more.
    const isMore = RANK.completion[said.completion] === 0 && state !== "";
    this.told = isMore ? { ...said, completion: "incomplete" } : said;
    this.written = this.told;
    // In a session that had begun before this page did, what was written may still be on its way.
    this.proved = api.isContinued ? NOTHING : this.told;
    this.passMark = passMark ?? this.data.check?.passMark ?? 0;
    this.secondsAtLaunch = parseIsoDuration(api.get("cmi.total_time"));
    const answers = Number(api.get("cmi.interactions._count")) || 0;
    return {
      bookmark: api.get("cmi.location"),
      state,
      learnerId: api.get("cmi.learner_id"),
      learnerName: api.get("cmi.learner_name"),
      writable: mode === "" || mode === "normal",
      status: statusOf(said),
      passMark,
      totalSeconds: this.secondsAtLaunch,
      score: this.told.score < 0 ? null : this.told.score,
      isContinued: api.isContinued,
      answers,
    };
  }

  /** Says `incomplete` at the first launch: some LMSs count a session that ends without a status as completed. */
  private begin(api: ScormApi, resume: Resume): void {
    if (resume.status === "unknown" && resume.state === "" && !this.isSilent) {
      this.writeStatus(api, "completion", "incomplete");
      api.set("cmi.exit", "suspend");
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
      lost = api.tryToKeep(() => {
        this.writeNeighbours(api);
      });
    }
    const refusal = api.set("cmi.suspend_data", checkpoint.state);
    const hasNoRoom = refusal !== null && NO_ROOM.includes(api.lastRefusal);
    if (checkpoint.bookmark !== "") {
      api.set("cmi.location", checkpoint.bookmark);
    }
    api.set("cmi.session_time", isoDuration(checkpoint.totalSeconds - this.secondsAtLaunch));
    const unwritten = this.interactions.write(api, this.manner);
    this.objectives.write(api, this.passMark);
    const refusals = [lost, hasNoRoom ? null : refusal, unwritten, ...this.writeOutcome(api)];
    // Always: docs/facts.md#only-suspend-gives-the-record-back.
    api.set("cmi.exit", "suspend");
    api.commit();
    refuse(refusals);
    // An LMS that takes all but the state has no room for it: it stays on this device.
    this.proof.keepsState = !hasNoRoom;
  }

  private writeNeighbours(api: ScormApi): void {
    api.set("cmi.location", NOWHERE);
    this.interactions.writeNeighbours(api);
    // Of what is written anew right after, and of that alone: where the LMS's own word is better, it is to stay.
    const { completion, success, score } = this.due();
    if (score >= 0 && score === this.written.score) {
      const near = neighbourOf(score);
      api.set("cmi.score.scaled", measure(near));
      api.set("cmi.score.raw", String(Math.round(near * 100) / 100));
    }
    if (success !== "unknown" && success === this.written.success) {
      api.set("cmi.success_status", NEIGHBOUR[success]);
    }
    if ((completion === "completed" || completion === "incomplete") && completion === this.written.completion) {
      api.set("cmi.completion_status", NEIGHBOUR[completion]);
    }
  }

  /** Returns where the learner stands, as far as the LMS is not known to hold it, nor holds better. */
  private due(): Standing {
    const { proved, told } = this;
    if (!this.outcome) {
      return NOTHING;
    }
    const completion = this.outcome.status === "passed" ? "completed" : "incomplete";
    const success = this.successOf(this.outcome);
    const score = this.outcome.score ?? -1;
    return {
      completion: isDue("completion", completion, { proved, told }) ? completion : NOTHING.completion,
      success: isDue("success", success, { proved, told }) ? success : NOTHING.success,
      score: score > proved.score && score >= told.score ? score : NOTHING.score,
    };
  }

  /** Writes the score before the statuses: Open edX publishes the grade when a status arrives. */
  private writeOutcome(api: ScormApi): (string | null)[] {
    if (!this.outcome) {
      return [];
    }
    const refusals: (string | null)[] = [];
    const { completion, success, score } = this.due();
    api.set("cmi.progress_measure", measure(this.outcome.progress * 100));
    if (score >= 0) {
      // An LMS with a pass mark compares `scaled` with it; Moodle's gradebook reads `raw`.
      refusals.push(api.set("cmi.score.scaled", measure(score)));
      api.set("cmi.score.min", String(facts.score.min));
      api.set("cmi.score.max", String(facts.score.max));
      refusals.push(api.set("cmi.score.raw", String(score)));
      this.written = { ...this.written, score };
    }
    refusals.push(this.writeStatus(api, "success", success));
    refusals.push(this.writeStatus(api, "completion", completion));
    return refusals;
  }

  /** A check can be passed before the module is complete; one that is not passed is `failed` only where the course says so. */
  private successOf({ status, score }: Outcome): Standing["success"] {
    if (status === "failed") {
      return this.data.notPassed === "failed" ? "failed" : "unknown";
    }
    return status === "passed" || score !== null ? "passed" : "unknown";
  }

  private writeStatus<W extends "completion" | "success">(api: ScormApi, which: W, status: Standing[W]): string | null {
    if (status === "unknown") {
      return null;
    }
    this.written = { ...this.written, [which]: status };
    return api.set(`cmi.${which}_status`, status);
  }
}

/**
 * Waits until *api* gives values back. A proxy of an LMS in another origin answers at once, out of a cache that is empty until
 * the LMS has answered (scorm-again's CrossFrameAPI); every LMS has a version. The count is asked for with it, as it is not
 * among the values that such a proxy gets unasked, and answers after a wrong one would be written over those before.
 */
async function settled(api: ScormApi): Promise<void> {
  for (let waited = 0; waited < SETTLING.atMost && isSilent(api); waited += SETTLING.every) {
    await new Promise((resolve) => setTimeout(resolve, SETTLING.every));
  }
}

function isSilent(api: ScormApi): boolean {
  api.get("cmi.interactions._count");
  return api.isEmpty("cmi._version");
}

function refuse(refusals: readonly (string | null)[]): void {
  const detail = refusals.filter((refusal) => refusal !== null).join("; ");
  if (detail) {
    throw new TrackerError(word("player.lms.not-taken"), detail);
  }
}
