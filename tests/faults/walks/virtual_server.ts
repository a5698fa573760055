/** The LMS's server, in memory: it keeps an account, serves the probe's file, and fails in the ways in which servers fail. */
import { bank } from "../../../player/testing/course.js";
import { COMMIT_ADDRESS } from "../lms/scorm_again.js";
import type { Account, Change, Reply, Server } from "../lms/server.js";
import type { Clock } from "./clock.js";

/**
 * gone: connections are reset, or there is no network. broken: 500. shut: 403. login: every address leads to the login page.
 * silent: connections are taken, and nothing is ever answered.
 */
export type Condition = "well" | "gone" | "broken" | "shut" | "login" | "slow" | "silent";

/** Milliseconds for which one who waits is kept waiting. */
const WAIT: Partial<Record<Condition, number>> = { slow: 8_000, silent: 30_000 };

const LOGIN_PAGE = "<!doctype html><title>Log in</title>";
const NO_ANSWER: Reply = { status: 0, body: "" };

export class VirtualServer {
  condition: Condition = "well";
  account: Account = { values: {}, totalSeconds: 0 };
  finishes = 0;
  /** In which conditions it was asked for something. */
  readonly answeredWhile = new Set<Condition>();
  /** How the newest probe went of which a page has heard, and every address that was asked for. */
  lastProbe = "none";
  private probes = 0;
  private heard = 0;
  readonly addresses: string[] = [];
  /** Counts the learner's logins: a run-time of an earlier one is not known any more. */
  private login = 0;

  constructor(
    private readonly clock: Clock,
    private readonly build: string,
  ) {}

  /** The learner signs in again, in another tab: the server is well, and run-times of before are strangers to it. */
  signIn(): void {
    if (this.condition === "login") {
      this.login += 1;
      this.condition = "well";
    }
  }

  /** Returns the server as a run-time that starts now speaks to it. */
  session(): Server {
    const login = this.login;
    return {
      post: (change) => this.take(change, login, "waits"),
      postLater: (change) =>
        new Promise((resolve) => {
          // What was sent arrives, even if nobody is there any more to hear of it.
          const reply = this.take(change, login, "does not wait");
          const wait = this.condition === "silent" ? WAIT.silent : 30;
          setTimeout(() => {
            resolve(reply);
          }, wait);
        }),
      beacon: (change) => {
        this.take(change, login, "does not wait");
        return true;
      },
    };
  }

  /** Returns the XMLHttpRequest of scorm-again's synchronous mode. */
  requestClass(): new () => object {
    const take = (body: string): Reply => this.take(JSON.parse(body) as Change, this.login, "waits");
    return class {
      status = 0;
      responseText = "";
      open(): void {
        // There is one address.
      }
      setRequestHeader(): void {
        // Nobody reads them.
      }
      send(body: string): void {
        const reply = take(body);
        if (reply.status === 0) {
          throw new TypeError("Failed to fetch");
        }
        this.status = reply.status;
        this.responseText = reply.body;
      }
    };
  }

  /** Answers `fetch` as a browser does. */
  fetch(address: string, init: RequestInit = {}): Promise<Response> {
    if (address === COMMIT_ADDRESS) {
      return this.fetchCommit(JSON.parse(init.body as string) as Change);
    }
    this.addresses.push(address);
    const reply = this.reply();
    this.probes += 1;
    const hear = address.startsWith("probe.txt") ? this.hearing(this.probes) : () => undefined;
    if (reply.status === 0) {
      const { signal } = init;
      return new Promise((_, reject) => {
        const timer = setTimeout(fail, this.condition === "silent" ? WAIT.silent : 0);
        signal?.addEventListener("abort", fail);
        function fail(): void {
          clearTimeout(timer);
          hear("bad");
          reject(new TypeError("Failed to fetch"));
        }
      });
    }
    hear(reply.body === "true" ? "ok" : "bad");
    const file = address === "bank.json" ? JSON.stringify({ build: this.build, questions: bank() }) : this.build;
    return Promise.resolve(response({ ...reply, body: reply.body === "true" ? file : reply.body }));
  }

  /** Returns what is to be called when probe *number* is answered: one that comes after a newer one tells nothing any more. */
  private hearing(number: number): (how: "ok" | "bad") => void {
    return (how) => {
      this.lastProbe = number > this.heard ? how : this.lastProbe;
      this.heard = Math.max(this.heard, number);
    };
  }

  private async fetchCommit(change: Change): Promise<Response> {
    const reply = await this.session().postLater(change);
    if (reply.status === 0) {
      throw new TypeError("Failed to fetch");
    }
    return response(reply);
  }

  private take(change: Change, login: number, how: "waits" | "does not wait"): Reply {
    if (how === "waits") {
      this.clock.stop(WAIT[this.condition] ?? 0);
    }
    const reply = login === this.login ? this.reply() : { status: 200, body: LOGIN_PAGE };
    if (reply.body === "true") {
      const { values, totalSeconds } = this.account;
      this.account = { values: { ...values, ...change.values }, totalSeconds: change.totalSeconds ?? totalSeconds };
      this.finishes += change.finished ? 1 : 0;
    }
    return reply;
  }

  private reply(): Reply {
    this.answeredWhile.add(this.condition);
    switch (this.condition) {
      case "gone":
      case "silent":
        return NO_ANSWER;
      case "broken":
        return { status: 500, body: "" };
      case "shut":
        return { status: 403, body: "" };
      case "login":
        return { status: 200, body: LOGIN_PAGE };
      default:
        return { status: 200, body: "true" };
    }
  }
}

/** Returns what `fetch` makes of *reply*: as much of a Response as anybody asks for, so that every promise is kept in its turn. */
function response({ status, body }: Reply): Response {
  const ok = status < 300;
  const text = () => Promise.resolve(body);
  return { status, ok, redirected: false, url: "", statusText: "", text, json: async () => JSON.parse(await text()) as unknown } as Response;
}
