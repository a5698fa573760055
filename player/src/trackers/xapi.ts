/** xAPI, launched the Tin Can way: statements for a learning record store, and saved state in its State API. */
import { xapi as facts } from "../../../scorm_templates/tracking.json";
import { crc32 } from "../core/crc32.js";
import { identity } from "./lrs/actor.js";
import { Lrs } from "./lrs/lrs.js";
import { StatementQueue } from "./lrs/queue.js";
import { openShelf } from "./lrs/shelf.js";
import { StateDocument } from "./lrs/state_document.js";
import { checkOf, NOTHING_REPORTED, Progress, statusOf } from "./lrs/stored.js";
import type { PlayerData, PlayerPage } from "../core/player_data.js";
import type { Outcome } from "../core/session.js";
import { TrackerError, type Answer, type Checkpoint, type Resume, type Tracker } from "./tracker.js";
import type { XapiLaunch } from "./xapi_launch.js";
import { XapiStatements } from "./xapi_statements.js";
import { word } from "../core/words.js";

/** Statements under way at once. */
const AT_ONCE = 20;

interface Session {
  readonly statements: XapiStatements;
  readonly queue: StatementQueue;
  readonly progress: Progress;
}

export class XapiTracker implements Tracker {
  readonly sends = word("player.sends.xapi");

  ended?: Promise<void>;
  private session: Session | null = null;
  /** What the store was told, and what of it is known to have arrived. */
  private reported = NOTHING_REPORTED;
  private arrived = NOTHING_REPORTED;
  private outcome: Outcome | null = null;
  private seconds = 0;

  constructor(
    private readonly data: PlayerData,
    private readonly launch: XapiLaunch | TrackerError,
  ) {}

  async open(): Promise<Resume> {
    if (this.launch instanceof TrackerError) {
      throw this.launch;
    }
    const { actor } = this.launch;
    const session = this.begin(this.launch);
    const stored = await session.progress.read();
    this.session = session;
    this.reported = this.arrived = stored.reported;
    this.seconds = stored.totalSeconds;
    session.queue.add(session.statements.initialized());
    session.queue.flush().catch((error: unknown) => {
      console.warn("coursepack: the beginning of the session goes with the next save", error);
    });
    return {
      bookmark: stored.bookmark,
      state: stored.state,
      learnerId: identity(actor),
      learnerName: actor.name ?? "",
      writable: true,
      status: statusOf(stored.reported),
      totalSeconds: stored.totalSeconds,
    };
  }

  viewed(page: PlayerPage): void {
    this.session?.queue.add(this.session.statements.experienced(page));
  }

  answer(answer: Answer): void {
    this.session?.queue.add(this.session.statements.answered(answer));
  }

  report(outcome: Outcome): void {
    this.outcome = outcome;
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    if (!this.session) {
      return;
    }
    const { queue, progress } = this.session;
    this.seconds = checkpoint.totalSeconds;
    this.tellStanding(this.session);
    const told = this.reported;
    // Both begin before this returns: in `pagehide` there is no later.
    await Promise.all([queue.flush(), progress.write({ ...checkpoint, reported: this.arrived })]);
    if (told !== this.arrived) {
      this.arrived = told;
      await progress.write({ ...checkpoint, reported: told });
    }
  }

  close(): void {
    if (!this.session) {
      return;
    }
    const { queue, statements } = this.session;
    const standing = { score: this.reported.score, seconds: this.seconds };
    queue.add(this.reported.completed ? statements.terminated(standing) : statements.suspended(standing));
    this.session = null;
    this.ended = queue.flush().catch((error: unknown) => {
      console.error("coursepack: the end of the session goes with the next one", error);
    });
  }

  private begin(launch: XapiLaunch): Session {
    const lrs = new Lrs(launch);
    const { actor, registration } = launch;
    const statements = new XapiStatements(this.data, launch, (at) => lrs.timestamp(at));
    const { activityId } = statements;
    const learner = identity(actor);
    const owner = { module: this.data.module.iri, learner };
    const document = new StateDocument(lrs, { activityId, actor, stateId: facts.stateId, registration });
    const key = crc32([learner, registration, activityId].join("\n")).toString(16);
    const shelf = openShelf(`coursepack-queue:${this.data.module.iri}:${key}`, "this device");
    return {
      statements,
      queue: new StatementQueue(lrs, { atOnce: AT_ONCE, shelf, actor }),
      progress: new Progress(document, owner),
    };
  }

  /** Makes statements of where the learner stands, when that has changed since it was last told. */
  private tellStanding({ queue, statements }: Session): void {
    if (!this.outcome) {
      return;
    }
    const { score, status } = this.outcome;
    const standing = { score, seconds: this.seconds };
    if (status === "passed" && !this.reported.completed) {
      queue.add(statements.completed(standing));
      this.reported = { ...this.reported, completed: true };
    }
    const success = checkOf(this.outcome);
    const isNews = success !== this.reported.success || score !== this.reported.score;
    if (isNews && (success === "passed" || (success === "failed" && this.reported.success !== "passed"))) {
      queue.add(success === "passed" ? statements.passed(standing) : statements.failed(standing));
      this.reported = { ...this.reported, success, score };
    }
  }
}
