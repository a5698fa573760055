/** A cmi5 session as it begins: the token, what the LMS says of the launch, and the learner's preferences. Source: cmi5 8, 10, 11. */
import { cmi5 as facts } from "../../../scorm_templates/tracking.json";
import { crc32 } from "../core/crc32.js";
import { identity } from "./lrs/actor.js";
import { authorizationOf } from "./lrs/authorization.js";
import { fieldsIn } from "./lrs/fields.js";
import { Lrs } from "./lrs/lrs.js";
import { Pause } from "./lrs/pause.js";
import { openQueueShelf, openShelf, type QueueShelf, type Shelf } from "./lrs/shelf.js";
import type { Context } from "./lrs/statement.js";
import { StateDocument } from "./lrs/state_document.js";
import type { Cmi5Launch } from "./cmi5_launch.js";
import { TrackerError } from "./tracker.js";
import { word } from "../core/words.js";

/** Milliseconds after which the token counts as not given. */
const PATIENCE = 15_000;

/** What the LMS says of a launch, in the State document `LMS.LaunchData`. */
export interface LaunchData {
  /** To be the base of every statement's context, unchanged. */
  readonly contextTemplate: Context;
  /** False in Browse and Review, where nothing but the begin and the end of the session may be told. */
  readonly isNormal: boolean;
  /** From 0 to 1, or null if the LMS has none, or one that makes no sense. */
  readonly masteryScore: number | null;
  readonly returnUrl: string | null;
}

/** What outlives a reload of the page, as the token can be fetched only once. */
interface KeptSession {
  readonly token: string;
  /** When `initialized` was told, by this device's clock; null before. */
  readonly begunAt: number | null;
}

export class Cmi5Session {
  private kept: KeptSession | null = null;
  private readonly shelf: Shelf;
  /** Where statements wait that have not been sent; what the next session may still tell outlives this one. */
  readonly queueShelf: QueueShelf;
  /** One for all tries to open the session: what the LMS or its store asked for holds for the next try as well. */
  private readonly pause = new Pause();
  private lrs: Lrs | null = null;
  /** What was read before the session could begin: a store that takes few requests at a time is not asked for it again. */
  private data: LaunchData | null = null;
  private hasReadPreferences = false;

  constructor(readonly launch: Cmi5Launch) {
    const key = crc32(launch.fetch).toString(16);
    this.shelf = openShelf(`coursepack-session:${key}`);
    const { actor, registration, activityId } = launch;
    this.queueShelf = openQueueShelf(crc32([identity(actor), registration, activityId].join("\n")).toString(16));
  }

  /** When the session began, or null if the LMS has not been told of it. */
  get begunAt(): number | null {
    return this.kept?.begunAt ?? null;
  }

  /** Returns the LRS, with the token that this session has; fetches that if this is the first time. */
  async connect(): Promise<Lrs> {
    this.kept ??= parseKept(this.shelf.read());
    const { token } = this.kept ?? this.keep({ token: await fetchToken(this.launch.fetch, this.pause), begunAt: null });
    const auth = authorizationOf(token);
    return (this.lrs ??= new Lrs({ endpoint: this.launch.endpoint, auth, forbidden: "ended" }, this.pause));
  }

  /** The LMS was told at the time *at* that the session began. */
  begin(at: number): void {
    if (this.kept) {
      this.keep({ ...this.kept, begunAt: at });
    }
  }

  /** The LMS was told that the session has ended: its token is worth nothing any more. */
  end(): void {
    this.kept = null;
    this.shelf.write("");
  }

  /** Reads what the LMS says of this launch. */
  async launchData(lrs: Lrs): Promise<LaunchData> {
    const { activityId, actor, registration } = this.launch;
    if (this.data) {
      return this.data;
    }
    const document = new StateDocument(lrs, { activityId, actor, registration, stateId: facts.launchDataStateId });
    return (this.data = parseLaunchData(await document.read()));
  }

