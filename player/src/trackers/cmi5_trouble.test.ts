// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { ANSWER, CHECKPOINT, PAGE, host, lms, opened, settle } from "../../testing/cmi5_beginning.js";
import { course } from "../../testing/course.js";
import { LAUNCH } from "../../testing/fake_cmi5.js";
import { PASSED, standing } from "../../testing/standings.js";
import { Cmi5Tracker } from "./cmi5.js";

describe("trouble", () => {
  test("what a closed window could not send is told by the next session as its own, and nothing twice", async () => {
    const { tracker } = await opened();
    tracker.viewed(PAGE);
    tracker.answer(ANSWER);
    tracker.report(standing(PASSED));
    lms.trouble = 0;
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why: "unreachable" });
    lms.trouble = null;
    const { tracker: next, resume } = await opened(lms.relaunch());
    expect(resume.isUnsent).toBe(true);
    next.report(standing(PASSED));
    await next.save(CHECKPOINT);
    expect(lms.verbs().sort()).toEqual([
      "answered",
      "completed",
      "experienced",
      "initialized",
      "initialized",
      "passed",
    ]);
    expect(lms.refusals).toEqual([]);
    const { resume: third } = await opened(lms.relaunch());
    expect(third.isUnsent).toBe(false);
  });

  test("a result whose answer was lost is told again, and an LMS that refuses it for that has it", async () => {
    const { tracker } = await opened();
    const answering = vi.fn((address: string, init?: RequestInit) =>
      lms
        .fetch(address, init)
        .then((answer) => (init?.method === "GET" ? answer : Promise.reject(new TypeError("lost")))),
    );
    vi.stubGlobal("fetch", answering);
    tracker.report(standing(PASSED));
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why: "unreachable" });
    vi.stubGlobal("fetch", lms.fetch);
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed"]);
    expect((await opened(lms.relaunch())).resume.isUnsent).toBe(false);
  });

  test("a result that an LMS refuses, and does not have, is not taken for told", async () => {
    const { tracker } = await opened();
    tracker.report(standing(PASSED));
    lms.trouble = 0;
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why: "unreachable" });
    lms.trouble = null;
    const refusing = (address: string, init: RequestInit = {}): Promise<Response> =>
      init.method !== "GET" && address.includes("/statements")
        ? Promise.resolve(new Response(null, { status: 403 }))
        : lms.fetch(address, init);
    vi.stubGlobal("fetch", refusing);
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why: "ended" });
    vi.stubGlobal("fetch", lms.fetch);
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed"]);
  });

  test.each([
    ["with a refusal", () => new Response(null, { status: 403 })],
    ["with a page for signing in", () => new Response("<html>", { headers: { "Content-Type": "text/html" } })],
    ["with something else", () => Response.json({ statements: {} })],
  ])("an LMS that answers %s when it is asked what was told is told it", async (_, answer) => {
    const closed = (address: string, init: RequestInit = {}): Promise<Response> =>
      init.method === "GET" && address.includes("verb=") ? Promise.resolve(answer()) : lms.fetch(address, init);
    vi.stubGlobal("fetch", closed);
    const { tracker } = await opened();
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed"]);
    const warned = vi.mocked(console.warn).mock.calls.map(([text]) => String(text));
    expect(warned.every((text) => /not known whether the learning system has (completed|passed)/.test(text))).toBe(
      true,
    );
    expect(warned).toHaveLength(answer().headers.get("Content-Type") === "text/html" ? 2 : 0);
  });

  test("an LMS that is too busy to say what was told is asked again before anything is told", async () => {
    const { tracker } = await opened();
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    lms.documents.clear();
    const busy = (address: string, init: RequestInit = {}): Promise<Response> =>
      init.method === "GET" && address.includes("/statements")
        ? Promise.resolve(new Response(null, { status: 429 }))
        : lms.fetch(address, init);
    vi.stubGlobal("fetch", busy);
    const { tracker: next } = await opened(lms.relaunch());
    next.report(standing(PASSED));
    await expect(next.save(CHECKPOINT)).rejects.toMatchObject({ why: "unreachable" });
    vi.stubGlobal("fetch", lms.fetch);
    await next.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed", "initialized"]);
    expect(lms.refusals).toEqual([]);
  });

  test("an LMS that asks to wait before the session has begun is left alone", async () => {
    lms.tokens = [new Response(null, { status: 429, headers: { "Retry-After": "30" } }), '{"auth-token":"abc"}'];
    const tracker = new Cmi5Tracker(host(), course(), LAUNCH);
    await expect(tracker.open()).rejects.toMatchObject({ why: "unreachable" });
    await expect(tracker.open()).rejects.toMatchObject({ detail: "POST fetch: it asked to wait" });
    expect(lms.requests).toHaveLength(1);
  });

  test("a page that is loaded again after the end has no session any more", async () => {
    const { tracker } = await opened();
    tracker.close();
    await expect(opened()).rejects.toMatchObject({ why: "refused" });
    await settle();
    expect(lms.verbs()).toEqual(["initialized", "terminated"]);
  });

  test("a lost connection loses nothing, doubles nothing, and lets the result go first", async () => {
    const { tracker } = await opened();
    tracker.viewed(PAGE);
    tracker.answer(ANSWER);
    tracker.report(standing(PASSED));
    lms.trouble = 0;
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why: "unreachable" });
    lms.trouble = null;
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed", "experienced", "answered"]);
    expect(lms.refusals).toEqual([]);
  });

  test.each([
    [401, "signedout"],
    [403, "ended"],
  ])("%i in the middle of a session means that it is %s", async (status, why) => {
    const { tracker } = await opened();
    lms.trouble = status;
    tracker.viewed(PAGE);
    await expect(tracker.save(CHECKPOINT)).rejects.toMatchObject({ why });
  });
});
