// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { ANSWER, CHECKPOINT, PAGE, host, lms, opened, settle, went } from "../../testing/cmi5_beginning.js";
import { course } from "../../testing/course.js";
import { LAUNCH, LAUNCH_DATA } from "../../testing/fake_cmi5.js";
import { FAILED, PASSED, standing } from "../../testing/standings.js";
import { Cmi5Tracker } from "./cmi5.js";
import { TrackerError } from "./tracker.js";

describe("at launch", () => {
  test("token, launch data and preferences come first, and then initialized", async () => {
    const { resume, tracker } = await opened();
    expect(tracker.sends).toMatch(/\w \w/);
    expect(lms.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      "POST /fetch",
      "GET /lrs/activities/state",
      "GET /lrs/agents/profile",
      "GET /lrs/activities/state",
      "PUT /lrs/statements",
      "GET /lrs/statements",
      "GET /lrs/statements",
    ]);
    expect(lms.verbs()).toEqual(["initialized"]);
    expect(lms.statements[0]?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(resume).toEqual({
      bookmark: "",
      state: "",
      learnerId: JSON.stringify({ account: LAUNCH.actor.account }),
      learnerName: "Tess",
      writable: true,
      tellsEnd: true,
      isUnsent: false,
      status: "unknown",
      passMark: 75,
      totalSeconds: 0,
    });
  });

  test("one who comes back in another session gets what was saved", async () => {
    const { tracker } = await opened();
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    const { resume } = await opened(lms.relaunch());
    expect(resume).toMatchObject({ bookmark: "L1-02", state: "1.abc.00000000", status: "passed", totalSeconds: 90.5 });
  });

  test("a page that is loaded again goes on with its token, and does not begin again", async () => {
    await opened();
    const { tracker } = await opened();
    tracker.viewed(PAGE);
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "experienced"]);
    expect(lms.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("a launch that is none is said in its own words", async () => {
    const problem = new TrackerError("The learning system did not say who you are.", "actor", "absent");
    await expect(new Cmi5Tracker(host(), course(), problem).open()).rejects.toBe(problem);
    expect(lms.requests).toEqual([]);
  });
});

describe.each(["Browse", "Review", "Unheard", 7])("in the mode %s", (launchMode) => {
  test("only the begin and the end of the session are told", async () => {
    lms.launchData = { ...LAUNCH_DATA, launchMode };
    const { tracker, resume } = await opened();
    expect(resume.writable).toBe(false);
    tracker.viewed(PAGE);
    tracker.answer(ANSWER);
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    tracker.close();
    await settle();
    expect(lms.verbs()).toEqual(["initialized", "terminated"]);
    expect(lms.documents.size).toBe(0);
    expect(went).toEqual(["https://lms.example.org/return"]);
  });
});

describe("where the learner stands", () => {
  test("completed and passed are told once in a registration", async () => {
    const { tracker } = await opened();
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    tracker.report(standing({ ...PASSED, score: 100 }));
    await tracker.save(CHECKPOINT);
    const { tracker: next } = await opened(lms.relaunch());
    next.report(standing({ ...PASSED, score: 100 }));
    await next.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed", "initialized"]);
    expect(lms.refusals).toEqual([]);
  });

  test("a quiz that is not passed is told at the end of the session, and only if it was not passed by then", async () => {
    const { tracker } = await opened();
    tracker.report(standing(FAILED));
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized"]);
    tracker.close();
    await settle();
    expect(lms.verbs()).toEqual(["initialized", "failed", "terminated"]);
    const { tracker: next } = await opened(lms.relaunch());
    next.report(standing(FAILED));
    await next.save(CHECKPOINT);
    next.report(standing(PASSED));
    await next.save(CHECKPOINT);
    next.close();
    await settle();
    expect(lms.verbs().slice(3)).toEqual(["initialized", "completed", "passed", "terminated"]);
    expect(lms.refusals).toEqual([]);
  });

  test("the same failure is not told again by a session in which nothing was tried", async () => {
    for (const relaunched of ["at first", "again"]) {
      const { tracker } = await opened(relaunched === "again" ? lms.relaunch() : LAUNCH);
      tracker.report(standing(FAILED));
      await tracker.save(CHECKPOINT);
      tracker.close();
      await settle();
    }
    expect(lms.verbs().filter((verb) => verb === "failed")).toHaveLength(1);
  });

  test("the LMS's mastery score decides: below it nothing is passed, whatever the course thinks", async () => {
    lms.launchData = { ...LAUNCH_DATA, masteryScore: 0.9 };
    const { tracker } = await opened();
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    tracker.close();
    await settle();
    expect(lms.verbs()).toEqual(["initialized", "completed", "failed", "terminated"]);
    expect(lms.stated("failed").context.extensions).toMatchObject({
      "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.9,
    });
  });

  test("a module without a quiz is completed, and there is nothing to pass", async () => {
    const { tracker } = await opened();
    tracker.report(standing({ status: "passed", score: null, progress: 1 }));
    await tracker.save(CHECKPOINT);
    tracker.close();
    await settle();
    expect(lms.verbs()).toEqual(["initialized", "completed", "terminated"]);
    expect((await opened(lms.relaunch())).resume.status).toBe("completed");
  });

  test.each([
    ["passed", { status: "incomplete", score: 40, progress: 0.5 } as const],
    ["failed", FAILED],
  ])("where the LMS has no mastery score, the course says what is %s", async (verb, outcome) => {
    lms.launchData = { ...LAUNCH_DATA, masteryScore: undefined };
    const { tracker } = await opened();
    tracker.report(standing(outcome));
    await tracker.save(CHECKPOINT);
    tracker.close();
    await settle();
    expect(lms.verbs()).toEqual(["initialized", verb, "terminated"]);
  });

  test("what an earlier session told is asked for, where its saved state does not know", async () => {
    const { tracker } = await opened();
    await tracker.save(CHECKPOINT);
    tracker.report(standing(PASSED));
    await tracker.save(CHECKPOINT);
    lms.documents.set("suspendData", JSON.stringify({ ...CHECKPOINT, module: course().module.iri }));
    const { tracker: next } = await opened(lms.relaunch());
    next.report(standing(PASSED));
    await next.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "completed", "passed", "initialized"]);
    expect(lms.refusals).toEqual([]);
  });
});

