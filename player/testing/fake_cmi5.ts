/** A cmi5 LMS behind `fetch`: it gives the token once, and refuses statements that come too early, too late or twice. */
import type { Statement } from "../src/trackers/lrs/statement.js";
import type { Cmi5Launch } from "../src/trackers/cmi5_launch.js";

export const LAUNCH: Cmi5Launch = {
  endpoint: "https://lms.example.org/lrs/",
  fetch: "https://lms.example.org/fetch?session=1",
  actor: { objectType: "Agent", name: "Tess", account: { homePage: "https://lms.example.org", name: "7" } },
  registration: "760e3480-ba55-4991-94b0-01820dbd23a2",
  activityId: "https://lms.example.org/activity/9",
};

const SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";

/** What an LMS says of an ordinary launch. */
export const LAUNCH_DATA = {
  contextTemplate: {
    contextActivities: { grouping: [{ id: "https://example.org/course/level-1" }] },
    extensions: { [SESSION_ID]: "session-1" },
  },
  launchMode: "Normal",
  moveOn: "CompletedAndPassed",
  masteryScore: 0.75,
  returnURL: "https://lms.example.org/return",
};

interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

export class FakeCmi5 {
  readonly requests: Request[] = [];
  readonly statements: Statement[] = [];
  readonly refusals: string[] = [];
  /** The documents of the State API by stateId; LaunchData is the LMS's own. */
  readonly documents = new Map<string, string>();
  /** What a POST to the fetch address is answered with, in turn; after that, that the token was given. */
  tokens: (string | Response)[] = ['{"auth-token":"abc"}'];
  launchData: object | string | null = LAUNCH_DATA;
  /** The status of an answer to a request for preferences. */
  preferences = 404;
  /** While set, every request but those for the token gets this status; 0 is no answer at all. */
  trouble: number | null = null;
  sessionId = "session-1";
  /** CATAPULT takes arrays of statements; an LMS that does not may answer as it answers anything that it refuses. */
  takesArrays = true;

  readonly fetch = (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const request = {
      method: init.method ?? "GET",
      url,
      headers,
      body: typeof init.body === "string" ? init.body : "",
    };
    this.requests.push(request);
    if (url.pathname === "/fetch") {
      const token = this.tokens.shift() ?? '{"error-code":"1","error-text":"Already in use"}';
      return Promise.resolve(typeof token === "string" ? new Response(token) : token);
    }
    if (this.trouble === 0) {
      return Promise.reject(new TypeError("Failed to fetch"));
    }
    if (this.trouble !== null || headers.get("Authorization") !== "Basic abc") {
      return Promise.resolve(new Response(null, { status: this.trouble ?? 401 }));
    }
    return Promise.resolve(this.answer(request));
  };

  /** Starts another session of the same registration. */
  relaunch(): Cmi5Launch {
    this.tokens = ['{"auth-token":"abc"}'];
    this.sessionId = `session-${Number(this.sessionId.replace(/\D/g, "")) + 1}`;
    const extensions = { [SESSION_ID]: this.sessionId };
    this.launchData = { ...LAUNCH_DATA, contextTemplate: { ...LAUNCH_DATA.contextTemplate, extensions } };
    return { ...LAUNCH, fetch: `https://lms.example.org/fetch?session=${this.sessionId}` };
  }

  verbs(): string[] {
    return this.statements.map(({ verb }) => verb.id.replace(/.*\//, ""));
  }

  stated(verb: string): Statement {
    const found = this.statements.find(({ verb: { display } }) => display["en"] === verb);
    if (!found) {
      throw new Error(`no statement ${verb} among ${this.verbs().join(", ")}`);
    }
    return found;
  }

  private answer({ method, url, body }: Request): Response {
    switch (`${method} ${url.pathname}`) {
      case "GET /lrs/agents/profile":
        return new Response(null, { status: this.preferences });
      case "GET /lrs/activities/state":
        return this.document(url.searchParams.get("stateId") ?? "");
      case "PUT /lrs/activities/state":
        this.documents.set(url.searchParams.get("stateId") ?? "", body);
        return new Response(null, { status: 204 });
      case "PUT /lrs/statements":
        return this.store([JSON.parse(body) as Statement]);
      case "POST /lrs/statements":
        return this.takesArrays ? this.store(JSON.parse(body) as Statement[]) : new Response(null, { status: 403 });
      case "GET /lrs/statements":
        if (url.searchParams.has("statementId")) {
          const found = this.statements.find(({ id }) => id === url.searchParams.get("statementId"));
          return found ? Response.json(found) : new Response(null, { status: 404 });
        }
        return Response.json({
          statements: this.statements.filter(({ verb }) => verb.id === url.searchParams.get("verb")),
        });
      default:
        return new Response(null, { status: 404 });
    }
  }

  private document(stateId: string): Response {
    const own = stateId === "LMS.LaunchData" ? this.launchData : (this.documents.get(stateId) ?? null);
    return own === null
      ? new Response(null, { status: 404 })
      : new Response(typeof own === "string" ? own : JSON.stringify(own));
  }

  private store(statements: readonly Statement[]): Response {
    if (statements.some((statement) => !this.isSound(statement))) {
      return new Response(null, { status: 403 });
    }
    if (statements.some(({ id }) => this.statements.some((stored) => stored.id === id))) {
      return new Response(null, { status: 409 });
    }
    this.statements.push(...statements);
    return statements.length > 1 ? Response.json(statements.map(({ id }) => id)) : new Response(null, { status: 204 });
  }

  private isSound(statement: Statement): boolean {
    const verb = statement.verb.id.replace(/.*\//, "");
    const isDefined = statement.context.contextActivities?.category?.some(({ id }) => id === CMI5) ?? false;
    const session = this.statements.filter((stored) => sessionOf(stored) === this.sessionId);
    const inSession = session.map((stored) => stored.verb.id.replace(/.*\//, ""));
    const broken = [
      sessionOf(statement) !== this.sessionId && "another session's",
      inSession.length === 0 && verb !== "initialized" && "before initialized",
      inSession.includes("terminated") && "after terminated",
      isDefined && inSession.includes(verb) && "twice in a session",
      isDefined && ["completed", "passed"].includes(verb) && this.verbs().includes(verb) && "twice in a registration",
      verb === "failed" && this.verbs().includes("passed") && "failed after passed",
      verb === "failed" && inSession.includes("passed") && "failed and passed",
    ].filter((rule) => rule !== false);
    // What is told once more because its answer was lost is refused as all that comes twice, and is no breach.
    if (broken.length > 0 && !this.statements.some(({ id }) => id === statement.id)) {
      this.refusals.push(`${verb}: ${broken.join(", ")}`);
    }
    return broken.length === 0;
  }
}

function sessionOf(statement: Statement): unknown {
  return statement.context.extensions?.[SESSION_ID];
}
