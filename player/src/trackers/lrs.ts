/** The learning record store: statements that are stored once however often they are sent, and one document of state. */
import { xapi as facts } from "../../../scorm_templates/tracking.json";
import type { Launch } from "./launch.js";
import type { Statement } from "./statements.js";
import { TrackerError } from "./tracker.js";

/** Milliseconds after which a request counts as lost. */
const PATIENCE = 15_000;
/** Statements under way at once: together they stay under the 64 KB that a browser sends for a page that is gone. */
const AT_ONCE = 20;

interface Request {
  readonly method: "GET" | "PUT";
  readonly resource: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class Lrs {
  constructor(private readonly launch: Launch) {}

  /** Sends a request and returns the answer, whatever its status; rejects with a TrackerError if there is none. */
  async send({ method, resource, parameters, headers, body }: Request): Promise<Response> {
    const { endpoint, auth } = this.launch;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, PATIENCE);
    try {
      return await fetch(`${endpoint}${resource}?${new URLSearchParams(parameters).toString()}`, {
        method,
        headers: {
          Authorization: auth,
          "X-Experience-API-Version": facts.version,
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body }),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        // Lets the request go on when the page is closed.
        keepalive: true,
        signal: abort.signal,
      });
    } catch (error) {
      throw new TrackerError("The record store did not answer.", `${method} ${resource}: ${String(error)}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Statements on their way: each stays here until the LRS has it, and has an id, so that sending it again doubles nothing. */
export class StatementQueue {
  private waiting: readonly Statement[] = [];

  constructor(private readonly lrs: Lrs) {}

  add(statement: Statement): void {
    this.waiting = [...this.waiting, statement];
  }

  /** Sends what waits; rejects with a TrackerError if any of it has not arrived, and keeps that. */
  async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, AT_ONCE);
      const results = await Promise.allSettled(batch.map((statement) => this.put(statement)));
      const lost = batch.filter((_, index) => results[index]?.status === "rejected");
      this.waiting = this.waiting.filter((statement) => !batch.includes(statement) || lost.includes(statement));
      const failure = results.find((result) => result.status === "rejected");
      if (failure) {
        throw failure.reason;
      }
    }
  }

  private async put(statement: Statement): Promise<void> {
    const parameters = { statementId: statement.id };
    const body = JSON.stringify(statement);
    const response = await this.lrs.send({ method: "PUT", resource: "statements", parameters, body });
    // 409: the LRS has a statement of this id. Nobody else makes such an id, so it has ours.
    if (response.ok || response.status === 409) {
      return;
    }
    const detail = `PUT statements: ${response.status} ${statement.verb.id}`;
    if (response.status === 400 || response.status === 413) {
      // Sent again it would be refused again, and hold up all the others.
      console.error("coursepack: the record store refused a statement", detail);
      return;
    }
    throw new TrackerError("The record store did not take the progress.", detail);
  }
}

/** One document of the State API. It is replaced only if nobody else has changed it since it was read. */
export class StateDocument {
  private etag: string | null = null;
  private exists = false;
  private readonly parameters: Readonly<Record<string, string>>;

  constructor(
    private readonly lrs: Lrs,
    launch: Launch,
    activityId: string,
  ) {
    this.parameters = {
      activityId,
      agent: JSON.stringify(launch.actor),
      stateId: facts.stateId,
      ...(launch.registration && { registration: launch.registration }),
    };
  }

  /** Returns the document's text, or "" if there is none. */
  async read(): Promise<string> {
    const response = await this.lrs.send(this.request({ method: "GET" }));
    if (!response.ok && response.status !== 404) {
      throw new TrackerError("The record store did not give the progress.", `GET state: ${response.status}`);
    }
    this.exists = response.ok;
    this.etag = response.headers.get("ETag");
    return response.ok ? await response.text() : "";
  }

  /**
   * Replaces the document. ADL LRS answers 409 to a document that is sent without the ETag of the one it replaces, and
   * xapi-lrs 412 to `If-Match: *`; so the star is tried only where the browser may not see the ETag.
   */
  async write(body: string): Promise<void> {
    let response = await this.put(body, this.etag);
    if (response.status === 409 || response.status === 412) {
      await this.read();
      response = await this.put(body, this.etag ?? (this.exists ? "*" : null));
    }
    if (!response.ok) {
      throw new TrackerError("The record store did not take the progress.", `PUT state: ${response.status}`);
    }
    this.exists = true;
    this.etag = response.headers.get("ETag");
    if (this.etag === null) {
      await this.read().catch((error: unknown) => {
        console.warn("coursepack: the state was stored, but its ETag is not known", error);
      });
    }
  }

  private put(body: string, etag: string | null): Promise<Response> {
    return this.lrs.send(this.request({ method: "PUT", body, headers: etag ? { "If-Match": etag } : {} }));
  }

  private request(how: Pick<Request, "method" | "body" | "headers">): Request {
    return { ...how, resource: "activities/state", parameters: this.parameters };
  }
}