describe("the end", () => {
  test("comes after what no save has taken along", async () => {
    const { tracker } = await opened();
    tracker.viewed(PAGE);
    tracker.close();
    await settle();
    expect(lms.verbs()).toEqual(["initialized", "experienced", "terminated"]);
  });

  test("that does not arrive is said to IT, and leads the learner nowhere", async () => {
    const { tracker } = await opened();
    lms.trouble = 0;
    tracker.close();
    await expect(tracker.ended).resolves.toBeUndefined();
    expect(console.error).toHaveBeenCalledWith(
      expect.stringContaining("the LMS will note that it was abandoned"),
      expect.any(TrackerError),
    );
    expect(went).toEqual([]);
  });

  test("is told last, with the session's length, and then the learner goes back to the LMS", async () => {
    const { tracker } = await opened();
    tracker.viewed(PAGE);
    await tracker.save(CHECKPOINT);
    vi.setSystemTime(Date.now() + 65_000);
    tracker.close();
    tracker.close();
    await settle();
    tracker.viewed(PAGE);
    await tracker.save(CHECKPOINT);
    expect(lms.verbs()).toEqual(["initialized", "experienced", "terminated"]);
    expect(lms.stated("terminated").result).toEqual({ duration: "PT65S" });
    expect(went).toEqual(["https://lms.example.org/return"]);
  });

  test.each(["http://lms.example.org/", "HTTPS://lms.example.org/"])("leads back to %s", async (returnURL) => {
    lms.launchData = { ...LAUNCH_DATA, returnURL };
    const { tracker } = await opened();
    tracker.close();
    await settle();
    expect(went).toEqual([returnURL]);
  });

  test.each([[undefined], ["javascript:alert(1)"], ["see https://lms.example.org/"], [7]])(
    "with the return address %j the learner stays",
    async (returnURL) => {
      lms.launchData = { ...LAUNCH_DATA, returnURL };
      const { tracker } = await opened();
      tracker.close();
      await settle();
      expect(lms.verbs()).toEqual(["initialized", "terminated"]);
      expect(went).toEqual([]);
    },
  );
});
