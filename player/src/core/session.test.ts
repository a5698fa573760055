import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { course } from "../../testing/course.js";
import { NEW_STATE, type SavedState } from "./saved_state.js";
import {
  isOfOtherRelease,
  isPass,
  needed,
  outcome,
  pageStatus,
  progress,
  reduce,
  rulesOf,
  type SessionEvent,
} from "./session.js";

const rules = rulesOf(course());
const [NOTICE, RECORD, CHECK] = [11, 12, 13];
const QUESTION = 21;

const read = (page: number): SessionEvent => ({ type: "read", page });
const tried = (right: boolean): SessionEvent => ({ type: "tried", question: QUESTION, right });
const drawn: SessionEvent = { type: "drawn", seed: 7, questions: [101, 102, 105, 106] };
const submitted = (right: number): SessionEvent => ({ type: "submitted", right });
const PAGES_DONE = [read(NOTICE), tried(false), read(RECORD)];

function after(...events: readonly SessionEvent[]): SavedState {
  return events.reduce((state, event) => reduce(rules, state, event, 1), NEW_STATE);
}

describe.each<[string, SessionEvent[], string, number | null, number]>([
  ["nothing", [], "incomplete", null, 0],
  ["one page without its question", [read(NOTICE)], "incomplete", null, 0],
  ["the question alone", [tried(true)], "incomplete", null, 0],
  ["one page with its question, however answered", [read(NOTICE), tried(false)], "incomplete", null, 1 / 3],
  ["all pages but the quiz", PAGES_DONE, "incomplete", null, 2 / 3],
  ["a quiz that is drawn", [...PAGES_DONE, drawn], "incomplete", null, 2 / 3],
  ["a quiz below the pass mark", [...PAGES_DONE, drawn, submitted(2)], "failed", 50, 2 / 3],
  ["a quiz at the pass mark", [...PAGES_DONE, drawn, submitted(3)], "passed", 75, 1],
  ["a passed quiz, and pages left", [drawn, submitted(4)], "incomplete", 100, 1 / 3],
  ["a passed quiz, and then the pages", [drawn, submitted(4), ...PAGES_DONE], "passed", 100, 1],
  ["a failed try, then a passed one", [...PAGES_DONE, drawn, submitted(0), drawn, submitted(4)], "passed", 100, 1],
  ["a passed try, then a failed one", [...PAGES_DONE, drawn, submitted(3), drawn, submitted(0)], "passed", 75, 1],
])("after %s", (_, events, status, score, share) => {
  test(`the module is ${status}, the score is ${score}`, () => {
    expect(outcome(rules, after(...events))).toEqual({ status, score, progress: share });
  });
});

test("what changes nothing gives back the same state, so that nothing is saved for it", () => {
  const state = after(...PAGES_DONE, { type: "opened", page: RECORD }, tried(true), drawn, submitted(3));
  const again: SessionEvent[] = [
    read(NOTICE),
    { type: "opened", page: RECORD },
    tried(true),
    tried(false),
    submitted(4),
    { type: "moved", position: 2 },
    { type: "answered", index: 0, answer: "100" },
  ];
  for (const event of again) {
    expect(reduce(rules, state, event, 1)).toBe(state);
  }
});

const SAVING: SessionEvent = { type: "saving", totalCentiseconds: 5, nextAnswer: 0 };

test("every change counts, and so does every save", () => {
  const state = after(read(NOTICE), SAVING, SAVING);
  expect(state.seq).toBe(3);
});

test("answers, flags and the place in a quiz are kept until it is sent", () => {
  const state = after(
    drawn,
    { type: "answered", index: 1, answer: "010" },
    { type: "flagged", index: 2, flagged: true },
    { type: "moved", position: 99 },
  );
  expect(state.attempt).toEqual({
    submitted: false,
    seed: 7,
    position: 4,
    questions: [
      { question: 101, flagged: false, answer: null },
      { question: 102, flagged: false, answer: "010" },
      { question: 105, flagged: true, answer: null },
      { question: 106, flagged: false, answer: null },
    ],
  });
});

test("an answer without a quiz, and a result without one, are nothing", () => {
  expect(after({ type: "answered", index: 0, answer: "1" }, submitted(4))).toBe(NEW_STATE);
});

test("the module stays complete when a new release adds a page", () => {
  const complete = after(...PAGES_DONE, drawn, submitted(4));
  const grown = course();
  const page = { id: "L1-99", title: "New", iri: "https://example.org/x", fingerprint: 99, minutes: 3 };
  const now = rulesOf({ ...grown, pages: [...grown.pages, { ...page, core: true, required: [] }] });
  expect(outcome(now, reduce(now, complete, read(99), 1)).status).toBe("passed");
});

test("an extra page is not needed", () => {
  const data = course();
  const extra = rulesOf({ ...data, pages: data.pages.map((page) => ({ ...page, core: page.id !== "L1-01" })) });
  const state = [read(RECORD), drawn, submitted(4)].reduce((now, event) => reduce(extra, now, event, 1), NEW_STATE);
  expect(state.complete).toBe(true);
});

test("a module without a quiz is passed when its pages are done", () => {
  const without = rulesOf(course({ check: null }));
  const state = [...PAGES_DONE, read(CHECK)].reduce((now, event) => reduce(without, now, event, 1), NEW_STATE);
  expect(outcome(without, state)).toEqual({ status: "passed", score: null, progress: 1 });
});

