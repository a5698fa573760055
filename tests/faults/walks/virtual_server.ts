/** The LMS's server, in memory: it keeps an account, serves the probe's file, and fails in the ways in which servers fail. */
import { bank } from "../../../player/testing/course.js";
import { COMMIT_ADDRESS } from "../lms/scorm_again.js";
import type { Account, Change, Reply, Server } from "../lms/server.js";
import type { Clock } from "./clock.js";

/** gone: connections are reset, or there is no network. broken: 500. shut: 403. login: every address leads to the login page. */
export type Condition = "well" | "gone" | "broken" | "shut" | "login" | "slow";

const LOGIN_PAGE = "<!doctype html><title>Log in</title>";
const NO_ANSWER: Reply = { status: 0, body: "" };

export class VirtualServer {
  condition: Condition = "well";
  account: Account = { values: {}, totalSeconds: 0 };
  commits = 0;
  finishes = 0;
  /** How the last probe went, and every address that was asked for. */
  lastProbe = "none";
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
          setTimeout(() => {
            resolve(reply);
          }, 30);
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
    if (address.startsWith("probe.txt")) {
      this.lastProbe = reply.body === "true" ? "ok" : "bad";
    }
    if (reply.status === 0) {
      return Promise.reject(new TypeError("Failed to fetch"));
    }
    const file = address === "bank.json" ? JSON.stringify({ build: this.build, questions: bank() }) : this.build;
    const body = reply.body === "true" ? file : reply.body;
    return Promise.resolve(new Response(body, { status: reply.status }));
  }

  private async fetchCommit(change: Change): Promise<Response> {
    const { status, body } = await this.session().postLater(change);
    if (status === 0) {
      throw new TypeError("Failed to fetch");
    }
    return new Response(body, { status });
  }

  private take(change: Change, login: number, how: "waits" | "does not wait"): Reply {
    if (this.condition === "slow" && how === "waits") {
      this.clock.stop(8_000);
    }
    const reply = login === this.login ? this.reply() : { status: 200, body: LOGIN_PAGE };
    if (reply.body === "true") {
      const { values, totalSeconds } = this.account;
      this.account = { values: { ...values, ...change.values }, totalSeconds: change.totalSeconds ?? totalSeconds };
      this.commits += change.finished ? 0 : 1;
      this.finishes += change.finished ? 1 : 0;
    }
    return reply;
  }

  private reply(): Reply {
    switch (this.condition) {
      case "gone":
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
