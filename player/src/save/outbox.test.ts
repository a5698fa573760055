import { expect, test, vi } from "vitest";
import { question, taught } from "../../testing/course.js";
import { AnswerLog, readAnswers } from "./answer_log.js";
import { Outbox } from "./outbox.js";

/** An answer of an earlier time to *asked*. */
function unheard(asked = question()) {
  const log = new AnswerLog();
  log.add({ question: asked, purpose: "check", response: asked.options.map(() => 0), right: true, at: 0, seconds: 0 });
  return readAnswers(log.toText());
}

test("questions of the quiz are fetched only for an answer to one of them", async () => {
  const bank = vi.fn(() => Promise.resolve([question()]));
  const outbox = new Outbox({ taught: () => Promise.resolve(taught()), bank });
  const told = vi.fn();
  await outbox.open(unheard(taught()[0]), told);
  expect(told).toHaveBeenCalledOnce();
  expect(bank).not.toHaveBeenCalled();
  await outbox.open(unheard(), told);
  expect(bank).toHaveBeenCalledOnce();
  expect(told).toHaveBeenCalledTimes(2);
});

test("what happens now is told after what an earlier time left untold, and in its order", async () => {
  const outbox = new Outbox({ taught: () => Promise.resolve(taught()), bank: () => Promise.resolve([]) });
  const happened: string[] = [];
  outbox.add(() => happened.push("one"));
  outbox.add(() => happened.push("two"));
  await outbox.open(unheard(taught()[0]), () => happened.push("earlier"));
  outbox.add(() => happened.push("three"));
  expect(happened).toEqual(["earlier", "one", "two", "three"]);
});
