/** Where an LMS stores what it is given before it says yes, nobody waits for the word: "Saved" stands two seconds after a step. */
import { expect, test } from "vitest";
import { perform, type Action } from "./actions.js";
import { makeWalk } from "./make_walk.js";
import { Dice } from "./random.js";
import type { Lms } from "./tab.js";
import { World } from "./world.js";

const SOUND: readonly Lms[] = ["strict12", "moodle12", "csod", "sa-sync"];
const STEPS: readonly Action["do"][] = ["read", "open", "try", "answer", "flag", "move", "draw", "submit", "reload"];
/** Seconds from one step to the next: what a learner does comes in bursts, and seldom more than ten times a minute. */
const PACE = [2, 3, 5, 9, 15, 30];
const WALKS = 12;

test.each(SOUND)("in %s, in 99 of 100 steps", async (lms) => {
  const unsaved: string[] = [];
  let steps = 0;
  for (let seed = 1; seed <= WALKS; seed++) {
    const dice = new Dice(seed);
    const world = new World(lms);
    await world.launch();
    for (const action of makeWalk(seed).actions.filter(({ do: what }) => STEPS.includes(what))) {
      await perform(world, action);
      await world.clock.pass(2_000);
      steps++;
      if (world.run?.saving.state === "saving") {
        unsaved.push(`${seed}: ${action.do}`);
      }
      await world.clock.pass((dice.of(PACE) - 2) * 1_000);
    }
    await world.end();
  }
  expect(steps).toBeGreaterThan(200);
  expect(unsaved.length, unsaved.join()).toBeLessThanOrEqual(steps / 100);
});
