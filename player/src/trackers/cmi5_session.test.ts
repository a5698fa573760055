// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { host, lms, opened } from "../../testing/cmi5_beginning.js";
import { course } from "../../testing/course.js";
import { LAUNCH, LAUNCH_DATA } from "../../testing/fake_cmi5.js";
import { Cmi5Tracker } from "./cmi5.js";

const IN_WORDS = expect.stringMatching(/\w \w.*\.$/) as string;

/** A server that never answers, until whoever asked gives up. */
const unanswered = (_: string, { signal }: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => {
      reject(new DOMException("aborted", "AbortError"));
    });
  });

describe("before a session begins", () => {
  test("a used token without the page that used it says to open the course again", async () => {
    lms.tokens = [];
    await expect(opened()).rejects.toMatchObject({
      message: expect.stringContaining("open it again") as string,
      detail: expect.stringMatching(/^POST fetch: error \d, \w/) as string,
      why: "refused",
    });
    expect(lms.statements).toEqual([]);
  });

  test.each(['{"error-code":"99"}', '{"error-code":99}'])(
    "the error %s, which the standard does not know, is named as such",
    async (answer) => {
      lms.tokens = [answer];
      await expect(opened()).rejects.toMatchObject({
        detail: "POST fetch: error 99, an error that cmi5 does not know",
        why: "refused",
      });
    },
  );

  test.each([
    ["a web page", new Response("<html>Sign in</html>", { headers: { "Content-Type": "text/html" } }), "200, no JSON"],
    ["no token", new Response("{}"), "200, no auth-token in it"],
    ["an empty token", new Response('{"auth-token":""}'), "200, no auth-token in it"],
    ["a refusal", new Response(null, { status: 404 }), "404, no JSON"],
    ["a server that is down", new Response(null, { status: 500 }), "500", "unreachable"],
    ["a server that is busy", new Response(null, { status: 429 }), "429", "unreachable"],
  ])("%s in the place of a token is no launch, and IT reads what came", async (_, answer, came, why = "refused") => {
    lms.tokens = [answer];
    await expect(opened()).rejects.toMatchObject({
      name: "TrackerError",
      message: IN_WORDS,
      detail: `POST fetch: ${came}`,
      why,
    });
    expect(lms.statements).toEqual([]);
  });

  test("a token is asked for without a cookie, and no other site is told of it", async () => {
    const asked = vi.fn(lms.fetch);
    vi.stubGlobal("fetch", asked);
    await opened();
    expect(asked.mock.calls[0]).toEqual([
      LAUNCH.fetch,
      expect.objectContaining({
        method: "POST",
        cache: "no-store",
        credentials: "omit",
        redirect: "manual",
        referrerPolicy: "no-referrer",
      }),
    ]);
  });

  test.each([
    [
      "an LMS that is out of reach",
      () => Promise.reject(new TypeError("Failed to fetch")),
      "offline, or blocked (CORS)",
    ],
    ["one that does not answer in 15 seconds", unanswered, "no answer in 15 s"],
  ])("%s is said to IT, and a later try may succeed", async (_, fetch, cause) => {
    vi.stubGlobal("fetch", fetch);
    const tracker = new Cmi5Tracker(host(), course(), LAUNCH);
    const opening = expect(tracker.open()).rejects.toMatchObject({
      message: IN_WORDS,
      detail: `POST fetch: ${cause}`,
      why: "unreachable",
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await opening;
    vi.stubGlobal("fetch", lms.fetch);
    await tracker.open();
    expect(lms.verbs()).toEqual(["initialized"]);
  });

  test.each([
    ["missing", null, "there is no LMS.LaunchData"],
    ["no JSON", "<html></html>", "LMS.LaunchData has no contextTemplate"],
    ["without a context", { launchMode: "Normal" }, "LMS.LaunchData has no contextTemplate"],
    ["with nothing for a context", { contextTemplate: null }, "LMS.LaunchData has no contextTemplate"],
  ])("launch data that is %s records nothing, and says so", async (_, launchData, detail) => {
    lms.launchData = launchData;
    const message = expect.stringContaining("how to record") as string;
    await expect(opened()).rejects.toMatchObject({ message, detail, why: "refused" });
    expect(lms.statements).toEqual([]);
  });

  test("preferences that are not for us are no error", async () => {
    lms.preferences = 403;
    await opened();
    const asked = lms.requests.find(({ url }) => url.pathname === "/lrs/agents/profile");
    expect(Object.fromEntries(asked?.url.searchParams ?? [])).toEqual({
      agent: JSON.stringify(LAUNCH.actor),
      profileId: "cmi5LearnerPreferences",
    });
    expect(lms.verbs()).toEqual(["initialized"]);
  });

  test("preferences that cannot be read yet come before the first statement all the same (cmi5 11.0.0.0-3)", async () => {
    lms.preferences = 503;
    const tracker = new Cmi5Tracker(host(), course(), LAUNCH);
    await expect(tracker.open()).rejects.toMatchObject({ why: "unreachable" });
    expect(lms.statements).toEqual([]);
    lms.preferences = 404;
    await tracker.open();
    expect(lms.verbs()).toEqual(["initialized"]);
  });

  test("a session whose begin the LMS did not take asks for nothing else once more", async () => {
    const refusing = (address: string, init: RequestInit = {}): Promise<Response> =>
      init.method === "PUT" ? Promise.resolve(new Response(null, { status: 503 })) : lms.fetch(address, init);
    vi.stubGlobal("fetch", refusing);
    const tracker = new Cmi5Tracker(host(), course(), LAUNCH);
    await expect(tracker.open()).rejects.toMatchObject({ why: "unreachable" });
    const asked = lms.requests.length;
    vi.stubGlobal("fetch", lms.fetch);
    await tracker.open();
    expect(
      lms.requests.slice(asked, asked + 2).map(({ method, url }) => [method, url.searchParams.get("stateId")]),
    ).toEqual([
      ["GET", "suspendData"],
      ["PUT", null],
    ]);
    expect(lms.verbs()).toEqual(["initialized"]);
  });

  test.each([
    [0, 0],
    [0.9, 90],
    [0.333333, 33.33],
    [1, 100],
    ["none", null],
    [undefined, null],
  ])("the mastery score %j is the pass mark %j", async (masteryScore, passMark) => {
    lms.launchData = { ...LAUNCH_DATA, masteryScore };
    expect((await opened()).resume.passMark).toBe(passMark);
    expect(console.warn).not.toHaveBeenCalled();
  });

  test.each([1.5, -0.1, "80"])("the mastery score %j makes no sense, which IT reads", async (masteryScore) => {
    lms.launchData = { ...LAUNCH_DATA, masteryScore };
    expect((await opened()).resume.passMark).toBeNull();
    expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/mastery score.* makes no sense/));
  });

  test.each(["normal", undefined])("the mode %j is one in which is recorded", async (launchMode) => {
    lms.launchData = { ...LAUNCH_DATA, launchMode };
    expect((await opened()).resume.writable).toBe(true);
  });
});
