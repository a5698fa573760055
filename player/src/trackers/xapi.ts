/** xAPI, launched the Tin Can way: statements for a learning record store, and saved state in its State API. */
import { xapi as facts } from "../../../scorm_templates/tracking.json";
import { crc32 } from "../core/crc32.js";
import { identity } from "./lrs/actor.js";
import { Lrs } from "./lrs/lrs.js";
import { LrsSession } from "./lrs/lrs_session.js";
import { LrsTracker, resumeOf } from "./lrs/lrs_tracker.js";
import { forgetParameters } from "./lrs/parameters.js";
import { StatementQueue } from "./lrs/queue.js";
import { openQueueShelf, type QueueShelf } from "./lrs/shelf.js";
import { StateDocument } from "./lrs/state_document.js";
import { successOf, ProgressStore } from "./lrs/stored.js";
import type { PlayerData } from "../core/player_data.js";
import { TrackerError, type Resume, type Standing, type Tracker, type Try } from "./tracker.js";
import { launchOf, type XapiLaunch } from "./xapi_launch.js";
import { XapiStatements } from "./xapi_statements.js";
import { word } from "../core/words.js";

/** Returns the tracker of this format, as the player's entry asks for it. */
export const trackerOf = (data: PlayerData): Tracker => new XapiTracker(window, data, launchOf(window));

export class XapiTracker extends LrsTracker<XapiStatements> implements Tracker {
  readonly sends = word("player.sends.xapi");

  /** The number of the last try of this session that passed: each is a pass, also a year after the first. */
  private lastPass = 0;
  /** One store for all tries to open it: what it asked for holds for the next try as well. */
  private lrs: Lrs | null = null;

  constructor(
    private readonly host: Window,
    private readonly data: PlayerData,
    private readonly launch: XapiLaunch | TrackerError,
  ) {
    super();
  }

  async open(): Promise<Resume> {
    const { launch } = this;
    if (launch instanceof TrackerError) {
      throw launch;
    }
    const { actor } = launch;
    const lrs = (this.lrs ??= new Lrs(launch));
    const statements = new XapiStatements(this.data, launch, (at) => lrs.timestamp(at));
    const progress = this.progressIn(lrs, launch, statements.activityId);
    const stored = await progress.read();
    const shelf = this.shelfOf(launch, statements.activityId);
    const queue = new StatementQueue(lrs, { shelf, actor, isOnce: () => false, retold: (statement) => statement });
    await queue.load();
    const isUnsent = !queue.isEmpty;
    queue.add(statements.initialized());
    queue.flush().catch((error: unknown) => {
      console.warn("coursepack: the beginning of the session goes with the next save", error);
    });
    this.recorded = { statements, session: new LrsSession(queue, progress, stored) };
    return { ...resumeOf(stored, actor), isUnsent };
  }

  override tried(attempt: Try): void {
    this.lastPass = attempt.isPassed ? attempt.number : this.lastPass;
    super.tried(attempt);
  }

  report(standing: Standing): void {
    this.standing = standing;
    if (this.recorded) {
      const { session, statements } = this.recorded;
      this.tellStanding(session, statements, standing);
      // Where it fails, it goes with the next save, which says so.
      session.sendResults().catch(() => undefined);
    }
  }

  close(): void {
    if (!this.recorded) {
      return;
    }
    const { session, statements } = this.recorded;
    const seconds = this.standing?.sessionSeconds ?? 0;
    session.queue.add(session.reported.completed ? statements.terminated(seconds) : statements.suspended(seconds));
    this.recorded = null;
    forgetParameters(this.host);
    this.ended = session.queue.flush().catch((error: unknown) => {
      console.error("coursepack: the end of the session goes with the next one", error);
    });
  }

  private progressIn(lrs: Lrs, { actor, registration }: XapiLaunch, activityId: string): ProgressStore {
    const document = new StateDocument(lrs, { activityId, actor, stateId: facts.stateId, registration });
    return new ProgressStore(document, { module: this.data.module.iri, learner: identity(actor) });
  }

  private shelfOf({ actor, registration }: XapiLaunch, activityId: string): QueueShelf {
    const key = crc32([identity(actor), registration, activityId].join("\n")).toString(16);
    return openQueueShelf(`${this.data.module.iri}:${key}`);
  }

  /** Makes statements of where the learner stands, when that has changed since it was last told. */
  private tellStanding(session: LrsSession, statements: XapiStatements, standing: Standing): void {
    const { score, status, tries } = standing;
    if (status === "passed" && !session.reported.completed) {
      session.tell(statements.completed(standing), { completed: true });
    }
    const success = successOf(standing);
    const told = session.reported;
    const isChanged = success !== told.success || score !== told.score;
    if (success === "passed" && (isChanged || this.lastPass > told.tries)) {
      session.tell(statements.passed(standing), { success, score, tries });
    }
    if (success === "failed" && told.success !== "passed" && (isChanged || (told.tries > 0 && tries > told.tries))) {
      session.tell(statements.failed(standing), { success, score, tries });
    }
  }
}
