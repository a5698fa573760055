/**
 * SCORM, whichever its version: what is read at launch, what a save writes, and what is written again where it may be lost. What
 * the versions say each in its own way is a `Dialect`.
 */
import type { Outcome } from "../core/session.js";
import type { Evidence } from "./commit_watch.js";
import { NO_ROOM, type ScormApi } from "./scorm_api.js";
import { neighbourOf } from "./score_neighbour.js";
import { ended, ScormConnection } from "./scorm_connection.js";
import { known, NO_OUTCOME, type Dialect, type CmiOutcome, type Write } from "./scorm_dialect.js";
import { Interactions } from "./scorm_interactions.js";
import { TrackerError, type Answer, type Checkpoint, type Manner, type Resume, type Tracker } from "./tracker.js";
import { word } from "../core/words.js";

export class ScormTracker implements Tracker {
  readonly sends = word("player.sends.scorm");

  readonly proof = {
    keepsState: true,
    verdict: (late: (evidence: Evidence) => void) =>
      this.api?.watch.verdict(late) ?? Promise.resolve("unknown" as const),
    arrived: (evidence: Evidence) => {
      this.interactions.arrived(evidence);
      if (evidence === "proved") {
        this.proved = this.written;
        this.dialect.objectives?.arrived();
      }
    },
    prepare: (manner: Manner) => {
      this.manner = manner;
    },
    answersFrom: (first: number, again: number, next: number) => {
      this.interactions.startAt(first, again, next);
    },
    nextAnswer: () => this.interactions.end,
  };

  private readonly connection: ScormConnection;
  private readonly interactions: Interactions;
  private api: ScormApi | null = null;
  /** What the LMS said at launch, which is never lowered; what it is known to hold; and what it was given. */
  private told = NO_OUTCOME;
  private proved = NO_OUTCOME;
  private written = NO_OUTCOME;
  private manner: Manner = "plain";
  private mark = "";
  private learnerId = "";
  /** Whether the LMS gives its status back as nothing, which may stand for any (Open edX). */
  private isSilent = false;
  private secondsAtLaunch = 0;
  private outcome: Outcome | null = null;

  constructor(
    host: Window,
    private readonly dialect: Dialect,
  ) {
    this.connection = new ScormConnection(host, dialect.names);
    this.interactions = new Interactions(dialect.interactions);
  }

  async open(): Promise<Resume> {
    const api = await this.connection.open();
    await this.dialect.settled?.(api);
    const resume = this.read(api);
    this.learnerId = resume.learnerId;
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
    this.dialect.objectives?.add(answer);
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
    const { elements, names } = this.dialect;
    const mode = api.get(elements.mode).toLowerCase();
    const held = this.dialect.read(api);
    const state = held.state.replace(/\s/g, "");
    const statuses = Object.fromEntries(
      this.dialect.statuses.map(({ element, ranks }) => [element, known(ranks, held.statuses[element] ?? "")]),
    );
    this.isSilent = held.statuses[names.status]?.trim() === "";
    // A learner with saved state is at least incomplete, and may be more.
    const isMore = state !== "" && this.rank(names.status, statuses) === 0;
    this.told = { statuses: isMore ? { ...statuses, [names.status]: "incomplete" } : statuses, score: held.score };
    this.written = this.told;
    // In a session that had begun before this page did, what was written may still be on its way.
    this.proved = api.isContinued ? NO_OUTCOME : this.told;
    this.mark = held.mark;
    this.secondsAtLaunch = this.dialect.seconds(api.get(elements.totalTime));
    const count = api.get("cmi.interactions._count").trim();
    return {
      bookmark: api.get(elements.location),
      state,
      learnerId: api.get(elements.learnerId),
      learnerName: api.get(elements.learnerName),
      // An LMS that leaves the mode empty means normal (LiaScript-Exporter issues 35 and 36). In review Moodle stores
      // whatever is written, over the result that the learner had.
      writable: mode === "" || mode === "normal",
      status: this.dialect.statusOf(statuses),
      passMark: this.dialect.passMark(held.mark),
      totalSeconds: this.secondsAtLaunch,
      score: held.score < 0 ? null : held.score,
      isContinued: api.isContinued,
      ...(count === "" ? {} : { answers: Number(count) || 0 }),
    };
  }

  /**
   * Says `incomplete` at the first launch: docs/facts.md#a-session-without-a-status-is-completed. Where the status
   * reads as nothing it may be no first launch, but a page of the LMS that another window has passed behind.
   */
  private begin(api: ScormApi, resume: Resume): void {
    if (resume.status === "unknown" && resume.state === "" && !this.isSilent) {
      api.watch.begin();
      this.writeStatus(api, this.dialect.names.status, "incomplete");
      api.set(this.dialect.elements.exit, "suspend");
      try {
        api.commit();
      } catch (error) {
        console.error("coursepack: the first commit failed; what it held goes with the next", error);
      }
      api.watch.end();
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
      const { writable, answers, learnerId } = this.read(other);
      const isOurs = writable && learnerId === this.learnerId;
      this.api = isOurs ? other : null;
      if (!isOurs) {
        throw ended();
      }
      this.interactions.goOnAt(answers ?? 0);
      this.writeAll(other, checkpoint);
    }
  }

