import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeLrs, LAUNCH } from "../../../testing/fake_lrs.js";
import { Lrs } from "./lrs.js";
import { StatementQueue, type Shelf } from "./queue.js";
import { activity, verb, type Statement } from "./statement.js";

const { actor } = LAUNCH;

let lrs: FakeLrs;
let kept: string;

const shelf: Shelf = {
  read: () => kept,
  write: (text) => {
    kept = text;
  },
};

function statement(number: number): Statement {
  const id = `00000000-0000-5000-8000-${String(number).padStart(12, "0")}`;
  const object = activity(`https://example.org/${number}`);
  return { id, actor, verb: verb("experienced"), object, context: {}, timestamp: "2026-11-21T14:32:05.000Z" };
}

const queue = (atOnce = 20): StatementQueue => new StatementQueue(new Lrs(LAUNCH), { atOnce, shelf, actor });
const arrived = (): string[] => lrs.statements.map(({ object }) => object.id.replace("https://example.org/", ""));

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  kept = "";
  lrs = new FakeLrs();
  vi.stubGlobal("fetch", lrs.fetch);
});

describe("what waits", () => {
  test("outlives the page, and is sent by the next one", async () => {
    const before = queue();
    lrs.trouble = 0;
    before.add(statement(1));
    await expect(before.flush()).rejects.toMatchObject({ why: "unreachable" });
    lrs.trouble = null;
    await queue().flush();
    expect(arrived()).toEqual(["1"]);
    expect(lrs.statements[0]?.actor).toEqual(actor);
    expect(kept).toBe("");
  });

  test("does not say on the device who the learner is", () => {
    queue().add(statement(1));
    expect(kept).toContain("https://example.org/1");
    expect(kept).not.toMatch(/tess/i);
  });

  test.each(["{", "7", '{"a":1}'])("and was damaged on the device (%s) is nothing", async (text) => {
    kept = text;
    await queue().flush();
    expect(arrived()).toEqual([]);
  });

  test("is sent once, whoever asks for it at the same time", async () => {
    const waiting = queue();
    waiting.add(statement(1));
    waiting.add(statement(1));
    await Promise.all([waiting.flush(), waiting.flush()]);
    expect(lrs.requests).toHaveLength(1);
  });

  test("and whose answer was lost is sent again under its id, and counts as stored (F68)", async () => {
    const waiting = queue();
    waiting.add(statement(1));
    lrs.isMute = true;
    await expect(waiting.flush()).rejects.toMatchObject({ name: "TrackerError" });
    lrs.isMute = false;
    await waiting.flush();
    expect(arrived()).toEqual(["1"]);
    expect(kept).toBe("");
  });
});

describe("sending", () => {
  test("has begun when flush returns: in pagehide there is no later", () => {
    const waiting = queue();
    waiting.add(statement(1));
    waiting.add(statement(2));
    void waiting.flush();
    expect(lrs.requests).toHaveLength(2);
  });

  test("one after the other keeps the order, and stops at the first that is not taken", async () => {
    const waiting = queue(1);
    [1, 2, 3].forEach((number) => {
      waiting.add(statement(number));
    });
    lrs.refuses = { experienced: 500 };
    await expect(waiting.flush()).rejects.toMatchObject({ why: "unreachable" });
    expect(lrs.requests).toHaveLength(1);
    lrs.refuses = {};
    await waiting.flush();
    expect(arrived()).toEqual(["1", "2", "3"]);
  });

  test.each([400, 413])("what the store will never take (%i) does not hold up the others", async (status) => {
    const waiting = queue(1);
    waiting.add({ ...statement(1), verb: verb("answered") });
    waiting.add(statement(2));
    lrs.refuses = { answered: status };
    await waiting.flush();
    expect(arrived()).toEqual(["2"]);
  });
});
