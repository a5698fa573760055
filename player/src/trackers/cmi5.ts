/** cmi5. Sources: docs/facts.md#what-cmi5-asks-of-a-unit and docs/facts.md#what-catapult-enforces. */
import type { Outcome } from "../core/session.js";
import { xapi as facts } from "../../../scorm_templates/tracking.json";
import { identity } from "./lrs/actor.js";
import type { Lrs } from "./lrs/lrs.js";
import { scoreOf } from "./lrs/statement.js";
import { StatementQueue } from "./lrs/queue.js";
import { StateDocument } from "./lrs/state_document.js";
import { checkOf, NOTHING_REPORTED, Progress, statusOf } from "./lrs/stored.js";
import type { PlayerData, PlayerPage } from "../core/player_data.js";
import type { Cmi5Launch } from "./cmi5_launch.js";
import { Cmi5Session, type LaunchData } from "./cmi5_session.js";
import { Cmi5Statements } from "./cmi5_statements.js";
import { TrackerError, type Answer, type Checkpoint, type Resume, type Tracker } from "./tracker.js";
import { word } from "../core/words.js";

interface Connection {
  readonly lrs: Lrs;
  readonly launchData: LaunchData;
  readonly statements: Cmi5Statements;
  readonly queue: StatementQueue;
  readonly progress: Progress;
}

export class Cmi5Tracker implements Tracker {
  readonly sends = word("player.sends.cmi5");

  private readonly session: Cmi5Session | TrackerError;
  ended?: Promise<void>;
  private connection: Connection | null = null;
  /** What the LMS was told, and what of it is known to have arrived. */
  private reported = NOTHING_REPORTED;
  private arrived = NOTHING_REPORTED;
  /** Whether an earlier session may have told something that its saved state does not know of. */
  private hasPast = false;
  private outcome: Outcome | null = null;
  private checkpoint: Checkpoint = { bookmark: "", state: "", totalSeconds: 0 };

  constructor(
    private readonly host: Window,
    private readonly data: PlayerData,
    launch: Cmi5Launch | TrackerError,
  ) {
    this.session = launch instanceof TrackerError ? launch : new Cmi5Session(launch);
  }

  async open(): Promise<Resume> {
    if (this.session instanceof TrackerError) {
      throw this.session;
    }
    const { launch } = this.session;
    const connection = await this.connect(this.session);
    const { isNormal, masteryScore } = connection.launchData;
    const stored = await connection.progress.read();
    await this.begin(this.session, connection);
    this.connection = connection;
    this.reported = this.arrived = stored.reported;
    this.hasPast = stored.state !== "";
    this.checkpoint = stored;
    return {
      bookmark: stored.bookmark,
      state: stored.state,
      learnerId: identity(launch.actor),
      learnerName: launch.actor.name ?? "",
      writable: isNormal,
      tellsEnd: true,
      status: statusOf(stored.reported),
      passMark: masteryScore === null ? null : Math.round(masteryScore * 10_000) / 100,
      totalSeconds: stored.totalSeconds,
    };
  }

  viewed(page: PlayerPage): void {
    this.normal?.queue.add(this.normal.statements.experienced(page));
  }

  answer(answer: Answer): void {
    this.normal?.queue.add(this.normal.statements.answered(answer));
  }

  report(outcome: Outcome): void {
    this.outcome = outcome;
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    const connection = this.normal;
    if (!connection) {
      return;
    }
    const { queue, progress } = connection;
    this.checkpoint = checkpoint;
    if (this.hasPast && this.news().length > 0) {
      await this.askWhatIsKnown(connection);
    }
    this.tellStanding(connection);
    const told = this.reported;
    const sending = queue.flush();
    // Both begin before this returns: in `pagehide` there is no later.
    await Promise.all([sending, progress.write({ ...checkpoint, reported: this.arrived })]);
    if (told !== this.arrived) {
      this.arrived = told;
      await progress.write({ ...checkpoint, reported: told });
    }
  }

  close(): void {
    const { connection, session } = this;
    this.connection = null;
    if (connection && session instanceof Cmi5Session) {
      this.ended = this.end(session, connection).catch((error: unknown) => {
        console.error(
          "coursepack: the end of the session was not told; the LMS will note that it was abandoned",
          error,
        );
      });
    }
  }

  /** The connection, in a session in which something may be recorded. */
  private get normal(): Connection | null {
    return this.connection?.launchData.isNormal === true ? this.connection : null;
  }

