import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchedWindow } from "../../testing/watched_window.js";
import { CommitWatch } from "./commit_watch.js";

/** One commit of an LMS that says yes at once, and what becomes of its request. */
interface Sent {
  /** Milliseconds since the commit before; until its request begins, arrives, and is answered. */
  readonly after: number;
  readonly begins: number;
  readonly travels: number;
  readonly returns: number;
  readonly status: number;
}

const SENT: fc.Arbitrary<Sent> = fc.record({
  after: fc.constantFrom(20, 1_200, 5_000, 20_000),
  begins: fc.constantFrom(0, 0, 0, 10, 200),
  travels: fc.constantFrom(5, 40, 300, 1_500, 8_000, 20_000),
  returns: fc.constantFrom(5, 40, 900, 6_000),
  status: fc.constantFrom(200, 200, 200, 200, 500, 0),
});

beforeEach(() => {
  vi.stubGlobal("location", new URL("https://lms.test/course/index.html"));
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Plays *commits*, and returns which of them the watch called proved while the server held another. */
async function falselyProved(commits: readonly Sent[], pings: number): Promise<number[]> {
  const home = watchedWindow();
  const watch = new CommitWatch(home.timing);
  const wrong: number[] = [];
  let newest = -1;
  let held = -1;
  const judge = (version: number, evidence: string): void => {
    if (evidence === "proved" && version === newest && held !== newest) {
      wrong.push(version);
    }
  };
  setInterval(() => {
    home.answer({ path: "/still-there", from: performance.now(), status: 200 });
  }, pings);
  for (const [version, { after, begins, travels, returns, status }] of commits.entries()) {
    await vi.advanceTimersByTimeAsync(after);
    newest = version;
    watch.begin();
    setTimeout(() => {
      const from = performance.now();
      setTimeout(() => {
        held = status === 200 ? version : held;
        setTimeout(() => {
          home.answer({ path: "/commit", from, status });
        }, returns);
      }, travels);
    }, begins);
    await vi.advanceTimersByTimeAsync(begins === 0 ? 1 : 0);
    watch.end();
    const late = (evidence: string): void => {
      judge(version, evidence);
    };
    void watch.verdict(late).then(late);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  vi.clearAllTimers();
  return wrong;
}

test("whatever overtakes what, a commit is called proved only while the server holds it, and nothing older is under way", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(SENT, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(700, 30_000),
      async (commits, pings) => {
        expect(await falselyProved(commits, pings)).toEqual([]);
      },
    ),
    { numRuns: 400, seed: 29 },
  );
});

test("in an LMS that answers one after the other, and well, every commit is proved", async () => {
  const home = watchedWindow();
  const watch = new CommitWatch(home.timing);
  for (let commit = 0; commit < 20; commit++) {
    watch.begin();
    const from = performance.now();
    await vi.advanceTimersByTimeAsync(5);
    watch.end();
    setTimeout(() => {
      home.answer({ path: "/commit", from, status: 200 });
    }, 150);
    const verdict = watch.verdict(() => undefined);
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(verdict).resolves.toBe("proved");
    await vi.advanceTimersByTimeAsync(3_000);
  }
});

test("an LMS that once answered late is never said to store at once, however soon a server that is gone refuses", async () => {
  const answers = fc.array(fc.record({ takes: fc.constantFrom(0, 1, 2), status: fc.constantFrom(200, 0) }));
  await fc.assert(
    fc.asyncProperty(answers, answers, async (earlier, later) => {
      const home = watchedWindow();
      const watch = new CommitWatch(home.timing);
      for (const { takes, status } of [...earlier, { takes: 20, status: 200 }, ...later]) {
        watch.begin();
        const from = performance.now();
        watch.end();
        await vi.advanceTimersByTimeAsync(takes);
        home.answer({ path: "/commit", from, status });
        await vi.advanceTimersByTimeAsync(5_000);
      }
      expect(watch.isAtOnce).toBe(false);
    }),
  );
});
