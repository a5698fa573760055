/** A learning record store: requests that end in time, and answers that are what they seem. Source: xAPI-Communication. */
import { xapi as facts } from "../../../../scorm_templates/tracking.json";
import { note } from "../call_log.js";
import { Pause } from "./pause.js";
import { TrackerError, type Refusal } from "../tracker.js";
import { word } from "../../core/words.js";

/** Milliseconds after which a request counts as lost. */
const PATIENCE = 15_000;
/** Bytes under way at once that a browser still sends for a page that is gone: 64 KiB at most (Fetch, 4.6), less some air. */
const KEEPALIVE = 60_000;
/** Milliseconds by which two clocks may differ before it matters; the Date header has whole seconds. */
const CLOSE_ENOUGH = 5_000;

/** How to reach a store. */
export interface StoreAccount {
  /** Its address, with a slash at the end. */
  readonly endpoint: string;
  /** The whole value of the Authorization header. */
  readonly auth: string;
  /** What 403 means: a learner who is signed out, or, in cmi5, a session that the LMS has ended. */
  readonly forbidden: Extract<Refusal, "signedout" | "ended">;
}

export interface Request {
  readonly method: "GET" | "PUT" | "POST";
  readonly resource: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the store may do without it: then a refusal is an answer, and says nothing of the session. */
  readonly isOptional?: true;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly etag: string | null;
}

export class Lrs {
  private bytesUnderWay = 0;
  /** Milliseconds by which the store's clock is ahead of this device's, once it is known. */
  private ahead: number | null = null;

  constructor(
    private readonly account: StoreAccount,
    private readonly pause = new Pause(),
  ) {}

  /** Returns *at* (milliseconds on this device's clock) as a timestamp in UTC by the store's clock: never in its future. */
  timestamp(at: number): string {
    return new Date(at + (this.ahead ?? 0)).toISOString();
  }

  /**
   * Sends a request and returns the answer, unless the status calls for a TrackerError: 401 and 403, 429 and what a broken
   * server says, no answer at all, or that of something which is no record store.
   */
  async send(request: Request): Promise<Reply> {
    const what = `${request.method} ${request.resource}`;
    this.pause.check(what);
    const { response, text } = await this.fetched(request, what);
    note(`${what} → ${response.type === "opaqueredirect" ? "redirected" : response.status}`);
    this.compareClocks(response.headers.get("Date"));
    const isRedirect = response.type === "opaqueredirect";
    if (isRedirect || (response.ok && isPage(response, text))) {
      const detail = `${what}: ${response.status}, ${isRedirect ? "a redirect" : "a web page"}`;
      throw new TrackerError(word("player.store.sign-in-page"), detail, "signedout");
    }
    if (!request.isOptional || ![401, 403, 501].includes(response.status)) {
      this.refuse(response, what);
    }
    return { status: response.status, text, etag: response.headers.get("ETag") };
  }

  private refuse(response: Response, what: string): void {
    const { status } = response;
    if (status === 401 || status === 403) {
      const why = status === 401 ? "signedout" : this.account.forbidden;
      throw new TrackerError(word("player.store.no-longer"), `${what}: ${status}`, why);
    }
    if (status === 429 || status >= 500) {
      this.pause.note(response.headers);
      throw new TrackerError(word("player.store.not-working"), `${what}: ${status}`);
    }
  }

  private async fetched(request: Request, what: string): Promise<{ response: Response; text: string }> {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, PATIENCE);
    const bytes = new TextEncoder().encode(request.body).length;
    this.bytesUnderWay += bytes;
    try {
      const response = await fetch(this.address(request), { ...this.options(request), signal: abort.signal });
      return { response, text: await response.text() };
    } catch (error) {
      // Its name only: browsers put the whole address into the message, and the learner is in it.
      const name = error instanceof Error ? error.name : "unknown";
      const cause = abort.signal.aborted ? `no answer in ${PATIENCE / 1000} s` : `${name}: offline, or blocked (CORS)`;
      note(`${what} → ${cause}`);
      throw new TrackerError(word("player.store.no-answer"), `${what}: ${cause}`);
    } finally {
      clearTimeout(timer);
      this.bytesUnderWay -= bytes;
    }
  }

  private address({ resource, parameters }: Request): string {
    const url = new URL(`${this.account.endpoint}${resource}`);
    for (const [name, value] of Object.entries(parameters)) {
      url.searchParams.set(name, value);
    }
    return url.href;
  }

  private options({ method, headers, body }: Request): RequestInit {
    return {
      method,
      headers: {
        Authorization: this.account.auth,
        "X-Experience-API-Version": facts.version,
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      // Lets the request go on when the page is closed. With more than browsers allow, it would not go out at all.
      keepalive: this.bytesUnderWay <= KEEPALIVE,
    };
  }

  private compareClocks(date: string | null): void {
    if (this.ahead === null && date !== null) {
      const ahead = Date.parse(date) - Date.now();
      this.ahead = Math.abs(ahead) > CLOSE_ENOUGH ? ahead : 0;
    }
  }
}

/**
 * Says whether a web page answered. Its type alone says nothing: Django and PHP call whatever they answer `text/html`, an empty
 * 204 too (docs/facts.md#stores-answer-in-ways-of-their-own).
 */
function isPage(response: Response, text: string): boolean {
  return /^\s*text\/html/i.test(response.headers.get("Content-Type") ?? "") && /^\s*</.test(text);
}
