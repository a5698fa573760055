/** When what becomes of a commit is told, and what an LMS is taken for. */
import { expect, test, vi } from "vitest";
import { answeredAfter, clock, commit, HOME, late, observed, seen } from "../../testing/watched_commits.js";
import { CommitWatch, type Timing } from "./commit_watch.js";

test("what is proved long after a commit is told then, and not before nothing follows", async () => {
  const watch = new CommitWatch(HOME);
  await expect(commit(watch, () => undefined)).resolves.toBe("unknown");
  seen({ type: "fetch", from: 115, took: 100 });
  observed.tell();
  await vi.advanceTimersByTimeAsync(299);
  expect(late).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(late).toHaveBeenCalledExactlyOnceWith("proved");
  expect(watch.isLost).toBe(false);
});

test("an answer that had come when the LMS said yes is not waited for any longer", async () => {
  const told = vi.fn();
  const watch = new CommitWatch(HOME);
  watch.begin();
  clock.now += 10;
  seen({ took: 5, from: 102 });
  watch.end();
  void watch.verdict(late).then(told);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toHaveBeenCalledExactlyOnceWith("proved");
});

test("an LMS that never ceases to ask for something is not waited for: nobody can know", async () => {
  const watch = new CommitWatch(HOME);
  watch.begin();
  clock.now += 10;
  watch.end();
  const asking = setInterval(() => {
    seen({ type: "fetch", from: clock.now, took: 250 });
    clock.now += 250;
    observed.tell();
  }, 250);
  const verdict = watch.verdict(late);
  await vi.advanceTimersByTimeAsync(5_000);
  clearInterval(asking);
  await expect(verdict).resolves.toBe("unknown");
});

test("of one commit nothing is told any more when the next has begun", async () => {
  const watch = new CommitWatch(HOME);
  watch.begin();
  clock.now += 10;
  watch.end();
  const verdict = watch.verdict(late);
  seen({ type: "fetch", from: 105, took: 50 });
  observed.tell();
  clock.now += 100;
  watch.begin();
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(verdict).resolves.toBe("unknown");
});

test("where nobody can see what becomes of a commit, nobody waits for it", async () => {
  const told = vi.fn();
  const watch = new CommitWatch(null);
  watch.begin();
  watch.end();
  void watch.verdict(late).then(told);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toHaveBeenCalledExactlyOnceWith("unknown");
});

test.each([
  [12, true],
  [13, false],
])(
  "an answer %d ms after a request that began 10 ms before the LMS said yes is one at once: %s",
  async (took, isSo) => {
    const watch = new CommitWatch(HOME);
    await commit(watch, () => {
      seen({ from: clock.now, took });
    });
    expect(watch.isAtOnce).toBe(isSo);
  },
);

test.each([
  [250, "proved"],
  [251, "unknown"],
])(
  "a request that begins %d ms after a commit, as another did before, tells that it is %s",
  async (offset, evidence) => {
    const watch = new CommitWatch(HOME);
    await answeredAfter(watch, 500, 5);
    clock.now += 5_000;
    await expect(answeredAfter(watch, 500, offset)).resolves.toBe(evidence);
  },
);

test("where nobody sees what becomes of commits, they are taken for stored at once; else only when four showed nothing", async () => {
  expect(new CommitWatch(null).isAtOnce).toBe(true);
  const watch = new CommitWatch(HOME);
  const seenSo: boolean[] = [];
  for (let number = 1; number <= 4; number++) {
    await commit(watch, () => undefined);
    seenSo.push(watch.isAtOnce);
  }
  expect(seenSo).toEqual([false, false, false, true]);
});

test.each([
  [59_000, "unknown"],
  [61_000, "proved"],
])(
  "a page that is loaded again may have a request of the one before under way: %d ms later a commit is %s",
  async (waited, evidence) => {
    const watch = new CommitWatch(HOME);
    watch.inherit();
    await answeredAfter(watch, 500, -5);
    clock.now += waited - 520;
    await expect(answeredAfter(watch, 500, -5)).resolves.toBe(evidence);
  },
);

test("a browser that fails to watch leaves the LMS's word", async () => {
  const Failing = vi.fn(function () {
    throw new TypeError("not for you");
  });
  const watch = new CommitWatch({ ...HOME, PerformanceObserver: Failing } as unknown as Timing);
  await expect(commit(watch, () => undefined)).resolves.toBe("unknown");
  expect(watch.isAtOnce).toBe(true);
});

test("what was proved with the verdict is not told once more", async () => {
  await commit(new CommitWatch(HOME), seen);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(late).not.toHaveBeenCalled();
});
