/** Numbered answers, in an LMS that takes the next number and no other, and where another session goes on with them. */
import { describe, expect, test } from "vitest";
import type { ScormApi } from "./scorm_api.js";
import { Interactions } from "./scorm_interactions.js";
import type { Answer } from "./tracker.js";

/** An LMS that holds numbered answers by id, and refuses a gap in the numbers. */
class Numbered {
  readonly throws = 0;
  lastRefusal = "0";
  isContinued = false;
  /** Every value that was written, in order. */
  readonly written: string[] = [];

  constructor(readonly held: string[] = []) {}

  set(element: string, value: string): string | null {
    const [, , index = "", field] = element.split(".");
    if (Number(index) > this.held.length) {
      this.lastRefusal = "351";
      return `${element}: a gap`;
    }
    this.written.push(`${index}.${field ?? ""}=${value}`);
    if (field === "id") {
      this.held[Number(index)] = value;
    }
    return null;
  }

  get api(): ScormApi {
    return this as unknown as ScormApi;
  }
}

const WORDS = {
  fields: (answer: Answer) =>
    [
      ["id", String(answer.seconds)],
      ["result", "correct"],
    ] as const,
  neighbours: () => [["result", "neutral"]] as const,
  notImplemented: ["401"],
  badValue: ["405"],
};

/** An answer that is known by its number. */
const answer = (number: number): Answer => ({ seconds: number }) as Answer;

function withAnswers(...numbers: readonly number[]): Interactions {
  const interactions = new Interactions(WORDS);
  numbers.forEach((number) => {
    interactions.add(answer(number));
  });
  return interactions;
}

describe("where another session goes on", () => {
  const SESSIONS = [0, 1, 2, 5].flatMap((proved) =>
    [0, 1, 2, 3].flatMap((open) => Array.from({ length: proved + open + 2 }, (_, holds) => ({ proved, open, holds }))),
  );

  test.each(SESSIONS)("with $holds answers of $proved proved and $open open ones, none is lost", (given) => {
    const { proved, open, holds } = given;
    const first = new Numbered();
    const numbers = Array.from({ length: proved + open }, (_, number) => number + 1);
    const interactions = withAnswers(...numbers.slice(0, proved));
    interactions.write(first.api, "plain");
    interactions.arrived("proved");
    numbers.slice(proved).forEach((number) => {
      interactions.add(answer(number));
    });
    interactions.write(first.api, "plain");

    const before = Array.from({ length: holds }, (_, place) => (place < numbers.length ? String(place + 1) : "others"));
    const second = new Numbered([...before]);
    interactions.goOnAt(holds);
    interactions.writeNeighbours(second.api);
    interactions.write(second.api, "replay");
    expect(second.held).toEqual(expect.arrayContaining(numbers.slice(proved).map(String)));
    expect(second.held.slice(0, Math.min(holds, proved))).toEqual(before.slice(0, Math.min(holds, proved)));
    expect(second.held).not.toContain(undefined);
  });

  test("what is not proved may stand there already, and is given in other words before its own", () => {
    const interactions = withAnswers(1, 2);
    interactions.goOnAt(2);
    const second = new Numbered(["1", "2"]);
    interactions.writeNeighbours(second.api);
    interactions.write(second.api, "replay");
    const own = ["0.id=1", "0.result=correct", "1.id=2", "1.result=correct"];
    expect(second.written).toEqual(["0.result=neutral", "1.result=neutral", ...own]);
  });

  test("a stopgap takes along what an earlier session may hold, and nothing that comes after it", () => {
    const interactions = withAnswers(1);
    interactions.goOnAt(1);
    interactions.add(answer(2));
    const second = new Numbered(["1"]);
    interactions.write(second.api, "stopgap");
    expect(second.held).toEqual(["1"]);
    expect(second.written).toEqual(["0.id=1", "0.result=correct"]);
    interactions.write(second.api, "plain");
    expect(second.held).toEqual(["1", "2"]);
  });

  test("an answer behind those of another device leaves those as they are, and asks whether the LMS holds them", () => {
    const interactions = new Interactions(WORDS);
    interactions.startAt(1, 0, 3);
    expect(interactions.end).toBe(3);
    interactions.add(answer(4));
    const lms = new Numbered(["1", "2", "3"]);
    interactions.writeNeighbours(lms.api);
    interactions.write(lms.api, "plain");
    expect(lms.written).toEqual(["1.weighting=1", "2.weighting=1", "3.id=4", "3.result=correct"]);
    expect(interactions.end).toBe(4);
  });

  test("in a session that had begun before, what another device told and nobody asked for yet needs a replay", () => {
    const interactions = new Interactions(WORDS);
    interactions.startAt(1, 0, 2);
    interactions.add(answer(3));
    const lms = new Numbered(["1", "2"]);
    lms.isContinued = true;
    expect(interactions.write(lms.api, "plain")).toMatch("may be taken for sent");
  });

  test("as a stopgap what another device told is asked for, and a new answer waits", () => {
    const interactions = new Interactions(WORDS);
    interactions.startAt(1, 0, 2);
    interactions.add(answer(3));
    const lms = new Numbered(["1", "2"]);
    interactions.write(lms.api, "stopgap");
    expect(lms.written).toEqual(["1.weighting=1"]);
    interactions.write(lms.api, "plain");
    expect(lms.held).toEqual(["1", "2", "3"]);
  });

  test("in a session that had begun before, what is old and comes without a replay needs one", () => {
    const interactions = withAnswers(1);
    const second = new Numbered(["1"]);
    second.isContinued = true;
    interactions.goOnAt(1);
    expect(interactions.write(second.api, "plain")).toMatch("may be taken for sent");
    expect(interactions.write(second.api, "replay")).toBeNull();
    expect(withAnswers(1).write(second.api, "plain")).toBeNull();
  });
});

