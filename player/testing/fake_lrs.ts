/** A learning record store behind `fetch`, as strict about requests and documents as the two that were measured. */
import type { Statement } from "../src/trackers/lrs/statement.js";
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

/** "adl": an existing document needs If-Match. "xapi-lrs": If-Match must be an ETag. "hidden": as adl, and CORS hides ETags. */
export type Manner = "adl" | "xapi-lrs" | "hidden";

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
    if (url.pathname === "/lrs/statements" && method === "PUT") {
      return this.store(JSON.parse(body) as Statement, url.searchParams.get("statementId"));
    }
    if (url.pathname === "/lrs/activities/state") {
      return method === "PUT" ? this.replace(headers.get("If-Match"), body) : this.give();
    }
    return new Response(null, { status: 404 });
  }

  private store(statement: Statement, id: string | null): Response {
    const status = this.refuses[statement.verb.display["en"] ?? ""];
    if (status !== undefined || statement.id !== id) {
      return new Response(null, { status: status ?? 400 });
    }
    if (this.statements.some((stored) => stored.id === id)) {
      return new Response(null, { status: 409 });
    }
    this.statements.push(statement);
    return new Response(null, { status: 204 });
  }

  private give(): Response {
    const headers = this.manner === "hidden" ? {} : { ETag: this.tag() };
    return this.state === null ? new Response(null, { status: 404 }) : new Response(this.state, { headers });
  }

  private replace(match: string | null, body: string): Response {
    const isMatch = match === this.tag() || (match === "*" && this.manner !== "xapi-lrs");
    if (match !== null && !isMatch) {
      return new Response(null, { status: 412 });
    }
    if (match === null && this.state !== null && this.manner !== "xapi-lrs") {
      return new Response(null, { status: 409 });
    }
    this.state = body;
    return new Response(null, { status: 204 });
  }

  private tag(): string {
    return `"${(this.state ?? "").length}-${(this.state ?? "").slice(-40)}"`.replace(/[^\x20-\x7e]/g, "");
  }
}
