import { describe, expect, test, vi } from "vitest";
import { actor, arrived, device, lrs, queue, statement } from "../../../testing/queues.js";
import { activity, verb, type Statement } from "./statement.js";

describe("what waits", () => {
  test("outlives the page, and is sent by the next one", async () => {
    const before = queue();
    lrs.trouble = 0;
    before.add(statement(1));
    await expect(before.flush()).rejects.toMatchObject({ why: "unreachable" });
    lrs.trouble = null;
    const after = queue();
    await after.load();
    expect(JSON.parse(device.kept)).toHaveLength(1);
    await after.flush();
    expect(arrived()).toEqual(["1"]);
    expect(lrs.statements[0]?.actor).toEqual(actor);
    expect(device.kept).toBe("");
  });

  test("longer than there is room for is kept as far as it goes, and that is known", async () => {
    const waiting = queue();
    const long = { response: "x".repeat(60_000) };
    for (let number = 1; number <= 3; number++) {
      waiting.add({ ...statement(number), result: long });
    }
    expect(await waiting.isKept()).toBe(true);
    waiting.add({ ...statement(4), result: long });
    expect(await waiting.isKept()).toBe(false);
    expect(device.kept.length).toBeGreaterThan(150_000);
  });

  test("and that the browser does not keep is known", async () => {
    const waiting = queue();
    device.isFull = true;
    waiting.add(statement(1));
    expect(await waiting.isKept()).toBe(false);
    await waiting.flush();
    expect(await waiting.isKept()).toBe(true);
  });

  test("does not say on the device who the learner is", () => {
    queue().add(statement(1));
    expect(device.kept).toContain("https://example.org/1");
    expect(device.kept).not.toMatch(/tess/i);
  });

  test.each(["{", "7", '{"a":1}'])("and was damaged on the device (%s) is nothing", async (text) => {
    device.kept = text;
    const waiting = queue();
    await waiting.load();
    await waiting.flush();
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
    expect(device.kept).toBe("");
  });
});

describe("sending", () => {
  test("has begun when flush returns: in pagehide there is no later", () => {
    const waiting = queue();
    waiting.add(statement(1));
    waiting.add(statement(2));
    void waiting.flush();
    expect(lrs.requests).toHaveLength(1);
  });

  test("puts results first, and the rest into one request", () => {
    const waiting = queue();
    waiting.add(statement(1));
    waiting.add(statement(2));
    waiting.add({ ...statement(3), verb: verb("passed") });
    void waiting.flush();
    expect(lrs.requests.map(({ method, body }) => [method, JSON.parse(body) as unknown])).toEqual([
      ["PUT", expect.objectContaining({ id: statement(3).id })],
      ["POST", [expect.objectContaining({ id: statement(1).id }), expect.objectContaining({ id: statement(2).id })]],
    ]);
  });

  test("makes requests that outlive the page: none is larger than a browser would let go", async () => {
    const waiting = queue();
    const long = { definition: { description: { en: "x".repeat(5_000) } } };
    for (let number = 0; number < 30; number++) {
      waiting.add({ ...statement(number), object: { ...activity(`https://example.org/${number}`), ...long } });
    }
    await waiting.flush();
    expect(lrs.requests.length).toBe(4);
    expect(Math.max(...lrs.requests.map(({ body }) => body.length))).toBeLessThan(60_000);
    expect(arrived()).toHaveLength(30);
  });

  test.each([400, 413])("what the store will never take (%i) does not hold up the others", async (status) => {
    const waiting = queue();
    waiting.add({ ...statement(1), verb: verb("answered") });
    waiting.add(statement(2));
    lrs.refuses = { answered: status };
    await waiting.flush();
    expect(arrived()).toEqual(["2"]);
    expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("refused"), "answered", status, "");
  });

  test.each([400, 403, 404, 405, 415, 501])("a store that answers %i to an array gets each alone", async (status) => {
    lrs.arrays = status;
    const waiting = queue();
    [statement(1), statement(2), statement(3)].forEach(waiting.add.bind(waiting));
    await waiting.flush();
    expect(arrived().sort()).toEqual(["1", "2", "3"]);
  });

  test.each([
    ["nothing", ""],
    ["a list of ids", '["a"]'],
  ])("an answer to an array that holds %s has taken it", async (_, text) => {
    const asked = vi.fn(() => Promise.resolve(new Response(text)));
    vi.stubGlobal("fetch", asked);
    const waiting = queue();
    [1, 2].forEach((number) => {
      waiting.add(statement(number));
    });
    await waiting.flush();
    expect(waiting.isEmpty).toBe(true);
    expect(asked).toHaveBeenCalledOnce();
  });

  test("an answer to an array that is of something else has not", async () => {
    vi.stubGlobal("fetch", (address: string, init: RequestInit) =>
      init.method === "POST" ? Promise.resolve(Response.json({ statements: [] })) : lrs.fetch(address, init),
    );
    const waiting = queue();
    [1, 2].forEach((number) => {
      waiting.add(statement(number));
    });
    await waiting.flush();
    expect(arrived().sort()).toEqual(["1", "2"]);
  });
});

