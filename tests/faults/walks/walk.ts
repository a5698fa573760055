/** Walks a walk, and makes one that fails as short as it can be. */
import { perform, type Action } from "./actions.js";
import { Invariants } from "./invariants.js";
import { lacks } from "../../../scorm_templates/preview/lacks.js";
import { missingInLms } from "./lacks.js";
import type { Walk } from "./make_walk.js";
import { metIn, type Meeting } from "./met.js";
import { DATA, KEEPING_NOTHING } from "./tab.js";
import { World } from "./world.js";

const RELAUNCHES: readonly Action["do"][] = ["kill", "close", "reload", "leave", "other device"];

export interface Walked {
  /** What is broken at the first step at which something is. */
  readonly broken: readonly string[];
  readonly met: readonly Meeting[];
}

export async function walk({ lms, agreeing, practice, standard, actions }: Walk): Promise<Walked> {
  const world = new World(lms, agreeing, { ...DATA, practiceIsSent: practice !== "kept" }, standard);
  const broken = await walkIn(world, actions);
  await world.end();
  return { broken, met: metIn(world) };
}

async function walkIn(world: World, actions: readonly Action[]): Promise<readonly string[]> {
  const invariants = new Invariants(world);
  await world.launch();
  for (const action of actions) {
    await step(world, invariants, action);
    if (invariants.broken.length > 0) {
      return invariants.broken;
    }
  }
  return ending(world, invariants);
}

async function step(world: World, invariants: Invariants, action: Action): Promise<void> {
  await perform(world, action);
  const hasCrashed = world.hasCrashed;
  if (hasCrashed) {
    await world.kill();
  }
  if (hasCrashed || RELAUNCHES.includes(action.do)) {
    invariants.relaunched(action.do === "other device" ? "another" : "the same");
  }
  if (action.do === "leave") {
    invariants.left();
  }
  invariants.check(action, hasCrashed ? "cut short" : "whole");
}

/** At last all is well again, and the learner opens the course once more: then everything must be where it belongs. */
async function ending(world: World, invariants: Invariants): Promise<readonly string[]> {
  world.server.signIn();
  world.server.is("well");
  world.storage.condition = "well";
  world.settings = {};
  world.momentsLeft = Infinity;
  world.front?.faulty.heal();
  invariants.check(null);
  const last = world.run;
  // A page that was loaded while nothing could be kept says that it is to be left open.
  const isKept = world.tabs.every(({ keepsNothing }) => !keepsNothing);
  const known = isKept && last?.saving.isReady === true && !KEEPING_NOTHING.includes(last.saving.state) ? last.state : null;
  for (let windows = world.tabs.length; windows > 0; windows--) {
    await world.close();
  }
  await world.clock.pass(world.store ? 1_800_000 : 200_000);
  invariants.check(null);
  const broken = [...invariants.broken];
  const { run } = world;
  if (!run || broken.length > 0 || run.saving.state === "review") {
    return broken;
  }
  if (known && lacks(run.state, known)) {
    broken.push(`at the end the course has lost ${lacks(run.state, known)}`);
  }
  return [...broken, ...missingInLms(world).map((missing) => `at the end ${missing}`)];
}

/** Returns the shortest walk found in which something is still broken. */
export async function shrink(failing: Walk): Promise<Walk> {
  let shortest = failing;
  for (let size = Math.ceil(shortest.actions.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < shortest.actions.length; ) {
      const actions = [...shortest.actions.slice(0, start), ...shortest.actions.slice(start + size)];
      const candidate = { ...shortest, actions };
      if ((await walk(candidate)).broken.length > 0) {
        shortest = candidate;
      } else {
        start += size;
      }
    }
  }
  return shortest;
}
