/** Walks a walk, and makes one that fails as short as it can be. */
import { Invariants, lacks } from "./invariants.js";
import { perform, type Action } from "./actions.js";
import { World, type Lms } from "./world.js";
import { TRUTHFUL } from "../lms/profiles.js";
import { decode } from "../../../player/src/saved_state.js";

const RELAUNCHES = ["kill", "close", "reload", "leave", "another device"];

/** Returns what is broken at the first step at which something is, or nothing. */
export async function walk(lms: Lms, actions: readonly Action[]): Promise<readonly string[]> {
  const world = new World(lms);
  const invariants = new Invariants(world);
  await world.launch();
  for (const action of actions) {
    await perform(world, action);
    if (RELAUNCHES.includes(action.do)) {
      invariants.relaunched(action.do === "another device" ? "another" : "the same");
    }
    if (action.do === "leave") {
      invariants.left();
    }
    invariants.check(action.do);
    if (invariants.broken.length > 0) {
      return invariants.broken;
    }
  }
  return ending(world, invariants);
}

/** At last all is well again, and the learner opens the course once more: then everything must be where it belongs. */
async function ending(world: World, invariants: Invariants): Promise<readonly string[]> {
  world.server.signIn();
  world.server.condition = "well";
  world.storage.condition = "well";
  world.faulty?.heal();
  invariants.check("heal");
  const known = world.run?.isReady === true ? world.run.state : null;
  await world.close();
  await world.launch();
  await world.clock.pass(200_000);
  invariants.check("the end");
  const { run, server, lms } = world;
  const { values } = server.account;
  const state = decode(values["cmi.suspend_data"] ?? "");
  if (!run || !known || invariants.broken.length > 0 || run.saveState === "review") {
    return invariants.broken;
  }
  const broken = [...invariants.broken];
  if (lacks(run.state, known)) {
    broken.push(`at the end the course has lost ${lacks(run.state, known)}`);
  }
  if (!lms.startsWith("trunc") && (!state || lacks(state, run.state))) {
    broken.push(`at the end the LMS has lost ${state ? lacks(state, run.state) : "everything"}; the page says ${run.saveState}`);
  }
  const status = values["cmi.core.lesson_status"] ?? "";
  if (run.state.complete !== (status === "passed") && (TRUTHFUL.includes(lms) || run.state.complete)) {
    broken.push(`at the end the status is ${status}, and the module is ${run.state.complete ? "" : "not "}complete`);
  }
  if (run.state.best && Number(values["cmi.core.score.raw"]) !== percentage(run.state.best)) {
    broken.push(`at the end the score is ${values["cmi.core.score.raw"] ?? "missing"}, and was ${percentage(run.state.best)}`);
  }
  if (world.answers && TRUTHFUL.includes(lms) && lms !== "minimal") {
    const held = Object.keys(values).filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name));
    const ids = held.map((_, index) => values[`cmi.interactions.${index}.id`] ?? "missing");
    if (ids.join() !== world.answers.join()) {
      broken.push(`at the end the answers are ${ids.join()}, and were ${world.answers.join()}`);
    }
    const wrong = held.filter((name) => values[name.replace(".id", ".result")] === "neutral");
    broken.push(...wrong.map((name) => `at the end ${name} has other words than it should`));
  }
  return broken;
}

function percentage({ right, total }: { readonly right: number; readonly total: number }): number {
  return Math.round((right / total) * 10_000) / 100;
}

/** Returns the shortest walk found in which something is still broken. */
export async function shrink(lms: Lms, actions: readonly Action[]): Promise<readonly Action[]> {
  let shortest = actions;
  for (let size = Math.ceil(shortest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < shortest.length; ) {
      const candidate = [...shortest.slice(0, start), ...shortest.slice(start + size)];
      if ((await walk(lms, candidate)).length > 0) {
        shortest = candidate;
      } else {
        start += size;
      }
    }
  }
  return shortest;
}
