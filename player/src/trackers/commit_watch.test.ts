import { describe, expect, test, vi } from "vitest";
import { answeredAfter, clock, commit, HOME, late, observed, seen, type Seen } from "../../testing/watched_commits.js";
import { CommitWatch } from "./commit_watch.js";

describe("a commit is proved by", () => {
  const GOOD: readonly (readonly [string, Seen])[] = [
    ["an answer of status 200", {}],
    ["one without a body", { status: 204, kind: "", size: 0 }],
    ["Moodle's, which comes as a web page", { kind: "text/html", size: 6 }],
    ["a long one that is no web page", { kind: "application/json", size: 9_000 }],
    ["a web page as short as an acknowledgement", { kind: "text/html; charset=utf-8", size: 32 }],
    ["a short one, where the browser does not say of what kind", { kind: "", size: 256 }],
    ["one that was fetched", { type: "fetch" }],
  ];
  test.each(GOOD)("%s", async (_, what) => {
    await expect(
      commit(new CommitWatch(HOME), () => {
        seen(what);
      }),
    ).resolves.toBe("proved");
  });

  test("one that was begun by it, and comes after the LMS has said yes", async () => {
    await expect(answeredAfter(new CommitWatch(HOME), 500, -5)).resolves.toBe("proved");
  });

  test("one that began soon after it, where that is the LMS's habit", async () => {
    const watch = new CommitWatch(HOME);
    await expect(answeredAfter(watch, 500, 5)).resolves.toBe("unknown");
    clock.now += 5_000;
    await expect(answeredAfter(watch, 500, 5)).resolves.toBe("proved");
  });

  test("one that waited for the one before it", async () => {
    const watch = new CommitWatch(HOME);
    clock.now += 5_000;
    const slow = answeredAfter(watch, 900, -5);
    await expect(slow).resolves.toBe("proved");
    await expect(
      commit(watch, () => undefined, [
        900,
        () => {
          seen({ type: "fetch", from: clock.now - 1_000 });
          seen({ type: "fetch", from: clock.now, took: 50 });
        },
      ]),
    ).resolves.toBe("proved");
  });
});

describe("a commit is lost", () => {
  const BAD: readonly (readonly [string, Seen])[] = [
    ["with an error of the server", { status: 500 }],
    ["with a refusal", { status: 403 }],
    ["without an answer", { status: 0, kind: "" }],
    ["with an error of a server of another origin", { path: "https://elsewhere.test/commit", status: 500 }],
    ["where Moodle had to fall back to its beacon", { type: "beacon", path: "/mod/scorm/datamodel.php?api=beacon" }],
  ];
  test.each(BAD)("%s", async (_, what) => {
    const watch = new CommitWatch(HOME);
    await expect(
      commit(watch, () => {
        seen(what);
      }),
    ).resolves.toBe("lost");
    expect(watch.isLost).toBe(true);
  });

  test("with the second of two requests, which is waited for as the first took long", async () => {
    const both = (): void => {
      const from = clock.now - 405;
      seen({ type: "fetch", from });
      setTimeout(() => {
        clock.now += 700;
        seen({ type: "fetch", status: 500, from });
        observed.tell();
      }, 700);
    };
    await expect(commit(new CommitWatch(HOME), () => undefined, [400, both])).resolves.toBe("lost");
  });

  test("with one of several requests, whatever became of the others", async () => {
    const watch = new CommitWatch(HOME);
    const both = (): void => {
      const from = clock.now - 95;
      seen({ type: "fetch", from });
      setTimeout(() => {
        seen({ type: "fetch", status: 500, from });
        observed.tell();
      }, 200);
    };
    await expect(commit(watch, () => undefined, [100, both])).resolves.toBe("lost");
  });

  test("also if that shows long after", async () => {
    const watch = new CommitWatch(HOME);
    await expect(commit(watch, () => undefined)).resolves.toBe("unknown");
    seen({ type: "fetch", status: 500, from: 115 });
    observed.tell();
    expect(late).toHaveBeenCalledExactlyOnceWith("lost");
  });

  test("also if its first request was answered long after, and well, and the second was not", async () => {
    const watch = new CommitWatch(HOME);
    await expect(commit(watch, () => undefined)).resolves.toBe("unknown");
    for (const status of [200, 500]) {
      seen({ type: "fetch", status, from: 115 });
      observed.tell();
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(late).toHaveBeenCalledExactlyOnceWith("lost");
  });
});

describe("nobody can know of a commit", () => {
  const UNKNOWN: readonly (readonly [string, Seen])[] = [
    ["that was answered by a web page as long as one for signing in", { kind: "text/html", size: 900 }],
    ["that was answered by one longer than an acknowledgement", { kind: "text/html", size: 33 }],
    ["that was answered at length, with the browser not saying of what kind", { kind: "", size: 257 }],
    ["that was answered with nothing but what the browser had", { status: 304 }],
    ["that was led elsewhere", { redirected: true }],
    ["that was a beacon", { type: "beacon" }],
    ["of whose answer another origin tells nothing", { path: "https://elsewhere.test/commit", status: 0, kind: "" }],
    ["that loaded nothing but a picture", { type: "img" }],
  ];
  test.each(UNKNOWN)("%s", async (_, what) => {
    await expect(
      commit(new CommitWatch(HOME), () => {
        seen(what);
      }),
    ).resolves.toBe("unknown");
  });

  test("where nothing was asked for, or the browser does not tell", async () => {
    await expect(commit(new CommitWatch(HOME), () => undefined)).resolves.toBe("unknown");
    await expect(commit(new CommitWatch(null), () => undefined)).resolves.toBe("unknown");
    await expect(commit(new CommitWatch({}), () => undefined)).resolves.toBe("unknown");
  });

  test("where the LMS only says, as it always does, that the learner is still there", async () => {
    const watch = new CommitWatch(HOME);
    const ping = (): void => {
      seen({ path: "/ping" });
      observed.tell();
    };
    ping();
    await expect(commit(watch, () => undefined, [30, ping])).resolves.toBe("unknown");
  });

  test("where only the commit before it was answered", async () => {
    const watch = new CommitWatch(HOME);
    await commit(watch, () => undefined);
    const before = clock.now - 15;
    clock.now += 5_000;
    await expect(
      commit(watch, () => undefined, [
        100,
        () => {
          seen({ type: "fetch", from: before });
        },
      ]),
    ).resolves.toBe("unknown");
  });
});
