/** A learning record store behind `fetch`, as strict about requests and documents as the two that were measured. */
import type { Statement } from "../src/trackers/lrs/statement.js";
import { sha1Of } from "../src/trackers/lrs/uuid.js";
import type { XapiLaunch } from "../src/trackers/xapi_launch.js";

/** A launch that this LRS lets in. */
export const LAUNCH: XapiLaunch = {
  endpoint: "https://lrs.example.org/lrs/",
  auth: "Basic dGVzdDp0ZXN0",
  forbidden: "signedout",
  actor: { objectType: "Agent", name: "Tess", mbox: "mailto:tess@example.org" },
  registration: "760e3480-ba55-4991-94b0-01820dbd23a2",
  activityId: null,
  platform: "An LMS",
  grouping: null,
};

/**
 * "adl": an existing document needs If-Match, an id that is there is 409 whatever it says, and all that is empty is called
 * `text/html`. "xapi-lrs": If-Match must be an ETag, JSON is stored parsed, and given back in its own spelling. "hidden": as adl,
 * and CORS hides ETags. "own tags": they are not made of the text. "weak": a proxy makes them weak. "blank": what is not there
 * is 204. "empty": it is 200 without a body.
 */
export const MANNERS = ["adl", "xapi-lrs", "hidden", "own tags", "weak", "blank", "empty"] as const;
export type Manner = (typeof MANNERS)[number];

export class FakeLrs {
  readonly statements: Statement[] = [];
  readonly requests: {
    readonly method: string;
    readonly url: URL;
    readonly headers: Headers;
    readonly body: string;
  }[] = [];
  /** The state document, or null. */
  state: string | null = null;
  /** While set, every request is answered with this status; 0 is no answer at all. */
  trouble: number | null = null;
  /** Verbs whose statements are answered with a status. */
  refuses: Readonly<Record<string, number>> = {};
  /** The status of an answer to an array of statements; null for a store that takes it. */
  arrays: number | null = null;
  /** Whether the key may write statements and not read them. */
  isWriteOnly = false;
  /** Loses the answers, not the requests: what arrives is stored, and the sender does not learn of it. */
  isMute = false;

  constructor(private readonly manner: Manner = "adl") {}

  readonly fetch = (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const body = typeof init.body === "string" ? init.body : "";
    const method = init.method ?? "GET";
    this.requests.push({ method, url, headers, body });
    if (this.trouble === 0) {
      return Promise.reject(new TypeError("Failed to fetch"));
    }
    const response = this.trouble
      ? new Response(null, { status: this.trouble })
      : this.answer(method, url, headers, body);
    return this.isMute ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(response);
  };

  verbs(): string[] {
    return this.statements.map(({ verb }) => verb.id.replace(/.*\//, ""));
  }

  private answer(method: string, url: URL, headers: Headers, body: string): Response {
    if (headers.get("X-Experience-API-Version") !== "1.0.3" || headers.get("Authorization") !== LAUNCH.auth) {
      return new Response(null, { status: headers.has("Authorization") ? 400 : 401 });
    }
    if (url.pathname === "/lrs/statements") {
      return this.statementsAnswer(method, url.searchParams.get("statementId"), body);
    }
    if (url.pathname === "/lrs/activities/state") {
      return method === "PUT" ? this.replace(headers.get("If-Match"), body) : this.give();
    }
    return new Response(null, { status: 404 });
  }

  private statementsAnswer(method: string, id: string | null, body: string): Response {
    if (method === "GET") {
      const found = this.statements.find((statement) => statement.id === id);
      return this.isWriteOnly ? new Response(null, { status: 403 }) : found ? Response.json(found) : nothing(404);
    }
    const sent = JSON.parse(body) as Statement | Statement[];
    if (method === "PUT" && !Array.isArray(sent)) {
      return sent.id === id ? this.store([sent]) : nothing(400);
    }
    return method === "POST" && Array.isArray(sent) ? this.store(sent) : nothing(400);
  }

  private store(statements: readonly Statement[]): Response {
    const status = statements.length > 1 ? this.arrays : null;
    const refused = statements.map(({ verb }) => this.refuses[verb.display["en"] ?? ""]).find(Boolean);
    const isThere = statements.some(({ id }) => this.statements.some((stored) => stored.id === id));
    if (status !== null || refused !== undefined || isThere) {
      return nothing(status ?? refused ?? 409);
    }
    this.statements.push(...statements);
    return statements.length > 1 ? Response.json(statements.map(({ id }) => id)) : nothing(204);
  }

  private give(): Response {
    if (this.state === null) {
      return this.manner === "empty" ? new Response("") : nothing(this.manner === "blank" ? 204 : 404);
    }
    return new Response(this.state, { headers: this.manner === "hidden" ? {} : { ETag: this.tag() } });
  }

  private replace(match: string | null, body: string): Response {
    const isMatch =
      match === (this.manner === "weak" ? this.tag().slice(2) : this.tag()) ||
      (match === "*" && this.manner !== "xapi-lrs");
    if (match !== null && !isMatch) {
      return new Response(null, { status: 412 });
    }
    if (match === null && this.state !== null && this.manner !== "xapi-lrs") {
      return new Response(null, { status: 409 });
    }
    this.state = this.manner === "xapi-lrs" ? reordered(body) : body;
    return nothing(204);
  }

  private tag(): string {
    const digest = sha1Of((this.state ?? "") + (this.manner === "own tags" ? "-salted" : ""));
    return `${this.manner === "weak" ? "W/" : ""}"${digest}"`;
  }
}

/** An answer without a body, and with the type that Django gives to whatever it answers. */
function nothing(status: number): Response {
  return new Response(null, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** The same JSON as another library would write it. */
function reordered(json: string): string {
  try {
    const fields = Object.entries(JSON.parse(json) as Record<string, unknown>).reverse();
    return JSON.stringify(Object.fromEntries(fields), null, 1);
  } catch {
    return json;
  }
}
