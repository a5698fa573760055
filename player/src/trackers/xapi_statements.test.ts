import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course, question, taught } from "../../testing/course.js";
import { LAUNCH } from "../../testing/fake_lrs.js";
import { PASSED, standing } from "../../testing/standings.js";
import type { Answer } from "./tracker.js";
import type { XapiLaunch } from "./xapi_launch.js";
import { XapiStatements } from "./xapi_statements.js";

const MODULE = "https://example.org/course/level-1";
const STANDING = standing(PASSED);
const ANSWER: Answer = {
  question: question(),
  purpose: "check",
  response: [1, 0, 0],
  right: false,
  at: Date.UTC(2026, 10, 20),
  seconds: 7.25,
};

const maker = (launch: Partial<XapiLaunch> = {}): XapiStatements =>
  new XapiStatements(course(), { ...LAUNCH, ...launch }, (at) => new Date(at).toISOString());

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 14, 32, 5, 120) });
});

afterEach(() => {
  vi.useRealTimers();
});

test("the edition of a course stands in every context, beside what is there already", () => {
  const own = "https://w3id.org/coursepack/extensions/edition";
  const data = course();
  const edited = { ...data, course: { ...data.course, edition: "nethermere" } };
  const made = new XapiStatements(edited, LAUNCH, (at) => new Date(at).toISOString());
  expect(made.passed(STANDING).context.extensions).toEqual({ [own]: "nethermere" });
  expect(made.answered({ ...ANSWER, question: question(), purpose: "check" }).context.extensions).toEqual({
    [own]: "nethermere",
    "https://w3id.org/coursepack/extensions/purpose": "check",
  });
  expect(maker().passed(STANDING).context.extensions).toBeUndefined();
});

describe("the result", () => {
  test("of another registration is another one, though learner, module and score are the same", () => {
    const registrations = [LAUNCH.registration, "00000000-0000-4000-8000-000000000001", null];
    const ids = registrations.map((registration) => maker({ registration }).passed(STANDING).id);
    expect(new Set(ids).size).toBe(3);
  });

  test("stands on the module, with registration, score and time", () => {
    expect(maker().passed(STANDING)).toMatchObject({
      actor: LAUNCH.actor,
      verb: { id: "http://adlnet.gov/expapi/verbs/passed", display: { en: "passed" } },
      object: { objectType: "Activity", id: MODULE },
      result: {
        score: { scaled: 0.875, raw: 87.5, min: 0, max: 100 },
        success: true,
        duration: "PT90.5S",
      },
      context: { registration: LAUNCH.registration, platform: "An LMS", language: "en-GB" },
      timestamp: "2026-11-21T14:32:05.120Z",
    });
  });

  test("of a try that did not pass says so, and says nothing of completion", () => {
    const { result } = maker().failed(STANDING);
    expect(result).toMatchObject({ success: false, score: { raw: 87.5 } });
    expect(result).not.toHaveProperty("completion");
  });

  test("of completion is not a score", () => {
    expect(maker().completed(STANDING).result).toEqual({ completion: true, duration: "PT90.5S" });
  });

  test("stands on the id under which the launcher knows the module", () => {
    const launch = { activityId: "https://lms.example.org/act/7", grouping: "https://g.example.org" };
    const { object, context } = maker(launch).passed(STANDING);
    expect(object.id).toBe(launch.activityId);
    expect(context).toHaveProperty("contextActivities", {
      grouping: [
        expect.objectContaining({ id: "https://example.org/course" }),
        { objectType: "Activity", id: "https://g.example.org" },
      ],
      category: [expect.objectContaining({ id: "https://w3id.org/coursepack/profile/v1" })],
    });
  });
});

test("a try at the quiz is about the quiz, called as its page, and says which it was and what came of it", () => {
  const attempt = { number: 2, score: 33.33, isPassed: false, at: Date.UTC(2026, 10, 20) };
  expect(maker().attempted(attempt)).toMatchObject({
    verb: { id: "http://adlnet.gov/expapi/verbs/attempted", display: { en: "attempted" } },
    object: {
      id: `${MODULE}#check`,
      definition: {
        type: "http://adlnet.gov/expapi/activities/assessment",
        name: { "en-GB": "The check" },
        description: { "en-GB": "Ten principles: Level 1: The check" },
      },
    },
    result: {
      score: { scaled: 0.3333, raw: 33.33, min: 0, max: 100 },
      success: false,
      extensions: { "https://w3id.org/coursepack/extensions/attempt": 2 },
    },
    timestamp: "2026-11-20T00:00:00.000Z",
  });
  const pageless = new XapiStatements(course({ check: null }), LAUNCH, () => "");
  expect(pageless.attempted(attempt).object.definition).toMatchObject({ name: { "en-GB": "Level 1" } });
});

test("a module and its course are told by their titles", () => {
  const { object, context } = maker().initialized();
  expect(object.definition).toEqual({
    type: "http://adlnet.gov/expapi/activities/module",
    name: { "en-GB": "Level 1" },
    description: { "en-GB": "Ten principles: Level 1" },
  });
  expect(context.contextActivities).toEqual({
    grouping: [
      {
        objectType: "Activity",
        id: "https://example.org/course",
        definition: { type: "http://adlnet.gov/expapi/activities/course", name: { "en-GB": "Ten principles" } },
      },
    ],
    category: [
      {
        objectType: "Activity",
        id: "https://w3id.org/coursepack/profile/v1",
        definition: { type: "http://adlnet.gov/expapi/activities/profile" },
      },
    ],
  });
});