describe("an id that the store has already (409)", () => {
  const told = { ...statement(1), result: { success: true } };

  async function sent(isOnce: boolean): Promise<void> {
    const waiting = queue(isOnce);
    waiting.add(told);
    await waiting.flush();
    expect(waiting.isEmpty).toBe(true);
  }

  test("has ours where it tells of the same, whenever that was told", async () => {
    lrs.statements.push({ ...told, timestamp: "2025-01-01T00:00:00.000Z" });
    await sent(false);
    expect(lrs.statements).toHaveLength(1);
  });

  test("and tells of something else does not take ours away: that goes under an id of its own", async () => {
    lrs.statements.push({ ...told, result: { success: false } });
    await sent(false);
    expect(lrs.statements.map(({ result }) => result?.success)).toEqual([false, true]);
    await sent(false);
    expect(lrs.statements).toHaveLength(2);
  });

  test("stands for what a standard allows once and no more", async () => {
    lrs.statements.push({ ...told, result: { success: false } });
    await sent(true);
    expect(lrs.statements).toHaveLength(1);
  });

  test.each([
    ["and has it", told, []],
    ["and has another", { ...told, result: { success: false } }, [told.id]],
    ["and has none", null, [told.id]],
  ])(
    "may be refused by a store that allows it once, when it is sent again: one that does so %s",
    async (_, theirs, left) => {
      const waiting = queue(true);
      waiting.add(told);
      lrs.trouble = 0;
      await expect(waiting.flush()).rejects.toMatchObject({ why: "unreachable" });
      expect(lrs.requests.map(({ method }) => method)).toEqual(["PUT"]);
      await expect(waiting.flush()).rejects.toMatchObject({ why: "unreachable" });
      expect(lrs.requests.map(({ method }) => method)).toEqual(["PUT", "PUT"]);
      lrs.trouble = null;
      lrs.refuses = { experienced: 403 };
      lrs.statements.push(...(theirs ? [theirs] : []));
      const sending = waiting.flush();
      await (left.length > 0 ? expect(sending).rejects.toMatchObject({ why: "signedout" }) : sending);
      expect(waiting.isEmpty).toBe(left.length === 0);
      expect((JSON.parse(device.kept || "[]") as Statement[]).map(({ id }) => id)).toEqual(left);
    },
  );

  test("has ours where nobody may read, if it was sent before, and else not", async () => {
    lrs.isWriteOnly = true;
    const waiting = queue();
    waiting.add(told);
    lrs.isMute = true;
    await expect(waiting.flush()).rejects.toMatchObject({ why: "unreachable" });
    lrs.isMute = false;
    const after = queue();
    await after.load();
    await after.flush();
    expect(lrs.statements).toHaveLength(1);
    await sent(false);
    expect(lrs.statements).toHaveLength(2);
  });
});

test("what is left of an earlier session goes on as this one tells it, or not at all", async () => {
  const before = queue();
  [1, 2].forEach((number) => {
    before.add(statement(number));
  });
  const after = queue(false, (left) =>
    left.id === statement(1).id ? null : { ...left, context: { platform: "this one" } },
  );
  await after.load();
  await after.flush();
  expect(lrs.statements).toMatchObject([{ id: statement(2).id, context: { platform: "this one" } }]);
  expect(device.kept).toBe("");
});
