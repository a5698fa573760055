/** The LMS's server, in memory: it keeps an account, serves the probe's file, and fails in the ways in which servers fail. */
import { bank } from "../../../player/testing/course.js";
import { COMMIT_ADDRESS } from "../lms/scorm_again.js";
import type { Account, Change, Reply, Server } from "../../../scorm_templates/preview/lms/server.js";
import type { Clock } from "./clock.js";
import { Dice } from "./random.js";
import type { Timing } from "./timing.js";

/**
 * gone: connections are reset, or there is no network. broken: 500. shut: 403. login: every address leads to the login page.
 * silent: connections are taken, and nothing is ever answered.
 */
export type Condition = "well" | "gone" | "broken" | "shut" | "login" | "slow" | "silent";

/** Milliseconds for which one who waits is kept waiting. */
export const WAIT: Partial<Record<Condition, number>> = { slow: 8_000, silent: 30_000 };

/** Milliseconds that a request takes to arrive, and its answer to come back. */
export const TRAVELS = [5, 15, 15, 15, 40, 150, 600, 2_500];

/** What of the server an action is about: an LMS's files may come from one machine, and be tracked by another. */
export type Part = "files" | "tracking";

const LOGIN_PAGE = `<!doctype html><title>Log in</title><form>${"<p><label>Password <input></label></p>".repeat(20)}</form>`;
const NO_ANSWER: Reply = { status: 0, body: "" };

export class VirtualServer {
  protected readonly conditions: Record<Part, Condition> = { files: "well", tracking: "well" };
  finishes = 0;
  /** In which conditions it was asked for something. */
  readonly answeredWhile = new Set<Condition>();
  /** Every address that was asked for. */
  readonly addresses: string[] = [];
  private held: Account = { values: {}, totalSeconds: 0 };
  private readonly dice = new Dice(2);
  /** What was sent and has not arrived. */
  protected readonly travelling = new Set<() => void>();
  /** Counts the learner's logins: a run-time of an earlier one is not known any more. */
  private login = 0;

  constructor(
    protected readonly clock: Clock,
    private readonly build: string,
  ) {}

  get account(): Account {
    return this.held;
  }

  /** Lets the server be in *condition*, or that *part* of it alone. */
  is(condition: Condition, part?: Part): void {
    for (const each of part ? [part] : (["files", "tracking"] as const)) {
      this.conditions[each] = condition;
    }
  }

  /** The learner signs in again, in another tab: the server is well, and run-times of before are strangers to it. */
  signIn(): void {
    const { files, tracking } = this.conditions;
    if (files === "login" || tracking === "login") {
      this.login += tracking === "login" ? 1 : 0;
      this.is("well");
    }
  }

  /** Lets what was sent arrive: a learner who opens the course once more asks for it behind that. */
  arrive(): void {
    this.travelling.forEach((arrive) => {
      arrive();
    });
  }

  /** Returns the server as a run-time that starts now speaks to it. */
  session(): Server {
    const login = this.login;
    return {
      post: (change) => this.take(change, login, "waits"),
      postLater: (change) =>
        new Promise((resolve) => {
          // Requests for whose answer nobody waits take their time, and overtake each other.
          const travel = this.dice.of(TRAVELS);
          const arrive = (): void => {
            if (this.travelling.delete(arrive)) {
              // What was sent arrives, even if nobody is there any more to hear of it.
              const reply = this.take(change, login, "does not wait");
              const wait = WAIT[this.conditions.tracking] ?? travel;
              setTimeout(() => {
                resolve(reply);
              }, wait);
            }
          };
          this.travelling.add(arrive);
          this.clock.outside(arrive, travel);
        }),
      beacon: (change) => {
        this.take(change, login, "does not wait");
        return true;
      },
    };
  }

  /** Returns the XMLHttpRequest of scorm-again's synchronous mode, in the window that *timing* watches. */
  requestClass(timing: Timing | undefined): new () => object {
    const take = (body: string): Reply => {
      const request = timing?.begin("xmlhttprequest", COMMIT_ADDRESS);
      const reply = this.take(JSON.parse(body) as Change, this.login, "waits");
      if (request) {
        timing?.end(request, reply.status, reply.body);
      }
      return reply;
    };
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
  fetch(address: string, timing: Timing | undefined, init: RequestInit = {}): Promise<Response> {
    if (address === COMMIT_ADDRESS) {
      return this.fetchCommit(JSON.parse(init.body as string) as Change, timing);
    }
    this.addresses.push(address);
    const reply = this.reply("files");
    if (reply.status === 0) {
      const { signal } = init;
      return new Promise((_, reject) => {
        const timer = setTimeout(fail, this.conditions.files === "silent" ? WAIT.silent : 0);
        signal?.addEventListener("abort", fail);
        function fail(): void {
          clearTimeout(timer);
          reject(new TypeError("Failed to fetch"));
        }
      });
    }
    const file = address === "bank.json" ? JSON.stringify({ build: this.build, questions: bank() }) : this.build;
    return Promise.resolve(response({ ...reply, body: reply.body === "true" ? file : reply.body }));
  }

  private async fetchCommit(change: Change, timing: Timing | undefined): Promise<Response> {
    const request = timing?.begin("fetch", COMMIT_ADDRESS);
    const reply = await this.session().postLater(change);
    if (request) {
      timing?.end(request, reply.status, reply.body);
    }
    if (reply.status === 0) {
      throw new TypeError("Failed to fetch");
    }
    return response(reply);
  }

  private take(change: Change, login: number, how: "waits" | "does not wait"): Reply {
    if (how === "waits") {
      this.clock.stop(WAIT[this.conditions.tracking] ?? 0);
    }
    const reply = login === this.login ? this.reply("tracking") : { status: 200, body: LOGIN_PAGE };
    if (reply.body === "true") {
      const { values, totalSeconds } = this.held;
      this.held = { values: { ...values, ...change.values }, totalSeconds: change.totalSeconds ?? totalSeconds };
      this.finishes += change.finished ? 1 : 0;
    }
    return reply;
  }

  private reply(part: Part): Reply {
    this.answeredWhile.add(this.conditions[part]);
    switch (this.conditions[part]) {
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
