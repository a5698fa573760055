import { beforeEach, expect, test, vi } from "vitest";
import { FakeLrs, LAUNCH, MANNERS } from "../../../testing/fake_lrs.js";
import { encode, NEW_STATE } from "../../core/saved_state.js";
import { decode } from "../../core/state_reader.js";
import { Lrs } from "./lrs.js";
import { StateDocument } from "./state_document.js";
import { bestReport, NOTHING_REPORTED, ProgressStore, type Stored } from "./stored.js";

const OWNER = { module: "https://example.org/course/level-1", learner: "tess" };
const state = (...pages: number[]): string => encode({ ...NEW_STATE, seq: pages.length, pages });
const stored = (text: string): Stored => ({ bookmark: "", state: text, totalSeconds: 10, reported: NOTHING_REPORTED });

let lrs: FakeLrs;

const session = (owner = OWNER): ProgressStore => {
  const key = { activityId: OWNER.module, actor: LAUNCH.actor, stateId: "suspendData", registration: null };
  return new ProgressStore(new StateDocument(new Lrs(LAUNCH), key), owner);
};

beforeEach(() => {
  lrs = new FakeLrs();
  vi.stubGlobal("fetch", lrs.fetch);
});

test.each(MANNERS)(
  "two sessions that write by turns to a store of the manner %s lose nothing of each other, then and later (F70)",
  async (manner) => {
    lrs = new FakeLrs(manner);
    vi.stubGlobal("fetch", lrs.fetch);
    const [one, other] = [session(), session()];
    await one.read();
    await other.read();
    await one.write(stored(state(1)));
    await other.write(stored(state(2, 3)));
    await one.write({ ...stored(state(1, 4)), totalSeconds: 5 });
    await one.write(stored(state(1, 4, 5)));
    const held = await session().read();
    expect(decode(held.state)?.pages).toEqual([1, 2, 3, 4, 5]);
  },
);

test.each(MANNERS)(
  "in a store of the manner %s nothing is lost, however often two sessions write by turns",
  async (manner) => {
    lrs = new FakeLrs(manner);
    vi.stubGlobal("fetch", lrs.fetch);
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const sessions = [session(), session()];
    const pages: number[][] = [[], []];
    for (const one of sessions) {
      await one.read();
    }
    for (const [turn, which] of [0, 1, 0, 1, 1, 0, 0, 1, 0, 1].entries()) {
      pages[which]?.push(turn + 1);
      await sessions[which]?.write(stored(state(...(pages[which] ?? []))));
    }
    expect(decode((await session().read()).state)?.pages).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  },
);

test("what a store says of a document that is not there is no document", async () => {
  const asked = vi.fn((_: string, { method }: RequestInit) =>
    Promise.resolve(
      method === "GET" ? new Response("There is none.", { status: 404 }) : new Response(null, { status: 204 }),
    ),
  );
  vi.stubGlobal("fetch", asked);
  const one = session();
  await one.read();
  await one.write(stored(state(1)));
  expect(asked.mock.lastCall?.[1].headers).not.toHaveProperty("If-Match");
});

test("the document of another learner that came between is replaced, and nothing of it taken over", async () => {
  const one = session();
  await one.read();
  await session({ ...OWNER, learner: "tom" }).write({ ...stored(state(9)), totalSeconds: 99 });
  await one.write(stored(state(1)));
  expect(await session().read()).toEqual(stored(state(1)));
});

test("what either session has reported stays reported", async () => {
  const [one, other] = [session(), session()];
  await one.read();
  await other.read();
  await one.write({ ...stored(state(1)), reported: { completed: true, success: "passed", score: 90, tries: 2 } });
  await other.write({ ...stored(state(2)), reported: { completed: false, success: "failed", score: 40, tries: 1 } });
  expect((await session().read()).reported).toEqual({ completed: true, success: "passed", score: 90, tries: 2 });
});

test.each([
  [{ completed: false, success: "failed", score: 40, tries: 1 }, NOTHING_REPORTED, 0],
  [NOTHING_REPORTED, { completed: false, success: "failed", score: 40, tries: 1 }, 1],
  [
    { completed: true, success: "unknown", score: null, tries: 0 },
    { completed: false, success: "passed", score: 90, tries: 2 },
    1,
  ],
] as const)(
  "of %j and %j the better is what was reported, and the module complete where either says so",
  (one, other, better) => {
    expect(bestReport(one, other)).toEqual({ ...[one, other][better], completed: one.completed || other.completed });
  },
);

