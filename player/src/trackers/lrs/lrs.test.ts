import { beforeEach, describe, expect, test, vi } from "vitest";
import { recentCalls } from "../call_log.js";
import { Lrs, type Request } from "./lrs.js";

const ACCOUNT = { endpoint: "https://lrs.example.org/xapi/", auth: "Basic c2VjcmV0", forbidden: "ended" } as const;
const GET: Request = {
  method: "GET",
  resource: "activities/state",
  parameters: { agent: '{"mbox":"mailto:t@example.org"}' },
};
const put = (body: string): Request => ({ method: "PUT", resource: "statements", parameters: {}, body });

const IN_WORDS = expect.stringMatching(/\w \w.*\.$/) as string;

let answers: (() => Response | Promise<Response>)[];
let sent: RequestInit[];

beforeEach(() => {
  answers = [];
  sent = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    sent.push(init);
    return Promise.resolve().then(() => (answers.shift() ?? (() => new Response(null, { status: 204 })))());
  });
});

describe("a request", () => {
  test("has its version and credentials in headers, and nothing else that tells of the learner's browser", async () => {
    await new Lrs(ACCOUNT).send(put("{}"));
    expect(sent[0]).toMatchObject({
      headers: {
        Authorization: "Basic c2VjcmV0",
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
      },
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
    });
  });

  test("outlives the page, unless more is under way than a browser would send (F71)", async () => {
    const lrs = new Lrs(ACCOUNT);
    await Promise.all([lrs.send(put("x".repeat(40_000))), lrs.send(put("x".repeat(40_000)))]);
    await lrs.send(put("x".repeat(40_000)));
    expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, false, true]);
  });
});

describe("what is no answer of a record store", () => {
  test.each([
    [401, "signedout"],
    [403, "ended"],
    [429, "unreachable"],
    [500, "unreachable"],
    [502, "unreachable"],
  ])("%i is %s, in words for the learner and for IT", async (status, why) => {
    answers.push(() => new Response(null, { status }));
    const detail = `GET activities/state: ${status}`;
    await expect(new Lrs(ACCOUNT).send(GET)).rejects.toMatchObject({ message: IN_WORDS, detail, why });
  });

  test.each([401, 403, 501])("%i to what the store may do without is an answer", async (status) => {
    answers.push(() => new Response(null, { status }));
    await expect(new Lrs(ACCOUNT).send({ ...GET, isOptional: true })).resolves.toMatchObject({ status });
  });

  test("a sign-in page with status 200 is not taken for an answer", async () => {
    answers.push(() => new Response("<html>", { headers: { "Content-Type": "text/html; charset=utf-8" } }));
    await expect(new Lrs(ACCOUNT).send(put("{}"))).rejects.toMatchObject({
      message: IN_WORDS,
      detail: "PUT statements: 200, a web page",
      why: "signedout",
    });
  });

  test("a redirect to one is not followed", async () => {
    answers.push(() => Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" }));
    await expect(new Lrs(ACCOUNT).send(put("{}"))).rejects.toMatchObject({ why: "signedout" });
  });

  test("a refused preflight says so to IT, and names neither address nor learner (F69)", async () => {
    answers.push(() => Promise.reject(new TypeError("Failed to fetch https://lrs.example.org/?agent=tess")));
    await expect(new Lrs(ACCOUNT).send(GET)).rejects.toMatchObject({
      message: IN_WORDS,
      why: "unreachable",
      detail: "GET activities/state: TypeError: offline, or blocked (CORS)",
    });
    expect(recentCalls().at(-1)).toBe("GET activities/state → TypeError: offline, or blocked (CORS)");
  });

  test("no answer within 15 seconds is none", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => {
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          reject(new DOMException("aborted", "AbortError"));
        });
      });
    });
    const sending = expect(new Lrs(ACCOUNT).send(GET)).rejects.toMatchObject({
      detail: "GET activities/state: no answer in 15 s",
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await sending;
    vi.useRealTimers();
  });
});

describe("a store that asks to wait", () => {
  test.each([
    ["30", 30_000],
    ["Sat, 21 Nov 2026 14:33:05 GMT", 60_000],
    ["86400", 300_000],
  ])("is left alone for as long as Retry-After %j says, and five minutes at most (F67)", async (retryAfter, wait) => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 14, 32, 5) });
    const lrs = new Lrs(ACCOUNT);
    answers.push(() => new Response(null, { status: 429, headers: { "Retry-After": retryAfter } }));
    await expect(lrs.send(GET)).rejects.toMatchObject({ why: "unreachable" });
    vi.advanceTimersByTime(wait - 1);
    const detail = "GET activities/state: it asked to wait";
    await expect(lrs.send(GET)).rejects.toMatchObject({ message: IN_WORDS, detail });
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await lrs.send(GET);
    expect(sent).toHaveLength(2);
    vi.useRealTimers();
  });

  test("is left alone for that long whatever becomes of the device's clock, and of what was asked before", async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 14, 32, 5) });
    const lrs = new Lrs(ACCOUNT);
    answers.push(
      () => new Response(null, { status: 429, headers: { "Retry-After": "30" } }),
      () => new Response(null, { status: 503 }),
    );
    await Promise.allSettled([lrs.send(GET), lrs.send(GET)]);
    vi.setSystemTime(Date.UTC(2030, 0, 1));
    await expect(lrs.send(GET)).rejects.toMatchObject({ detail: "GET activities/state: it asked to wait" });
    vi.setSystemTime(Date.UTC(2020, 0, 1));
    vi.advanceTimersByTime(30_000);
    await lrs.send(GET);
    expect(sent).toHaveLength(3);
    vi.useRealTimers();
  });
});

describe("a timestamp", () => {
  test.each([
    ["Fri, 21 Nov 2025 14:32:05 GMT", "2025-11-21T14:32:05.000Z"],
    ["Sat, 21 Nov 2026 14:32:07 GMT", "2026-11-21T14:32:05.000Z"],
    [null, "2026-11-21T14:32:05.000Z"],
  ])("is in UTC by the store's clock, where that (%j) differs by more than a few seconds", async (date, expected) => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 14, 32, 5) });
    const lrs = new Lrs(ACCOUNT);
    answers.push(() => new Response(null, { status: 204, headers: date === null ? {} : { Date: date } }));
    await lrs.send(GET);
    expect(lrs.timestamp(Date.now())).toBe(expected);
    vi.useRealTimers();
  });
});
