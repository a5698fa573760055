/** The contract of all trackers: the same learner, told to five fakes, leaves one record. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bank, course, taught } from "../../player/testing/course.js";
import { Learner, type Action, type Course } from "./learner.js";
import { scriptOf } from "./scripts.js";
import { PLACES, type Format, type LearnerRecord } from "./places.js";

const COURSE: Course = { data: course(), taught: taught(), bank: bank() };
const SENDS_PRACTICE: Course = { ...COURSE, data: course({ practiceIsSent: true }) };
const FORMATS = Object.keys(PLACES) as Format[];
const LEARNERS = 20;

const open: Action = { do: "open" };
const close: Action = { do: "close" };
const leave: Action = { do: "save and leave" };
const read = (...pages: number[]): Action[] => pages.map((page) => ({ do: "read", page }));
const practise = (question: number, how: "rightly" | "wrongly" = "rightly"): Action => ({ do: "practise", question, how });
const check = (right: number): Action => ({ do: "check", right });
const wait = (seconds: number): Action => ({ do: "wait", seconds });

const SCRIPTS: Readonly<Record<string, readonly Action[]>> = {
  "opens and leaves": [open, wait(30), leave],
  "reads a page, answers every kind of question, and closes the window": [
    open,
    ...read(0),
    practise(0),
    practise(1, "wrongly"),
    practise(2),
    wait(20),
    close,
  ],
  "is half-way, comes back another day, and passes": [
    open,
    ...read(0),
    practise(0),
    wait(20),
    close,
    wait(86_400),
    open,
    ...read(1, 2),
    check(4),
    wait(20),
    leave,
  ],
  "fails and leaves": [open, ...read(0, 1, 2), check(1), wait(20), leave],
  "fails, leaves, comes back and passes": [open, check(2), wait(20), leave, wait(3_600), open, ...read(0, 1), practise(0), check(3), leave],
  "fails twice and passes in one go": [open, ...read(0, 1, 2), practise(0), check(0), wait(9), check(2), wait(9), check(3), wait(20), leave],
  "passes before reading, and reads the rest another time": [open, check(4), wait(20), close, open, ...read(0, 1, 2), practise(0), wait(20), leave],
  "comes back to a module that is done": [open, ...read(0, 1, 2), practise(0), check(4), wait(20), leave, open, ...read(1), wait(40), leave],
};

async function recordOf(format: Format, script: readonly Action[], told: Course = COURSE): Promise<LearnerRecord> {
  const place = PLACES[format](told.data);
  const learner = new Learner(told, place);
  await learner.follow(script);
  expect(place.refusals()).toEqual([]);
  return place.record();
}

/** Says that every format's record is the same as SCORM 1.2's. */
async function expectAgreement(script: readonly Action[], told: Course = COURSE): Promise<LearnerRecord> {
  const [first, ...others] = FORMATS;
  const record = await recordOf(first ?? "scorm12", script, told);
  for (const format of others) {
    const { seconds, answers, ...standing } = await recordOf(format, script, told);
    expect(standing, format).toEqual({ complete: record.complete, score: record.score });
    expect(Math.abs(seconds - record.seconds), `${format}: ${seconds} and ${record.seconds} s`).toBeLessThanOrEqual(1);
    expect(answers ?? record.answers, format).toEqual(record.answers);
  }
  return record;
}

const real = { setTimeout, clearTimeout, setInterval, clearInterval, now: Date.now, performance: performance.now };

beforeEach(() => {
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
});

afterEach(() => {
  const { setTimeout: set, clearTimeout: clear, setInterval: every, clearInterval: never } = real;
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear, setInterval: every, clearInterval: never });
  Date.now = real.now;
  performance.now = real.performance;
});

describe("a learner who", () => {
  test.each(Object.entries(SCRIPTS))("%s has one record in all formats", async (_, script) => {
    await expectAgreement(script);
    await expectAgreement(script, SENDS_PRACTICE);
  });
});

test("a learner who passes is complete, with score, time and answers", async () => {
  const record = await expectAgreement(SCRIPTS["is half-way, comes back another day, and passes"] ?? []);
  expect(record.complete).toBe(true);
  expect(record.score).toBe(100);
  expect(record.seconds).toBeGreaterThan(40);
  expect(record.answers).toHaveLength(4);
});

describe("answers to questions on pages", () => {
  const script = SCRIPTS["reads a page, answers every kind of question, and closes the window"] ?? [];
  const done = [...script, ...(SCRIPTS["comes back to a module that is done"] ?? [])];

  test("reach nobody, and count for the page all the same", async () => {
    expect((await expectAgreement(script)).answers).toEqual([]);
    const record = await expectAgreement(done);
    expect(record.complete).toBe(true);
    expect(record.answers).toHaveLength(4);
  });

  test("are told where the course says so, each once", async () => {
    const { answers } = await expectAgreement(script, SENDS_PRACTICE);
    expect(answers?.map((line) => line.replace(/:.*,/, ""))).toEqual([
      "L1_01_a right",
      "L1_02_sort wrong",
      "L1_02_order right",
    ]);
  });
});

test("a module without a quiz is complete when it is read, and has no score", async () => {
  const data = course({ check: null, pages: course().pages.slice(0, 2) });
  const record = await expectAgreement([open, ...read(0, 1), practise(0), wait(20), leave], { data, taught: taught(), bank: [] });
  expect(record).toMatchObject({ complete: true, score: null });
});

test(`so have ${LEARNERS} learners who do this and that`, async () => {
  for (let seed = 1; seed <= LEARNERS; seed++) {
    await expectAgreement(scriptOf(seed, COURSE)).catch((error: unknown) => {
      throw new Error(`learner ${seed}: ${JSON.stringify(scriptOf(seed, COURSE))}: ${String(error)}`);
    });
  }
});
