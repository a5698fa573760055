// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CommitWatch, type Evidence, type Timing } from "./commit_watch.js";

interface Seen {
  readonly type?: string;
  readonly path?: string;
  readonly status?: number;
  readonly kind?: string;
  readonly size?: number;
  readonly redirected?: boolean;
  readonly from?: number;
  readonly took?: number;
}

let now = 0;
let observed: { queue: PerformanceEntry[]; tell: () => void };

/** A window whose browser notes what `seen` says. */
const HOME = {
  PerformanceMark: class {
    readonly startTime = now;
  },
  PerformanceObserver: class {
    private readonly queue: PerformanceEntry[] = [];
    private isAsked = false;
    constructor(tell: (list: { getEntries: () => PerformanceEntry[] }) => void) {
      observed = {
        queue: this.queue,
        tell: () => {
          tell({ getEntries: () => this.takeRecords() });
        },
      };
    }
    observe({ type }: { readonly type?: string }): void {
      this.isAsked = type === "resource";
    }
    takeRecords(): PerformanceEntry[] {
      return this.isAsked ? this.queue.splice(0) : [];
    }
  },
} as unknown as Timing;

function seen({
  type = "xmlhttprequest",
  path = "/commit",
  status = 200,
  kind = "text/plain",
  ...rest
}: Seen = {}): void {
  observed.queue.push({
    initiatorType: type,
    name: new URL(path, location.origin).href,
    startTime: rest.from ?? now,
    duration: rest.took ?? now - (rest.from ?? now),
    responseStatus: status,
    contentType: kind,
    decodedBodySize: rest.size ?? 4,
    redirectStart: rest.redirected ? now : 0,
  } as unknown as PerformanceEntry);
}

const late = vi.fn<(evidence: Evidence) => void>();

/** Makes a commit in which *during* happens, and *after* some milliseconds later. */
async function commit(
  watch: CommitWatch,
  during: () => void,
  after?: readonly [number, () => void],
): Promise<Evidence> {
  watch.begin();
  now += 10;
  during();
  now += 10;
  watch.end();
  const verdict = watch.verdict(late);
  if (after) {
    now += after[0];
    await vi.advanceTimersByTimeAsync(after[0]);
    after[1]();
    observed.tell();
  }
  await vi.advanceTimersByTimeAsync(2_000);
  return verdict;
}

beforeEach(() => {
  vi.useFakeTimers();
  late.mockReset();
  now = 100;
});

afterEach(() => {
  vi.useRealTimers();
});

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
    now += 5_000;
    await expect(answeredAfter(watch, 500, 5)).resolves.toBe("proved");
  });

  test("one that waited for the one before it", async () => {
    const watch = new CommitWatch(HOME);
    now += 5_000;
    const slow = answeredAfter(watch, 900, -5);
    await expect(slow).resolves.toBe("proved");
    await expect(
      commit(watch, () => undefined, [
        900,
        () => {
          seen({ type: "fetch", from: now - 1_000 });
          seen({ type: "fetch", from: now, took: 50 });
        },
      ]),
    ).resolves.toBe("proved");
  });
});

/** Makes a commit whose request begins *offset* milliseconds after the LMS said yes, and is answered *after* some. */
function answeredAfter(watch: CommitWatch, after: number, offset: number): Promise<Evidence> {
  return commit(watch, () => undefined, [
    after,
    () => {
      seen({ type: "fetch", from: now - after + offset });
    },
  ]);
}

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
      const from = now - 405;
      seen({ type: "fetch", from });
      setTimeout(() => {
        now += 700;
        seen({ type: "fetch", status: 500, from });
        observed.tell();
      }, 700);
    };
    await expect(commit(new CommitWatch(HOME), () => undefined, [400, both])).resolves.toBe("lost");
  });

  test("with one of several requests, whatever became of the others", async () => {
    const watch = new CommitWatch(HOME);
    const both = (): void => {
      const from = now - 95;
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

test("an LMS that never ceases to ask for something is not waited for: nobody can know", async () => {
  const watch = new CommitWatch(HOME);
  watch.begin();
  now += 10;
  watch.end();
  const asking = setInterval(() => {
    seen({ type: "fetch", from: now, took: 250 });
    now += 250;
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
  now += 10;
  watch.end();
  const verdict = watch.verdict(late);
  seen({ type: "fetch", from: 105, took: 50 });
  observed.tell();
  now += 100;
  watch.begin();
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(verdict).resolves.toBe("unknown");
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
    const before = now - 15;
    now += 5_000;
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
      seen({ from: now, took });
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
    now += 5_000;
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
    now += waited - 520;
    await expect(answeredAfter(watch, 500, -5)).resolves.toBe(evidence);
  },
);

test("a browser that fails to watch leaves the LMS's word", async () => {
  const Failing = class {
    constructor() {
      throw new TypeError("not for you");
    }
  };
  const watch = new CommitWatch({ ...HOME, PerformanceObserver: Failing } as unknown as Timing);
  await expect(commit(watch, () => undefined)).resolves.toBe("unknown");
  expect(watch.isAtOnce).toBe(true);
});

test("what was proved with the verdict is not told once more", async () => {
  await commit(new CommitWatch(HOME), seen);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(late).not.toHaveBeenCalled();
});
