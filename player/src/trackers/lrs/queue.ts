/** Statements on their way: each stays here until the store has it, and on this device, should the page be closed before. */
import type { Actor } from "./actor.js";
import { fieldsIn } from "./fields.js";
import type { Lrs, Reply } from "./lrs.js";
import { shelved, textOf, type QueueShelf } from "./shelf.js";
import { isResult, isSameStatement, type Statement } from "./statement.js";
import { uuidOf } from "./uuid.js";
import { TrackerError } from "../tracker.js";
import { word } from "../../core/words.js";

export interface QueueOptions {
  readonly shelf: QueueShelf;
  /** Is left out on the shelf, and put back afterwards. */
  readonly actor: Actor;
  /** Whether a standard allows a statement once and no more, whatever it says: then the store's own counts. */
  readonly isOnce: (statement: Statement) => boolean;
  /** Returns what another page has left as this one tells it; null for what is not to be told any more. */
  readonly retold: (statement: Statement) => Statement | null;
}

/** Characters on the shelf: browsers give all courses of an LMS's origin a few millions together. */
const SHELF_SIZE = 200_000;
/** Characters of one request: with the result and the saved state, what a browser still sends for a page that is gone (lrs.ts). */
const REQUEST_SIZE = 50_000;
/** What a store answers that takes no arrays; some have other words for a fault in one of the statements. */
const NO_ARRAYS = [404, 405, 415, 501];

export class StatementQueue {
  /** Whether there is room for all that waits. */
  private hasRoom = true;
  /** Whether another window saves: then nothing of this one is kept, until it takes over. */
  private isPaused = false;
  /** What this window has put on the shelf, or taken from it, and what it wrote last: all else is another window's. */
  private readonly known = new Set<string>();
  private written = "";
  private waiting: readonly Statement[] = [];
  private readonly underWay = new Map<string, Promise<void>>();
  /** Ids that were sent before, by this page or an earlier one, and whose answer may be lost. */
  private readonly sent = new Set<string>();
  private takesArrays = true;

  constructor(
    private readonly lrs: Lrs,
    private readonly options: QueueOptions,
  ) {}

  /** Takes over what an earlier page has left on this device. */
  async load(): Promise<void> {
    const left = (await this.options.shelf.load()).flatMap((text) => unpacked(text, this.options.actor));
    left.forEach(({ id }) => this.known.add(id));
    this.take(left);
    this.keep();
  }

  /** Another window saves: until `join` nothing of this one is kept. */
  pause(): void {
    this.isPaused = true;
  }

  /** This window saves, and what another one has put on the shelf, too. */
  join(): void {
    const others = this.others();
    if (this.isPaused || others.length > 0) {
      others.forEach(({ id }) => this.known.add(id));
      this.take(others);
      this.isPaused = false;
      this.keep();
    }
  }