test("the document of another learner, or of another module, is nobody's progress", async () => {
  await session().write(stored(state(1)));
  expect((await session({ ...OWNER, learner: "tom" }).read()).state).toBe("");
  expect((await session({ ...OWNER, module: "https://example.org/course/level-2" }).read()).state).toBe("");
  expect((await session().read()).state).toBe(state(1));
});

test.each(["", "null", "7", "[]", '{"state":7,"totalSeconds":"x","reported":{"success":"maybe","score":"9"}}'])(
  "the text %j is no progress, and no error",
  async (text) => {
    lrs.state = text;
    expect(await session().read()).toEqual({ bookmark: "", state: "", totalSeconds: 0, reported: NOTHING_REPORTED });
  },
);

test("a damaged state is not merged with a sound one", async () => {
  const one = session();
  await one.read();
  lrs.state = JSON.stringify({ state: "1.damaged.00000000" });
  await one.write(stored(state(1)));
  expect((await session().read()).state).toBe(state(1));
});

test("a slow write gives way to the one behind it, and never puts something older over it", async () => {
  const one = session();
  await one.read();
  await session().write(stored(state(9)));
  let letGo = (): void => undefined;
  const slow = new Promise<void>((resolve) => (letGo = resolve));
  // The first write finds another session's document; its reading of that is slow.
  let reads = 0;
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const answer = await lrs.fetch(address, init);
    if (init.method === "GET" && ++reads === 1) {
      await slow;
    }
    return answer;
  });
  const older = one.write(stored(state(1)));
  await one.write(stored(state(1, 2)));
  letGo();
  await expect(older).rejects.toMatchObject({ name: "TrackerError" });
  expect(decode((await session().read()).state)?.pages).toEqual([1, 2, 9]);
});

test.each([500, 400, 302])("a store that answers %i has given nothing back, which is no beginning", async (status) => {
  lrs.trouble = status;
  const message = expect.stringMatching(/\w \w.*\.$/) as string;
  await expect(session().read()).rejects.toMatchObject({ name: "TrackerError", message });
});

test.each([404, 413])("a store that answers %i has not taken it, and IT reads that", async (status) => {
  const one = session();
  await one.read();
  lrs.trouble = status;
  const message = expect.stringMatching(/\w \w.*\.$/) as string;
  await expect(one.write(stored(state(1)))).rejects.toMatchObject({ message, detail: `PUT state: ${status}` });
});

test("a state whose tag cannot be read was stored all the same", async () => {
  lrs = new FakeLrs("own tags");
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  let isDeaf = false;
  vi.stubGlobal("fetch", (address: string, init: RequestInit) =>
    isDeaf && init.method === "GET" ? Promise.reject(new TypeError("lost")) : lrs.fetch(address, init),
  );
  const one = session();
  await one.read();
  await one.write(stored(state(1)));
  await one.write(stored(state(1, 2)));
  isDeaf = true;
  await one.write(stored(state(1, 2, 3)));
  expect(warned).toHaveBeenCalledWith("coursepack: the state was stored, but its ETag is not known");
  isDeaf = false;
  expect(decode((await session().read()).state)?.pages).toEqual([1, 2, 3]);
});

test.each(["failed", "passed"] as const)(
  "what %s, with which score and at which try, is read as it was written",
  async (success) => {
    const reported = { completed: success === "passed", success, score: 42.5, tries: 3 };
    await session().write({ ...stored(state(1)), bookmark: "L1-02", reported });
    expect(await session().read()).toEqual({ bookmark: "L1-02", state: state(1), totalSeconds: 10, reported });
  },
);

test.each([
  ["adl", 1],
  ["hidden", 1],
  ["weak", 1],
  ["own tags", 2],
  ["xapi-lrs", 3],
] as const)(
  "a store of the manner %s to which nobody else writes is asked no more than %d times with each save",
  async (manner, most) => {
    lrs = new FakeLrs(manner);
    vi.stubGlobal("fetch", lrs.fetch);
    const one = session();
    await one.read();
    await one.write(stored(state(1)));
    await one.write(stored(state(1, 2)));
    const before = lrs.requests.length;
    await one.write(stored(state(1, 2, 3)));
    expect(lrs.requests.length - before).toBe(most);
  },
);