  private async connect(session: Cmi5Session): Promise<Connection> {
    const { launch } = session;
    const { activityId, actor, registration } = launch;
    const lrs = await session.connect();
    const launchData = await session.launchData(lrs);
    await session.readPreferences(lrs);
    const document = new StateDocument(lrs, { activityId, actor, registration, stateId: facts.stateId });
    return {
      lrs,
      launchData,
      statements: new Cmi5Statements(this.data, launch, launchData, (at) => lrs.timestamp(at)),
      // One after the other: the LMS refuses what comes before `initialized` or after `terminated`.
      queue: new StatementQueue(lrs, { atOnce: 1, shelf: session.queueShelf, actor }),
      progress: new Progress(document, { module: this.data.module.iri, learner: identity(actor) }),
    };
  }

  /** Tells the LMS that the session begins, unless it was told before this page was loaded again. */
  private async begin(session: Cmi5Session, { queue, statements }: Connection): Promise<void> {
    if (session.begunAt === null) {
      const now = Date.now();
      queue.add(statements.initialized(now));
      await queue.flush();
      session.begin(now);
    }
  }

  private async end(session: Cmi5Session, connection: Connection): Promise<void> {
    const { queue, statements, progress, launchData } = connection;
    if (launchData.isNormal && this.hasFailed(launchData)) {
      const score = this.outcome?.score ?? null;
      queue.add(statements.failed({ score, seconds: this.checkpoint.totalSeconds }));
      await queue.flush();
      await progress.write({ ...this.checkpoint, reported: { ...this.reported, success: "failed", score } });
    }
    queue.add(statements.terminated((Date.now() - (session.begunAt ?? Date.now())) / 1000));
    await queue.flush();
    session.end();
    if (launchData.returnUrl !== null) {
      this.host.location.assign(launchData.returnUrl);
    }
  }

  /** Returns what the LMS has to be told: each once in a registration. */
  private news(): ("completed" | "passed")[] {
    if (!this.outcome) {
      return [];
    }
    const isCompleted = this.outcome.status === "passed" && !this.reported.completed;
    const isPassed =
      checkOf(this.outcome) === "passed" &&
      this.reported.success !== "passed" &&
      isMastered(this.outcome, this.connection?.launchData.masteryScore ?? 0);
    return [...(isCompleted ? (["completed"] as const) : []), ...(isPassed ? (["passed"] as const) : [])];
  }

  private tellStanding({ queue, statements }: Connection): void {
    const standing = { score: this.outcome?.score ?? null, seconds: this.checkpoint.totalSeconds };
    for (const verb of this.news()) {
      queue.add(statements[verb](standing));
      this.reported =
        verb === "completed"
          ? { ...this.reported, completed: true }
          : { ...this.reported, success: "passed", score: standing.score };
    }
  }

  /**
   * Says whether the session ends with a failure. It is told then and not before: only one of passed and failed may be told in
   * a session (cmi5 9.3.0.0-3), and a learner who fails may try again and pass.
   */
  private hasFailed({ masteryScore }: LaunchData): boolean {
    const { outcome, reported } = this;
    if (!outcome || checkOf(outcome) === "unknown" || reported.success === "passed") {
      return false;
    }
    const isNew = reported.success !== "failed" || reported.score !== outcome.score;
    return isNew && (masteryScore === null ? outcome.status === "failed" : !isMastered(outcome, masteryScore));
  }

  /** Asks the LRS what an earlier session has told it of, should that session's saved state have been lost. */
  private async askWhatIsKnown({ lrs }: Connection): Promise<void> {
    this.hasPast = false;
    for (const verb of this.news()) {
      if (await this.isKnown(lrs, verb)) {
        this.reported =
          verb === "completed" ? { ...this.reported, completed: true } : { ...this.reported, success: "passed" };
      }
    }
  }

  private async isKnown(lrs: Lrs, verb: "completed" | "passed"): Promise<boolean> {
    const { session } = this;
    if (session instanceof TrackerError) {
      return false;
    }
    const { actor, activityId, registration } = session.launch;
    const agent = JSON.stringify(actor);
    const parameters = { agent, verb: facts.verbs[verb], activity: activityId, registration, limit: "1" };
    try {
      const { status, text } = await lrs.send({ method: "GET", resource: "statements", parameters });
      const { statements } = JSON.parse(text) as { statements?: unknown };
      return status === 200 && Array.isArray(statements) && statements.length > 0;
    } catch (error) {
      // Not every LMS lets a unit read statements.
      console.warn(`coursepack: it is not known whether the learning system has ${verb} already`, error);
      return false;
    }
  }
}

/** The LMS's mastery score decides, whatever the course thinks (cmi5 9.3.4.0-2). */
function isMastered({ score }: Outcome, masteryScore: number): boolean {
  return score !== null && scoreOf(score).scaled >= masteryScore;
}