test.each<[string, SessionEvent[], string[], number]>([
  ["nothing", [], ["new", "new", "new"], 12],
  ["a page without its question", [read(NOTICE)], ["started", "new", "new"], 12],
  ["a question without its page", [tried(true)], ["started", "new", "new"], 12],
  ["two pages", PAGES_DONE, ["done", "done", "new"], 4],
  ["a failed quiz", [...PAGES_DONE, drawn, submitted(0)], ["done", "done", "started"], 4],
  ["everything", [...PAGES_DONE, drawn, submitted(4)], ["done", "done", "done"], 0],
])("after %s the contents say how far each page is", (_, events, statuses, minutesLeft) => {
  const state = after(...events);
  expect(rules.pages.map((page) => pageStatus(page, state))).toEqual(statuses);
  expect(progress(rules, state).minutesLeft).toBe(minutesLeft);
});

describe("when it is known what was stored", () => {
  const stored = after(...PAGES_DONE, { type: "opened", page: RECORD }, drawn, submitted(2));

  test("a fresh page takes it over", () => {
    expect(after({ type: "resumed", stored })).toEqual({ ...stored, seq: stored.seq + 1 });
  });

  test("what was done before it was known is added to it, and the learner stays where they are", () => {
    const state = after({ type: "opened", page: CHECK }, read(CHECK), tried(true), { type: "resumed", stored });
    expect(state).toMatchObject({ bookmark: CHECK, pages: [11, 12, 13], tried: [{ question: QUESTION, right: true }] });
    expect(state.best).toEqual({ right: 2, total: 4 });
  });

  test("entries of another release are kept while there is room, and dropped when there is none", () => {
    const foreign = Array.from({ length: 250 }, (_, index) => 1001 + index * 16);
    const some = after(read(NOTICE), { type: "resumed", stored: { ...NEW_STATE, pages: foreign } });
    expect(some.pages).toHaveLength(251);
    const full = Array.from({ length: 400 }, (_, index) => 1001 + index * 16);
    const many = after(read(NOTICE), { type: "resumed", stored: { ...NEW_STATE, pages: full } });
    expect(many.pages).toEqual([NOTICE]);
  });
});

const anyEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.record({ type: fc.constant("opened" as const), page: fc.constantFrom(11, 12, 13) }),
  fc.record({ type: fc.constant("read" as const), page: fc.constantFrom(11, 12, 13) }),
  fc.record({ type: fc.constant("tried" as const), question: fc.constantFrom(21, 22, 23), right: fc.boolean() }),
  fc.constant(drawn),
  fc.record({ type: fc.constant("answered" as const), index: fc.nat(5), answer: fc.constantFrom("010", null) }),
  fc.record({ type: fc.constant("moved" as const), position: fc.integer({ min: -3, max: 9 }) }),
  fc.record({ type: fc.constant("submitted" as const), right: fc.nat(4) }),
  fc.record({ type: fc.constant("saving" as const), totalCentiseconds: fc.nat(1000), nextAnswer: fc.nat(1000) }),
);

test("whatever happens, nothing that was reached is lost", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      let state = NEW_STATE;
      for (const event of events) {
        const next = reduce(rules, state, event, 1);
        const [was, is] = [outcome(rules, state), outcome(rules, next)];
        expect(is.progress).toBeGreaterThanOrEqual(was.progress);
        expect(is.score ?? -1).toBeGreaterThanOrEqual(was.score ?? -1);
        expect(was.status === "passed" ? is.status : "passed").toBe("passed");
        expect(next.passed || !state.passed).toBe(true);
        expect(next.totalCentiseconds).toBeGreaterThanOrEqual(state.totalCentiseconds);
        state = next;
      }
    }),
  );
});

describe("the way through a case", () => {
  const chose = (steps: readonly number[]): SessionEvent => ({ type: "chose", case: 77, steps });

  test("is kept beside those through others, and moves no score and no page", () => {
    const state = after({ type: "chose", case: 9, steps: [2] }, chose([0]), chose([0, 1]));
    expect(state.cases).toEqual([
      { case: 9, steps: [2] },
      { case: 77, steps: [0, 1] },
    ]);
    expect(outcome(rules, state)).toEqual(outcome(rules, NEW_STATE));
    expect(state.tried).toEqual([]);
  });

  test("is the newer of two, even if it is shorter: steps can be taken back", () => {
    const longer = after(chose([0, 1, 2]));
    const newer = after(chose([0, 1, 2]), chose([0, 1]), chose([0]));
    expect(reduce(rules, longer, { type: "resumed", stored: newer }, 1).cases).toEqual([{ case: 77, steps: [0] }]);
    expect(reduce(rules, newer, { type: "resumed", stored: longer }, 1).cases).toEqual([{ case: 77, steps: [0] }]);
  });

  test("is known to this release of the module, also where only its mark is left", () => {
    const known = rulesOf(course({ cases: [{ number: 77, steps: 4 }] }));
    const state = after({ type: "tried", question: 77, right: false });
    expect(isOfOtherRelease(state, known)).toBe(false);
    expect(isOfOtherRelease(state, rules)).toBe(true);
  });
});

test("as many right answers as are said to be needed pass, and one fewer does not, at every mark and number of questions", () => {
  for (let passMark = 1; passMark <= 100; passMark += 1) {
    for (let total = 1; total <= 60; total += 1) {
      const need = needed(passMark, total);
      expect(isPass({ ...rules, passMark }, { right: need, total })).toBe(true);
      expect(need - 1 < (passMark / 100) * total).toBe(true);
      expect(isPass({ ...rules, passMark }, { right: need - 1, total })).toBe(false);
    }
  }
});