test("a page is a part of the module", () => {
  const { object, context } = maker().experienced(course().pages[0]!);
  expect(object).toMatchObject({ id: `${MODULE}/L1-01`, definition: { name: { "en-GB": "Notice" } } });
  expect(context).toHaveProperty("contextActivities.parent", [{ objectType: "Activity", id: MODULE }]);
});

describe("an answer", () => {
  test("defines the question, what was answered, what is right, and when", () => {
    expect(maker().answered(ANSWER)).toMatchObject({
      object: {
        id: `${MODULE}/L1-Q01`,
        definition: {
          type: "http://adlnet.gov/expapi/activities/cmi.interaction",
          description: { "en-GB": "Stem of L1-Q01" },
          interactionType: "choice",
          correctResponsesPattern: ["b"],
          choices: [
            { id: "a", description: { "en-GB": "Option a of L1-Q01" } },
            { id: "b", description: { "en-GB": "Option b of L1-Q01" } },
            { id: "c", description: { "en-GB": "Option c of L1-Q01" } },
          ],
        },
      },
      result: { response: "a", success: false, duration: "PT7.25S" },
      context: { contextActivities: { parent: [{ objectType: "Activity", id: `${MODULE}#check` }] } },
      timestamp: "2026-11-20T00:00:00.000Z",
    });
  });

  test.each([
    ["check", question(), `${MODULE}#check`],
    ["follow-up", question(), `${MODULE}#check`],
    ["practice", taught()[0]!, `${MODULE}/L1-01`],
  ] as const)("for %s says so, and belongs to where it was asked", (purpose, asked, parent) => {
    const { context } = maker().answered({ ...ANSWER, question: asked, purpose });
    expect(context.contextActivities?.parent).toEqual([{ objectType: "Activity", id: parent }]);
    expect(context.contextActivities?.grouping).toContainEqual({ objectType: "Activity", id: MODULE });
    expect(context.extensions).toEqual({ "https://w3id.org/coursepack/extensions/purpose": purpose });
  });

  test.each([
    ["L1_Q20_car_park", "L1-Q20: car park"],
    ["L1_Q20", "L1-Q20"],
  ])("is to a question that reports of %s call %s", (trackingId, name) => {
    const asked = question({ id: "L1-Q20", trackingId });
    const { definition } = maker().answered({ ...ANSWER, question: asked }).object;
    expect(definition).toHaveProperty("name", { "en-GB": name });
  });

  test.each([
    [1, "matching", "source", "a[.]1[,]b[.]2"],
    [2, "sequencing", "choices", "a[,]b[,]c"],
  ])("to question %i with labels says how it is to be read", (index, interactionType, part, right) => {
    const asked = taught()[index]!;
    const response = asked.options.map(({ answer }) => answer);
    const { definition } = maker().answered({ ...ANSWER, question: asked, response }).object;
    expect(definition).toMatchObject({ interactionType, correctResponsesPattern: [right] });
    expect(definition).toHaveProperty([part, "length"], asked.options.length);
    expect(Object.keys(definition!).includes("target")).toBe(interactionType === "matching");
  });
});

test("no statement has an empty value, which LRSs refuse", () => {
  const bare = maker({ registration: null, platform: null });
  const unscored = { ...STANDING, score: null };
  const all = [bare.initialized(), bare.passed(unscored), bare.answered(ANSWER), bare.suspended(7)];
  expect(JSON.stringify(all)).not.toMatch(/null|undefined|""/);
});

test("an answer says which principle it is about", () => {
  const { context } = maker().answered({ ...ANSWER, question: question({ principle: "P2" }) });
  expect(context.contextActivities?.category).toContainEqual({
    objectType: "Activity",
    id: "https://example.org/course#P2",
    definition: { type: "http://adlnet.gov/expapi/activities/objective", name: { "en-GB": "Listen" } },
  });
});

describe("an id", () => {
  test("is the same for the same event, on whatever device it is told again", () => {
    const once = maker().answered(ANSWER).id;
    vi.setSystemTime(Date.UTC(2026, 10, 22));
    expect(maker().answered(ANSWER).id).toBe(once);
    expect(maker().passed(STANDING).id).toBe(maker().passed({ ...STANDING, totalSeconds: 1 }).id);
  });

  test("differs for another time, learner, registration, score or activity", () => {
    const others = [
      maker({ actor: { mbox: "mailto:tom@example.org" } }).passed(STANDING),
      maker({ registration: null }).passed(STANDING),
      maker({ activityId: "https://lms.example.org/act/7" }).passed(STANDING),
      maker().passed({ ...STANDING, score: 90 }),
      maker().failed(STANDING),
      maker().completed(STANDING),
      maker().passed(STANDING),
    ];
    expect(new Set(others.map(({ id }) => id)).size).toBe(others.length);
  });
});