  /**
   * Writes what the LMS is not known to hold. What it was given and may have lost comes first in other words, but where it answers
   * later: then what follows could overtake them, or be lost with a window that is closed, and they would stay.
   */
  private writeAll(api: ScormApi, checkpoint: Checkpoint): void {
    const { elements, nowhere, objectives } = this.dialect;
    const lost = this.manner === "replay" && api.watch.isAtOnce ? this.tryNeighbours(api) : null;
    api.watch.begin();
    const refusal = api.set("cmi.suspend_data", checkpoint.state);
    const hasNoRoom = refusal !== null && NO_ROOM.includes(api.lastRefusal);
    if (checkpoint.bookmark !== "" || nowhere === "") {
      api.set(elements.location, checkpoint.bookmark);
    }
    api.set(elements.sessionTime, this.dialect.duration(checkpoint.totalSeconds - this.secondsAtLaunch));
    const unwritten = this.interactions.write(api, this.manner);
    objectives?.write(api, this.dialect.passMark(this.mark));
    const refusals = [lost, hasNoRoom ? null : refusal, unwritten, ...this.writeOutcome(api)];
    api.set(elements.exit, this.dialect.exit(this.written));
    try {
      api.commit();
    } finally {
      api.watch.end();
    }
    refuse(refusals);
    // An LMS that takes all but the state has no room for it: it stays on this device.
    this.proof.keepsState = !hasNoRoom;
  }

  /**
   * Writes other values in the place of those that may be lost; returns null, or why the LMS may not have them: then the right
   * ones must follow all the same, and Moodle sends them no more than before.
   */
  private tryNeighbours(api: ScormApi): string | null {
    api.watch.begin();
    const refusal = api.tryToKeep(() => {
      api.set(this.dialect.elements.location, this.dialect.nowhere);
      this.interactions.writeNeighbours(api);
      // Of what is written anew right after, and of that alone: where the LMS's own word is better, it is to stay.
      const { statuses, score } = this.due();
      if (score >= 0 && score === this.written.score) {
        const results = this.dialect.score(neighbourOf(score)).filter(([, , weight]) => weight === "result");
        this.writeEach(api, results);
      }
      for (const { element, neighbours } of this.dialect.statuses) {
        const neighbour = neighbours[statuses[element] ?? ""];
        if (neighbour !== undefined && statuses[element] === this.written.statuses[element]) {
          api.set(element, neighbour);
        }
      }
    });
    api.watch.end();
    return api.watch.isLost ? "what stands between was lost" : refusal;
  }

  /** Returns where the learner stands, as far as the LMS is not known to hold it, nor holds better. */
  private due(): CmiOutcome {
    if (!this.outcome) {
      return NO_OUTCOME;
    }
    const { proved, told } = this;
    const { statuses, score } = this.dialect.standing(this.outcome, this.mark);
    const isDue = (element: string): boolean => {
      const rank = this.rank(element, statuses);
      return rank > this.rank(element, proved.statuses) && rank >= this.rank(element, told.statuses);
    };
    return {
      statuses: Object.fromEntries(Object.entries(statuses).filter(([element]) => isDue(element))),
      score: score > proved.score && score >= told.score ? score : NO_OUTCOME.score,
    };
  }

  /** Writes the score before the statuses: Open edX publishes the grade when a status arrives. */
  private writeOutcome(api: ScormApi): (string | null)[] {
    if (!this.outcome) {
      return [];
    }
    const { statuses, score } = this.due();
    this.writeEach(api, this.dialect.progress(this.outcome.progress));
    const refusals: (string | null)[] = [];
    if (score >= 0) {
      refusals.push(...this.writeEach(api, this.dialect.score(score)));
      this.written = { ...this.written, score };
    }
    for (const { element } of this.dialect.statuses) {
      const status = statuses[element];
      refusals.push(status === undefined ? null : this.writeStatus(api, element, status));
    }
    return refusals;
  }

  /** Writes each, and returns why the LMS did not take the results among them. */
  private writeEach(api: ScormApi, writes: readonly Write[]): (string | null)[] {
    return writes.map(([element, value, weight]) => {
      const refusal = api.set(element, value);
      return weight === "result" ? refusal : null;
    });
  }

  private writeStatus(api: ScormApi, element: string, status: string): string | null {
    this.written = { ...this.written, statuses: { ...this.written.statuses, [element]: status } };
    return api.set(element, status);
  }

  private rank(element: string, statuses: CmiOutcome["statuses"]): number {
    const status = this.dialect.statuses.find((each) => each.element === element);
    return status?.ranks[statuses[element] ?? ""] ?? 0;
  }
}

function refuse(refusals: readonly (string | null)[]): void {
  const detail = refusals.filter((refusal) => refusal !== null).join("; ");
  if (detail) {
    throw new TrackerError(word("player.lms.not-taken"), detail);
  }
}
