/** xAPI, launched the Tin Can way: statements for a learning record store, and saved state in its State API. */
import type { PlayerData, PlayerPage } from "../player_data.js";
import type { Launch } from "./launch.js";
import { Lrs, StateDocument, StatementQueue } from "./lrs.js";
import { StatementMaker } from "./statements.js";
import type { Answer, Checkpoint, Outcome, Resume, Tracker } from "./tracker.js";

/** Milliseconds between tries to reach the LRS at launch. */
const OPEN_AGAIN = [1_000, 3_000];

/** The state document: besides the checkpoint it knows what was reported, so that no launch reports it a second time. */
interface Stored extends Partial<Checkpoint> {
  readonly reported?: Reported;
}

interface Reported {
  readonly status: Outcome["status"];
  readonly score: number | null;
}

export class XapiTracker implements Tracker {
  readonly sends =
    "The record store of your organisation is sent your name or number as your learning system knows it, the pages " +
    "that you read, your answers, your score, whether you have passed, and the time that you spent.";

  private readonly statements: StatementMaker;
  private readonly queue: StatementQueue;
  private readonly document: StateDocument;
  private reported: Reported = { status: "incomplete", score: null };
  private outcome: Outcome | null = null;
  private seconds = 0;

  constructor(
    data: PlayerData,
    private readonly launch: Launch,
  ) {
    const lrs = new Lrs(launch);
    this.statements = new StatementMaker(data, launch);
    this.queue = new StatementQueue(lrs);
    this.document = new StateDocument(lrs, launch, this.statements.activityId);
  }

  async open(): Promise<Resume> {
    const stored = parse(await this.readPatiently());
    this.reported = stored.reported ?? this.reported;
    this.seconds = stored.totalSeconds ?? 0;
    this.queue.add(this.statements.initialized());
    const { name, ...identifier } = this.launch.actor;
    return {
      bookmark: stored.bookmark ?? "",
      state: stored.state ?? "",
      learnerId: JSON.stringify(identifier),
      learnerName: name ?? "",
      writable: true,
      status: stored.reported?.status ?? "unknown",
      totalSeconds: this.seconds,
    };
  }

  viewed(page: PlayerPage): void {
    this.queue.add(this.statements.experienced(page));
  }

  answer(answer: Answer): void {
    this.queue.add(this.statements.answered(answer));
  }

  report(outcome: Outcome): void {
    this.outcome = outcome;
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    this.seconds = checkpoint.totalSeconds;
    this.tellStanding();
    await this.queue.flush();
    const stored: Stored = { ...checkpoint, reported: this.reported };
    await this.document.write(JSON.stringify(stored));
  }

  close(): void {
    const standing = { score: this.reported.score, seconds: this.seconds };
    const passed = this.reported.status === "passed";
    this.queue.add(passed ? this.statements.terminated(standing) : this.statements.suspended(standing));
    this.queue.flush().catch((error: unknown) => {
      console.error("coursepack: the end of the session was not recorded", error);
    });
  }

  /** Makes statements of where the learner stands, when that has changed since it was last reported. */
  private tellStanding(): void {
    const { status, score } = this.outcome ?? this.reported;
    if (status === "incomplete" || (status === this.reported.status && score === this.reported.score)) {
      return;
    }
    const standing = { score, seconds: this.seconds };
    if (status === "failed") {
      this.queue.add(this.statements.failed(standing));
    } else {
      if (this.reported.status !== "passed") {
        this.queue.add(this.statements.completed(standing));
      }
      this.queue.add(this.statements.passed(standing));
    }
    this.reported = { status, score };
  }

  private async readPatiently(): Promise<string> {
    for (const wait of OPEN_AGAIN) {
      try {
        return await this.document.read();
      } catch (error) {
        console.warn("coursepack: the record store did not answer yet", error);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return this.document.read();
  }
}

function parse(text: string): Stored {
  try {
    const stored: unknown = JSON.parse(text || "{}");
    return typeof stored === "object" && stored !== null ? stored : {};
  } catch {
    return {};
  }
}
