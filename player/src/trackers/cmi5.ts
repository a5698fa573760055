/** cmi5. Sources: docs/facts.md#what-cmi5-asks-of-a-unit and docs/facts.md#what-catapult-enforces. */
import type { Outcome } from "../core/session.js";
import { xapi as facts } from "../../../scorm_templates/tracking.json";
import { identity } from "./lrs/actor.js";
import { fieldsIn } from "./lrs/fields.js";
import type { Lrs } from "./lrs/lrs.js";
import { LrsSession } from "./lrs/lrs_session.js";
import { LrsTracker, resumeOf } from "./lrs/lrs_tracker.js";
import { forgetParameters } from "./lrs/parameters.js";
import { scoreOf } from "./lrs/statement.js";
import { StatementQueue } from "./lrs/queue.js";
import { StateDocument } from "./lrs/state_document.js";
import { successOf, ProgressStore, type Reported } from "./lrs/stored.js";
import type { PlayerData } from "../core/player_data.js";
import { launchOf, type Cmi5Launch } from "./cmi5_launch.js";
import { Cmi5Session, type LaunchData } from "./cmi5_session.js";
import { Cmi5Statements, isDefined } from "./cmi5_statements.js";
import { TrackerError, type Checkpoint, type Resume, type Standing, type Tracker } from "./tracker.js";
import { word } from "../core/words.js";

interface Connection {
  readonly launchData: LaunchData;
  readonly statements: Cmi5Statements;
  readonly session: LrsSession;
}

/** Returns the tracker of this format, as the player's entry asks for it. */
export const trackerOf = (data: PlayerData): Tracker => new Cmi5Tracker(window, data, launchOf(window));

export class Cmi5Tracker extends LrsTracker<Cmi5Statements> implements Tracker {
  readonly sends = word("player.sends.cmi5");

  private readonly launched: Cmi5Session | TrackerError;
  private connection: Connection | null = null;
  /** Asks what earlier sessions told; null once that is known. */
  private ask: (() => Promise<void>) | null = null;
  private checkpoint: Checkpoint = { bookmark: "", state: "", totalSeconds: 0 };

  constructor(
    private readonly host: Window,
    private readonly data: PlayerData,
    launch: Cmi5Launch | TrackerError,
  ) {
    super();
    this.launched = launch instanceof TrackerError ? launch : new Cmi5Session(launch);
  }

  async open(): Promise<Resume> {
    const { launched } = this;
    if (launched instanceof TrackerError) {
      throw launched;
    }
    const { actor, activityId, registration } = launched.launch;
    const lrs = await launched.connect();
    const launchData = await launched.launchData(lrs);
    await launched.readPreferences(lrs);
    const document = new StateDocument(lrs, { activityId, actor, registration, stateId: facts.stateId });
    const progress = new ProgressStore(document, { module: this.data.module.iri, learner: identity(actor) });
    const stored = await progress.read();
    const statements = new Cmi5Statements(this.data, launched.launch, launchData, (at) => lrs.timestamp(at));
    const queue = new StatementQueue(lrs, {
      shelf: launched.queueShelf,
      actor,
      isOnce: isDefined,
      retold: (statement) => statements.retold(statement),
    });
    if (launchData.isNormal) {
      await queue.load();
    }
    await begin(launched, queue, statements);
    const session = new LrsSession(queue, progress, stored);
    this.connection = { launchData, statements, session };
    this.checkpoint = stored;
    if (launchData.isNormal) {
      this.recorded = this.connection;
      let asking: Promise<void> | null = null;
      const ask = () => this.askWhatIsKnown(lrs, session, launched.launch).finally(() => (asking = null));
      this.ask = () => (asking ??= ask());
      this.ask().catch(() => undefined);
    }
    const { isNormal: writable, masteryScore } = launchData;
    const passMark = masteryScore === null ? null : Math.round(masteryScore * 10_000) / 100;
    return { ...resumeOf(stored, actor), writable, tellsEnd: true, passMark, isUnsent: !queue.isEmpty };
  }

  report(standing: Standing): void {
    this.standing = standing;
    if (!this.ask) {
      this.tellStanding();
    }
  }

  override async save(checkpoint: Checkpoint): Promise<void> {
    this.checkpoint = checkpoint;
    await this.ask?.();
    await super.save(checkpoint);
  }

  override hurry(): void {
    this.tellStanding();
    super.hurry();
  }

