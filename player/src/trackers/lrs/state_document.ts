/**
 * One document of the State API. It is replaced only if nobody else has changed it since it was read
 * (docs/facts.md#a-state-document-needs-its-etag).
 */
import { TrackerError } from "../tracker.js";
import type { Actor } from "./actor.js";
import type { Lrs, Reply, Request } from "./lrs.js";
import { word } from "../../core/words.js";

export interface DocumentKey {
  readonly activityId: string;
  readonly actor: Actor;
  readonly stateId: string;
  readonly registration: string | null;
}

export class StateDocument {
  private etag: string | null = null;
  private exists = false;
  /** Whether the browser may not see ETags, and the store takes a star for one; and whether there are none to be seen. */
  private isBlind = false;
  private isTagless = false;
  private readonly parameters: Readonly<Record<string, string>>;

  constructor(
    private readonly lrs: Lrs,
    { activityId, actor, stateId, registration }: DocumentKey,
  ) {
    const agent = JSON.stringify(actor);
    this.parameters = { activityId, agent, stateId, ...(registration !== null && { registration }) };
  }

  /** Returns the document's text, or "" if there is none. */
  async read(): Promise<string> {
    const reply = await this.send({ method: "GET" });
    if (reply.status !== 200 && reply.status !== 404) {
      throw new TrackerError(word("player.store.not-given"), `GET state: ${reply.status}`);
    }
    this.exists = reply.status === 200;
    this.etag = reply.etag;
    return this.exists ? reply.text : "";
  }

  /**
   * Replaces the document; if another session has written to it, by what *merge* makes of that session's text and *body*.
   *
   * ADL LRS answers 409 to a document that is sent without the ETag of the one it replaces, and xapi-lrs 412 to `If-Match: *`;
   * so the star is tried only where the browser may not see the ETag.
   */
  async write(body: string, merge: (theirs: string) => string): Promise<void> {
    let reply = await this.put(body, this.etag ?? (this.isBlind ? "*" : null));
    if (reply.status === 409 || reply.status === 412) {
      const theirs = await this.read();
      this.isBlind = this.exists && this.etag === null;
      reply = await this.put(theirs === "" ? body : merge(theirs), this.etag ?? (this.isBlind ? "*" : null));
    }
    if (reply.status !== 200 && reply.status !== 204) {
      throw new TrackerError(word("player.store.not-taken"), `PUT state: ${reply.status}`);
    }
    this.exists = true;
    this.etag = reply.etag;
    if (this.etag === null && !this.isBlind && !this.isTagless) {
      await this.learnTag();
    }
  }

  /** Reads the document for its ETag alone, which the answer to a PUT need not have. */
  private async learnTag(): Promise<void> {
    try {
      await this.read();
      this.isTagless = this.etag === null;
    } catch {
      console.warn("coursepack: the state was stored, but its ETag is not known");
    }
  }

  private put(body: string, etag: string | null): Promise<Reply> {
    return this.send({ method: "PUT", body, headers: etag === null ? {} : { "If-Match": etag } });
  }

  private send(how: Pick<Request, "method" | "body" | "headers">): Promise<Reply> {
    return this.lrs.send({ ...how, resource: "activities/state", parameters: this.parameters });
  }
}
