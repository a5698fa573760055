/** Statements on their way: each stays here until the store has it, and on this device, should the page be closed before. */
import type { Actor } from "./actor.js";
import type { Lrs } from "./lrs.js";
import type { Statement } from "./statement.js";
import { TrackerError } from "../tracker.js";
import { word } from "../../core/words.js";

/** Where what waits is kept between two openings of the page. Reading gives "" where nothing is kept, or can be. */
export interface Shelf {
  read(): string;
  write(text: string): void;
}

export interface QueueOptions {
  /** How many statements are sent at the same time: 1 keeps their order. */
  readonly atOnce: number;
  readonly shelf: Shelf;
  /** Is left out on the shelf, where others who use this device might read it, and put back afterwards. */
  readonly actor: Actor;
}

/** Characters on the shelf: what waits longer than for so many is kept in memory alone. */
const SHELF_SIZE = 200_000;

export class StatementQueue {
  private waiting: readonly Statement[];
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly lrs: Lrs,
    private readonly options: QueueOptions,
  ) {
    this.waiting = unpacked(options.shelf.read(), options.actor);
  }

  /** Takes a statement; one of an id that waits already is the same statement. */
  add(statement: Statement): void {
    if (!this.waiting.some(({ id }) => id === statement.id)) {
      this.waiting = [...this.waiting, statement];
      this.keep();
    }
  }

  /** Sends what waits; the sending has begun when this returns. Rejects with a TrackerError if some has not arrived, and keeps that. */
  async flush(): Promise<void> {
    for (;;) {
      const ready = this.waiting.filter(({ id }) => !this.underWay.has(id));
      ready.slice(0, this.options.atOnce - this.underWay.size).forEach((statement) => {
        this.begin(statement);
      });
      if (this.underWay.size === 0) {
        return;
      }
      await Promise.race(this.underWay.values());
    }
  }

  private begin(statement: Statement): void {
    const sending = this.put(statement).finally(() => this.underWay.delete(statement.id));
    this.underWay.set(statement.id, sending);
    // Whoever waits for it hears of a failure; if nobody does, it is sent with the next flush.
    sending.catch(() => undefined);
  }

  private async put(statement: Statement): Promise<void> {
    const parameters = { statementId: statement.id };
    const body = JSON.stringify(statement);
    const { status, text } = await this.lrs.send({ method: "PUT", resource: "statements", parameters, body });
    const verb = statement.verb.id.replace(/^.*\//, "");
    if (status === 400 || status === 413) {
      // Sent again it would be refused again, and hold up all the others.
      console.error("coursepack: the record store refused a statement", verb, status, text.slice(0, 500));
    } else if (status !== 200 && status !== 204 && status !== 409) {
      throw new TrackerError(word("player.store.not-taken"), `PUT statements (${verb}): ${status}`);
    }
    // 409: the store has a statement of this id. The id is made of what happened, so it has ours.
    this.waiting = this.waiting.filter(({ id }) => id !== statement.id);
    this.keep();
  }

  private keep(): void {
    const text = packed(this.waiting);
    this.options.shelf.write(text.length <= SHELF_SIZE ? text : "");
  }
}

function packed(statements: readonly Statement[]): string {
  return statements.length > 0 ? JSON.stringify(statements.map((whole) => ({ ...whole, actor: undefined }))) : "";
}

function unpacked(text: string, actor: Actor): readonly Statement[] {
  try {
    const kept: unknown = JSON.parse(text || "[]");
    return Array.isArray(kept) ? (kept as Omit<Statement, "actor">[]).map((rest) => ({ ...rest, actor })) : [];
  } catch {
    return [];
  }
}