  close(): void {
    const { connection, launched } = this;
    this.connection = this.recorded = null;
    if (connection && launched instanceof Cmi5Session) {
      forgetParameters(this.host);
      this.ended = this.end(launched, connection).catch((error: unknown) => {
        console.error(
          "coursepack: the end of the session was not told; the LMS will note that it was abandoned",
          error,
        );
      });
    }
  }

  private async end(launched: Cmi5Session, { session, statements, launchData }: Connection): Promise<void> {
    const { standing } = this;
    const begunAt = launched.begunAt ?? Date.now();
    // A page that is loaded again has no session to go on with, whether or not this one hears that the end has arrived.
    launched.end();
    if (launchData.isNormal && standing && hasFailed(standing, session.reported, launchData)) {
      const { score, tries } = standing;
      session.tell(statements.failed(standing), { success: "failed", score, tries });
      await session.save(this.checkpoint);
    } else if (!session.queue.isEmpty) {
      await session.queue.flush();
    }
    session.queue.add(statements.terminated((Date.now() - begunAt) / 1000));
    await session.queue.flush();
    if (launchData.returnUrl !== null) {
      this.host.location.assign(launchData.returnUrl);
    }
  }

  /** Tells what the LMS has to know: each once in a registration (cmi5 9.3.0.0-6 and -7). */
  private tellStanding(): void {
    const { connection, standing } = this;
    if (!connection?.launchData.isNormal || !standing) {
      return;
    }
    const { session, statements, launchData } = connection;
    const { status, score, tries } = standing;
    if (status === "passed" && !session.reported.completed) {
      session.tell(statements.completed(standing), { completed: true });
    }
    const isPassed = successOf(standing) === "passed" && isMastered(standing, launchData.masteryScore ?? 0);
    if (isPassed && session.reported.success !== "passed") {
      session.tell(statements.passed(standing), { success: "passed", score, tries });
    }
    // Where it fails, it goes with the next save, which says so.
    session.sendResults().catch(() => undefined);
  }

  /** Asks the LRS what an earlier session has told it of, should that session's saved state have been lost or taken away. */
  private async askWhatIsKnown(lrs: Lrs, session: LrsSession, launch: Cmi5Launch): Promise<void> {
    const { completed, success } = session.arrived;
    const [isCompleted, isPassed] = await Promise.all([
      completed || isKnown(lrs, launch, "completed"),
      success === "passed" || isKnown(lrs, launch, "passed"),
    ]);
    session.learn({ ...(isCompleted && { completed: true }), ...(isPassed && { success: "passed" }) });
    this.ask = null;
    this.tellStanding();
  }
}

/** Tells the LMS that the session begins, unless it was told before this page was loaded again. */
async function begin(launched: Cmi5Session, queue: StatementQueue, statements: Cmi5Statements): Promise<void> {
  if (launched.begunAt === null) {
    const now = Date.now();
    const first = statements.initialized(now);
    queue.add(first);
    await queue.flush(({ id }) => id === first.id);
    launched.begin(now);
  }
}

/**
 * Says whether the session ends with a failure. It is told then and not before: only one of passed and failed may be told in
 * a session (cmi5 9.3.0.0-3), and a learner who fails may try again and pass. What each try came to has been told at once.
 */
function hasFailed(outcome: Outcome, reported: Reported, { masteryScore }: LaunchData): boolean {
  if (successOf(outcome) === "unknown" || reported.success === "passed") {
    return false;
  }
  const isNew = reported.success !== "failed" || reported.score !== outcome.score;
  return isNew && (masteryScore === null ? outcome.status === "failed" : !isMastered(outcome, masteryScore));
}

async function isKnown(lrs: Lrs, launch: Cmi5Launch, verb: "completed" | "passed"): Promise<boolean> {
  const { actor, activityId, registration } = launch;
  const agent = JSON.stringify(actor);
  const parameters = { agent, verb: facts.verbs[verb], activity: activityId, registration, limit: "1" };
  try {
    const { status, text } = await lrs.send({ method: "GET", resource: "statements", parameters, isOptional: true });
    const found = fieldsIn(text)?.["statements"];
    return status === 200 && Array.isArray(found) && found.length > 0;
  } catch (error) {
    if (error instanceof TrackerError && error.why === "unreachable") {
      throw error;
    }
    // Not every LMS lets a unit read statements.
    console.warn(`coursepack: it is not known whether the learning system has ${verb} already`, error);
    return false;
  }
}

/** The LMS's mastery score decides, whatever the course thinks (cmi5 9.3.4.0-2). */
function isMastered({ score }: Outcome, masteryScore: number): boolean {
  return score !== null && scoreOf(score).scaled >= masteryScore;
}
