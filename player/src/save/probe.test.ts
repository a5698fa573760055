import { expect, test, vi } from "vitest";
import { probe } from "./probe.js";

const BUILD = "4f1c";

/** What the server gives back, from the page that was asked for or from where it sent the browser. */
function answers(body: string, status: number, redirected: boolean): void {
  const response = new Response(body, { status });
  Object.defineProperty(response, "redirected", { value: redirected });
  vi.stubGlobal("fetch", () => Promise.resolve(response));
}

test.each([
  ["ok", BUILD, 200, false],
  ["ok", ` ${BUILD}\n`, 200, true],
  ["signedout", "<!DOCTYPE html><title>Log in</title>", 200, false],
  ["signedout", "\n <html>", 200, false],
  ["signedout", "", 401, false],
  ["signedout", "", 403, false],
  ["signedout", "Log in", 200, true],
  ["weird", "<html>", 404, false],
  ["weird", "another build", 200, false],
  ["weird", "see <html>", 200, false],
  ["weird", "", 499, false],
  ["unreachable", "<html>", 500, false],
  ["unreachable", "", 503, true],
  ["unreachable", "", 429, false],
  ["unreachable", "", 408, false],
] as const)(
  "the server is %s that gives back %j with status %i, redirected: %s",
  async (found, body, status, redirected) => {
    answers(body, status, redirected);
    expect(await probe(BUILD)).toBe(found);
  },
);

test("a server that does not answer within four seconds is not there", async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "fetch",
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("aborted"));
        });
      }),
  );
  const found = vi.fn();
  void probe(BUILD).then(found);
  await vi.advanceTimersByTimeAsync(3_999);
  expect(found).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(found).toHaveBeenCalledExactlyOnceWith("unreachable");
  vi.useRealTimers();
});

test("no cache answers for the server, and no two questions are the same", async () => {
  const fetched = vi.fn(() => Promise.resolve(new Response(BUILD)));
  vi.stubGlobal("fetch", fetched);
  await probe(BUILD);
  await probe(BUILD);
  const calls = fetched.mock.calls as unknown as readonly [string, RequestInit][];
  expect(calls.map(([, { cache }]) => cache)).toEqual(["no-store", "no-store"]);
  expect(calls[0]![0]).toMatch(/^probe\.txt\?n=\w+$/);
  expect(calls[0]![0]).not.toBe(calls[1]![0]);
});