  /** Resolves to whether all that waits is on this device, and not even a browser that is killed can take it along. */
  async isKept(): Promise<boolean> {
    return this.isEmpty || (this.hasRoom && (await this.options.shelf.written()));
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Takes a statement; one of an id that waits already is the same statement. */
  add(statement: Statement): void {
    if (!this.waiting.some(({ id }) => id === statement.id)) {
      this.waiting = [...this.waiting, statement];
      this.keep();
    }
  }

  /** Forgets all that waits, here and on the shelf. What is under way may still arrive. */
  forget(): void {
    this.remove(this.waiting);
  }

  /**
   * Sends what waits, or of it what is *wanted*; the sending has begun when this returns, and results have left first. Rejects with
   * a TrackerError if some has not arrived, and keeps that.
   */
  async flush(isWanted: (statement: Statement) => boolean = () => true): Promise<void> {
    const wanted = this.waiting.filter(isWanted);
    const ready = wanted.filter(({ id }) => !this.underWay.has(id));
    const results = ready.filter(isResult);
    const others = ready.filter((statement) => !isResult(statement));
    for (const batch of [results, ...inRequests(others)]) {
      this.begin(batch);
    }
    await Promise.all(wanted.map(({ id }) => this.underWay.get(id) ?? Promise.resolve()));
  }

  private begin(batch: readonly Statement[]): void {
    const again = batch.filter(({ id }) => this.sent.has(id));
    const sending = this.send(batch, again).finally(() => {
      batch.forEach(({ id }) => this.underWay.delete(id));
    });
    for (const { id } of batch) {
      this.underWay.set(id, sending);
      this.sent.add(id);
    }
    // Whoever waits for it hears of a failure; if nobody does, it is sent with the next flush.
    sending.catch(() => undefined);
  }

  private async send(batch: readonly Statement[], again: readonly Statement[]): Promise<void> {
    if (batch.length > 1 && this.takesArrays && (await this.post(batch))) {
      this.remove(batch);
      return;
    }
    await Promise.all(batch.map((one) => (again.includes(one) ? this.putAgain(one) : this.put(one, "first"))));
  }

  /** Sends *batch* as one; returns false where each has to go alone. A sound answer lists the ids, or is empty. */
  private async post(batch: readonly Statement[]): Promise<boolean> {
    const body = JSON.stringify(batch);
    const reply = await this.lrs.send({
      method: "POST",
      resource: "statements",
      parameters: {},
      body,
      isOptional: true,
    });
    const isTaken = isOk(reply) && /^\s*(\[|$)/.test(reply.text);
    this.takesArrays = isTaken || (!isOk(reply) && !NO_ARRAYS.includes(reply.status));
    return isTaken;
  }

  /** Sends what may have arrived before. What is allowed once is then refused, whatever its id, and by some LMSs as if the session were over. */
  private async putAgain(statement: Statement): Promise<void> {
    try {
      await this.put(statement, "again");
    } catch (error) {
      const isRefused = error instanceof TrackerError && error.why !== "unreachable" && this.options.isOnce(statement);
      const theirs = isRefused ? await this.stored(statement.id) : null;
      if (!theirs || !isSameStatement(theirs, statement)) {
        throw error;
      }
      this.remove([statement]);
    }
  }

  private async put(statement: Statement, time: "first" | "again"): Promise<void> {
    const parameters = { statementId: statement.id };
    const body = JSON.stringify(statement);
    const reply = await this.lrs.send({ method: "PUT", resource: "statements", parameters, body });
    const { status, text } = reply;
    const verb = statement.verb.id.replace(/^.*\//, "");
    if (status === 400 || status === 413) {
      // Sent again it would be refused again, and hold up all the others.
      console.error("coursepack: the record store refused a statement", verb, status, text.slice(0, 500));
    } else if (status === 409) {
      await this.settle(statement, time);
      return;
    } else if (!isOk(reply)) {
      throw new TrackerError(word("player.store.not-taken"), `PUT statements (${verb}): ${status}`);
    }
    this.remove([statement]);
  }

  /**
   * The store has a statement of this id. If it is ours, it has arrived; if it is another, ours goes under an id of its own. Where a
   * key may not read, it is ours if it was sent before.
   */
  private async settle(statement: Statement, time: "first" | "again"): Promise<void> {
    const theirs = await this.stored(statement.id);
    const isOurs = theirs ? isSameStatement(theirs, statement) : time === "again";
    this.remove([statement]);
    if (!isOurs && !this.options.isOnce(statement)) {
      const renamed = { ...statement, id: uuidOf(statement.id, JSON.stringify(statement)) };
      this.add(renamed);
      await this.put(renamed, "again");
    }
  }

  private async stored(id: string): Promise<Statement | null> {
    const parameters = { statementId: id };
    const reply = await this.lrs.send({ method: "GET", resource: "statements", parameters, isOptional: true });
    const found = fieldsIn(reply.text);
    return found?.["id"] === id ? (found as unknown as Statement) : null;
  }

  private take(statements: readonly Statement[]): void {
    const fresh = statements.filter(({ id }) => !this.waiting.some((one) => one.id === id));
    const told = new Map(fresh.flatMap((one) => this.options.retold(one) ?? []).map((one) => [one.id, one]));
    this.waiting = [...this.waiting, ...told.values()];
    told.forEach((_, id) => this.sent.add(id));
  }

  /** Returns what another window has put on the shelf. */
  private others(): readonly Statement[] {
    const text = this.options.shelf.read();
    return text === this.written ? [] : unpacked(text, this.options.actor).filter(({ id }) => !this.known.has(id));
  }

  private remove(gone: readonly Statement[]): void {
    this.waiting = this.waiting.filter(({ id }) => !gone.some((one) => one.id === id));
    gone.forEach(({ id }) => this.sent.delete(id));
    this.keep();
  }

  private keep(): void {
    if (this.isPaused) {
      return;
    }
    const others = this.others();
    const kept = shelved([...others, ...this.waiting], SHELF_SIZE);
    this.waiting.forEach(({ id }) => this.known.add(id));
    this.written = packed(kept);
    this.options.shelf.write(this.written);
    this.hasRoom = kept.length === others.length + this.waiting.length;
  }
}

function isOk({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** Returns *statements* in their order, in groups that each make one request. */
function inRequests(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  let room = 0;
  for (const statement of statements) {
    const size = JSON.stringify(statement).length;
    if (size > room) {
      groups.push([]);
      room = REQUEST_SIZE;
    }
    groups[groups.length - 1]?.push(statement);
    room -= size;
  }
  return groups;
}

function packed(statements: readonly Statement[]): string {
  return statements.length > 0 ? `[${statements.map(textOf).join()}]` : "";
}

function unpacked(text: string, actor: Actor): readonly Statement[] {
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? (kept as Omit<Statement, "actor">[]).map((rest) => ({ ...rest, actor })) : [];
  } catch {
    return [];
  }
}
