/** What a Moodle whose form asks for *Completed*, for *Passed* or for both makes of a module with a quiz. */
import { describe, expect, test } from "vitest";
import type { PlayerData } from "../../../player/src/core/player_data.js";
import { isDone } from "../../../scorm_templates/preview/lms/moodle12.js";
import { perform, type Action } from "./actions.js";
import { DATA } from "./tab.js";
import { World } from "./world.js";

const READ: readonly Action[] = [
  { do: "try", which: 0 },
  ...[0, 1, 2].map((which): Action => ({ do: "read", which })),
  { do: "draw" },
];
const PASSED: readonly Action[] = [...READ, { do: "submit", right: 4 }, { do: "wait", seconds: 20 }, { do: "leave" }];
const FAILED: readonly Action[] = [...READ, { do: "submit", right: 1 }, { do: "wait", seconds: 20 }, { do: "leave" }];

/** Returns Moodle after a learner has done *actions* in a course that calls a module which is done *done*. */
async function moodle(done: PlayerData["done"], actions: readonly Action[]): Promise<World> {
  const world = new World("moodle12", "locks", { ...DATA, done });
  await world.launch();
  for (const action of actions) {
    await perform(world, action);
  }
  return world;
}

describe.each([
  ["passed", { Passed: true, Completed: false, both: true }],
  ["completed", { Passed: false, Completed: true, both: true }],
] as const)("a module that ends as %s", (done, expected) => {
  test("is ticked where the form asks for that word, and has its score either way", async () => {
    const { account } = (await moodle(done, PASSED)).server;
    const ticks = {
      Passed: isDone(account, ["passed"]),
      Completed: isDone(account, ["completed"]),
      both: isDone(account, ["passed", "completed"]),
    };
    expect(ticks).toEqual(expected);
    expect(Number(account.values["cmi.core.score.raw"])).toBe(100);
  });

  test("is ticked nowhere before the quiz is passed", async () => {
    const { account } = (await moodle(done, FAILED)).server;
    expect(account.values["cmi.core.lesson_status"]).toBe("incomplete");
    expect(isDone(account, ["passed", "completed"])).toBe(false);
  });

  test("gives its learner all of it back, and tells nothing more", async () => {
    const world = await moodle(done, [...PASSED, { do: "wait", seconds: 20 }]);
    expect(world.run?.saving.state).toBe("review");
    expect(world.run?.state).toMatchObject({ complete: true, passed: true });
    expect(world.server.account.values["cmi.core.lesson_status"]).toBe(done);
  });
});
