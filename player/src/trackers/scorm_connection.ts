/** The way to a SCORM LMS: how it is found, and what to do when it is gone in the middle of a session. */
import { findApi, homeOf, searchFrames, waitForApi } from "./find_api.js";
import { isSameWindow } from "./same_window.js";
import type { Timing } from "./commit_watch.js";
import { ScormApi, THREW, type ScormNames } from "./scorm_api.js";
import { TrackerError } from "./tracker.js";
import { word } from "../core/words.js";

export class ScormConnection {
  private found: object | null = null;
  private isBehindOpener = false;

  constructor(
    private readonly host: Window,
    private readonly names: ScormNames,
  ) {}

  /** Returns the API, its session begun. Rejects with a TrackerError: absent, or there and not answering. */
  async open(): Promise<ScormApi> {
    const { api: found } = await waitForApi(this.host, this.names.object);
    const api = this.take(found);
    if (!api) {
      const detail = `no object ${this.names.object} in this window or around it`;
      throw new TrackerError(word("player.lms.not-found"), detail, "absent");
    }
    const isWelcome = api.initialize();
    if (api.canRead()) {
      if (isSameWindow(homeOf(this.host, this.names.object))) {
        api.goOn();
      }
      return api;
    }
    // One that is there and cannot be read may be read later; until then nothing must be written over what it may hold.
    const isThere = isWelcome || api.lastRefusal === THREW;
    const detail = `${this.names.calls.initialize} ${isWelcome ? "succeeded" : "failed"} and nothing can be read`;
    throw new TrackerError(word("player.lms.no-answer"), detail, isThere ? "unreachable" : "absent");
  }

  /**
   * Says what to do after *api* failed: returns another API, its session begun, or null where *api* is the right one and has
   * some other trouble. Throws a TrackerError where there is nobody left to talk to. LMSs reuse frames and replace their
   * API under a course that is still open (scorm-again issue 1686).
   */
  reconnect(api: ScormApi): ScormApi | null {
    this.expectWindow();
    const before = this.found;
    const isWell = api.canRead();
    const isClosed = api.isClosed;
    const next = this.take(findApi(this.host, this.names.object));
    if (isWell || (this.found === before && next && !isClosed)) {
      return null;
    }
    next?.initialize();
    if (next?.canRead()) {
      return next;
    }
    throw ended();
  }

  /** Throws a TrackerError if the LMS's window was closed before this one: its API still answers, and stores nothing. */
  expectWindow(): void {
    if (this.isOrphan()) {
      throw new TrackerError(word("player.lms.window-closed"), "the opener of this window is closed");
    }
  }

  private take(found: unknown): ScormApi | null {
    if (typeof found !== "object" || found === null) {
      return null;
    }
    this.found = found;
    this.isBehindOpener = searchFrames(this.host, this.names.object) === null;
    return new ScormApi(found, this.names, homeOf(this.host, this.names.object) as Timing | null);
  }

  private isOrphan(): boolean {
    try {
      const opener = this.host.top?.opener as Window | null;
      return this.isBehindOpener && (opener?.closed ?? true);
    } catch {
      return false;
    }
  }
}

/** Returns what is said where nothing can be recorded in this window any more. */
export function ended(): TrackerError {
  return new TrackerError(
    word("player.lms.ended"),
    "its API is gone, closed, for review, or of another learner",
    "ended",
  );
}