  /**
   * Reads the learner's preferences, as an LMS wants it done before the first statement (cmi5 11.0.0.0-3). They have no use
   * here: the course is in one language, and makes no sound that the learner did not ask for.
   */
  async readPreferences(lrs: Lrs): Promise<void> {
    if (this.hasReadPreferences) {
      return;
    }
    const parameters = { agent: JSON.stringify(this.launch.actor), profileId: facts.learnerPreferencesId };
    try {
      await lrs.send({ method: "GET", resource: "agents/profile", parameters });
    } catch (error) {
      if (!(error instanceof TrackerError && error.why === "ended")) {
        throw error;
      }
      // 403: they are not for us to know.
    }
    this.hasReadPreferences = true;
  }

  private keep(kept: KeptSession): KeptSession {
    this.shelf.write(JSON.stringify(kept));
    return (this.kept = kept);
  }
}

/** Fetches the authorization token; a second time the LMS answers with an error (cmi5 8.2). */
async function fetchToken(address: string, pause: Pause): Promise<string> {
  pause.check("POST fetch");
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort();
  }, PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      signal: abort.signal,
    });
    pause.note(response.headers);
    return tokenIn(response.status, await response.text());
  } catch (error) {
    if (error instanceof TrackerError) {
      throw error;
    }
    const cause = abort.signal.aborted ? `no answer in ${PATIENCE / 1000} s` : "offline, or blocked (CORS)";
    throw new TrackerError(word("player.lms.no-answer"), `POST fetch: ${cause}`);
  } finally {
    clearTimeout(timer);
  }
}

function tokenIn(status: number, text: string): string {
  const answer = fieldsIn(text);
  const { "auth-token": token, "error-code": code } = answer ?? {};
  if (typeof token === "string" && token !== "") {
    return token;
  }
  if (typeof code === "string" || typeof code === "number") {
    const meaning = (facts.fetchErrors as Readonly<Record<string, string>>)[code] ?? "an error that cmi5 does not know";
    throw new TrackerError(word("player.launch.used"), `POST fetch: error ${code}, ${meaning}`, "refused");
  }
  if (status >= 500 || status === 429) {
    throw new TrackerError(word("player.lms.not-working"), `POST fetch: ${status}`);
  }
  const what = answer ? "no auth-token in it" : "no JSON";
  throw new TrackerError(word("player.launch.not-let-in"), `POST fetch: ${status}, ${what}`, "refused");
}

function parseLaunchData(text: string): LaunchData {
  const data = fieldsIn(text);
  const template = data?.["contextTemplate"];
  if (!data || typeof template !== "object" || template === null) {
    const detail = text === "" ? "there is no LMS.LaunchData" : "LMS.LaunchData has no contextTemplate";
    throw new TrackerError(word("player.launch.no-record"), detail, "refused");
  }
  const mode = data["launchMode"] ?? facts.launchModes.normal;
  const returnUrl = data["returnURL"];
  return {
    contextTemplate: template,
    // A mode that nobody knows is none in which to record something.
    isNormal: typeof mode === "string" && mode.toLowerCase() === facts.launchModes.normal.toLowerCase(),
    masteryScore: masteryScoreOf(data["masteryScore"]),
    returnUrl: typeof returnUrl === "string" && /^https?:\/\//i.test(returnUrl) ? returnUrl : null,
  };
}

/** "none" and nothing at all are what some systems write where there is none. */
function masteryScoreOf(value: unknown): number | null {
  if (typeof value === "number" && value >= facts.masteryScore.min && value <= facts.masteryScore.max) {
    return value;
  }
  if (value && value !== "none") {
    console.warn("coursepack: the learning system's mastery score makes no sense; the course's own pass mark holds");
  }
  return null;
}

function parseKept(text: string): KeptSession | null {
  const { token, begunAt } = fieldsIn(text) ?? {};
  return typeof token === "string" ? { token, begunAt: typeof begunAt === "number" ? begunAt : null } : null;
}
