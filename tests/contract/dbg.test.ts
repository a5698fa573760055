import { test } from "vitest";
import { bank, course } from "../../player/testing/course.js";
import { Learner, type Action } from "./learner.js";
import { PLACES } from "./places.js";
test("x", async () => {
  const data = course();
  const place = PLACES.web(data);
  const l = new Learner({ data, bank: bank() }, place);
  const s: Action[] = [{"do":"open"},{"do":"check","right":3},{"do":"wait","seconds":20},{"do":"save and leave"},{"do":"open"},{"do":"read","page":1},{"do":"wait","seconds":20},{"do":"close"}];
  for (const a of s) { await l.follow([a]); console.log(JSON.stringify(a), (l as any).run?.saveState, JSON.stringify(place.record()), JSON.stringify((globalThis as any).localStorage.texts())); }
});