test("what the page before this one told keeps its numbers, and is given in other words before its own", () => {
  const interactions = new Interactions(WORDS);
  interactions.startAt(1, 2);
  [2, 3, 4].forEach((number) => {
    interactions.add(answer(number));
  });
  const lms = new Numbered(["1", "2", "3"]);
  interactions.writeNeighbours(lms.api);
  expect(lms.written).toEqual(["1.result=neutral", "2.result=neutral"]);
  expect(interactions.write(lms.api, "replay")).toBeNull();
  expect(lms.held).toEqual(["1", "2", "3", "4"]);
  expect(interactions.end).toBe(4);
});

test.each([
  ["has an error of its own", "101", null],
  ["throws", "threw", "an answer: it threw"],
])("an LMS that %s at an answer is told that one again, and what comes after it later", (_, error, told) => {
  const interactions = withAnswers(1, 2);
  const lms = new Numbered();
  const set = lms.set.bind(lms);
  lms.set = (element) => {
    lms.lastRefusal = error;
    return `${element}: no`;
  };
  expect(interactions.write(lms.api, "plain")).toBe(told);
  lms.set = set;
  interactions.write(lms.api, "plain");
  expect(lms.held).toEqual(["1", "2"]);
});

test("an answer whose words an LMS does not take leaves its number to the next", () => {
  const interactions = withAnswers(1, 2);
  const lms = new Numbered();
  const set = lms.set.bind(lms);
  lms.set = (element, value) => {
    lms.lastRefusal = "405";
    return value === "1" ? `${element}: no` : set(element, value);
  };
  expect(interactions.write(lms.api, "plain")).toBeNull();
  expect(lms.held).toEqual(["2"]);
  expect(interactions.end).toBe(1);
});

test("what nobody knows to have arrived is written again for a replay, and not by every save", () => {
  const interactions = withAnswers(1);
  const lms = new Numbered();
  const counts = (["plain", "plain", "replay"] as const).map((manner) => {
    interactions.write(lms.api, manner);
    interactions.arrived("unknown");
    return lms.written.length;
  });
  expect(counts).toEqual([2, 2, 4]);
});

test("an LMS that has no interactions is told no answer again, and has no number for the next one", () => {
  const lms = new Numbered();
  lms.set = () => {
    lms.lastRefusal = "401";
    return "not implemented";
  };
  const interactions = withAnswers(1, 2);
  expect(interactions.write(lms.api, "plain")).toBeNull();
  expect(interactions.end).toBeNull();
});
