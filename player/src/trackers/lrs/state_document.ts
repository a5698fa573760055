/**
 * One document of the State API. It is replaced only if nobody else has changed it since it was read
 * (docs/facts.md#a-state-document-needs-its-etag).
 */
import { TrackerError } from "../tracker.js";
import type { Actor } from "./actor.js";
import type { Lrs, Reply, Request } from "./lrs.js";
import { sha1Of } from "./uuid.js";
import { word } from "../../core/words.js";

export interface DocumentKey {
  readonly activityId: string;
  readonly actor: Actor;
  readonly stateId: string;
  readonly registration: string | null;
}

export class StateDocument {
  /** What the store holds as far as is known, "" for nothing; and its tag, null where none is seen. */
  private text = "";
  private etag: string | null = null;
  /** Which of `tags` the store takes. */
  private way = 0;
  /** Whether a tag is made of the text alone, as xAPI says: then no answer needs to bring it. */
  private isForeseeable = true;
  /** Counts writes: one that is slow gives way to those after it, which it could overwrite with what is older. */
  private turn = 0;
  private readonly parameters: Readonly<Record<string, string>>;

  constructor(
    private readonly lrs: Lrs,
    { activityId, actor, stateId, registration }: DocumentKey,
  ) {
    const agent = JSON.stringify(actor);
    this.parameters = { activityId, agent, stateId, ...(registration !== null && { registration }) };
  }

  /** Returns the document's text, or "" if there is none: some stores say so with 204 (docs/facts.md#stores-answer-in-ways-of-their-own). */
  async read(): Promise<string> {
    const { status, text, etag } = await this.send({ method: "GET" });
    if (![200, 204, 404].includes(status)) {
      throw new TrackerError(word("player.store.not-given"), `GET state: ${status}`);
    }
    this.text = status === 200 ? text : "";
    this.etag = etag;
    return this.text;
  }

  /** Replaces the document; if another session has written to it, by what *merge* makes of that session's text and *body*. */
  async write(body: string, merge: (theirs: string) => string): Promise<void> {
    const turn = (this.turn += 1);
    let sent = body;
    let reply = await this.put(sent, this.way);
    if (isConflict(reply)) {
      const before = this.text;
      const theirs = await this.read();
      this.isForeseeable &&= theirs !== before;
      sent = theirs === "" ? body : merge(theirs);
      for (let way = 0; turn === this.turn && way < this.tags().length && isConflict(reply); way++) {
        reply = await this.put(sent, way);
        this.way = way;
      }
    }
    if (reply.status < 200 || reply.status > 299) {
      throw new TrackerError(word("player.store.not-taken"), `PUT state: ${reply.status}`);
    }
    this.text = sent;
    this.etag = reply.etag;
    if (this.etag === null && !this.isForeseeable && this.way === 0) {
      await this.learnTag();
    }
  }

  /**
   * What may stand in If-Match, the likeliest first. ADL LRS answers 409 to a document that is sent without the tag of the one
   * it replaces, and xapi-lrs 412 to `If-Match: *`, which is tried only where the browser may not see tags. A proxy that
   * compresses calls a tag weak, and a weak one matches nothing (RFC 9110, 13.1.1).
   */
  private tags(): readonly (string | null)[] {
    if (this.etag !== null) {
      return [this.etag.replace(/^W\//, ""), this.etag];
    }
    return this.text === "" ? [null, "*"] : [this.isForeseeable ? `"${sha1Of(this.text)}"` : "*", "*", null];
  }

  /** Reads the document for its tag alone, which the answer to a PUT need not have. */
  private async learnTag(): Promise<void> {
    try {
      await this.read();
    } catch {
      console.warn("coursepack: the state was stored, but its ETag is not known");
    }
  }

  private put(body: string, way: number): Promise<Reply> {
    const tag = this.tags()[way] ?? null;
    return this.send({ method: "PUT", body, headers: tag === null ? {} : { "If-Match": tag } });
  }

  private send(how: Pick<Request, "method" | "body" | "headers">): Promise<Reply> {
    return this.lrs.send({ ...how, resource: "activities/state", parameters: this.parameters });
  }
}

function isConflict({ status }: Reply): boolean {
  return status === 409 || status === 412;
}
