/** What a dying browser takes with it: at two hundred moments, and of the time of ten launches. */
import { expect, test } from "vitest";
import { NEW_STATE } from "../../../player/src/core/saved_state.js";
import { perform, type Action } from "./actions.js";
import { lacks } from "../../../scorm_templates/preview/lacks.js";
import { missingInLms } from "./lacks.js";
import { LMSS } from "./make_walk.js";
import { Dice } from "./random.js";
import type { Lms } from "./tab.js";
import { World } from "./world.js";

const KILLS = 200;
/** Seconds between two looks at the clock: what a browser that dies takes of the learner's time. */
const HEARTBEAT = 5;

/** A module from the first page to a pass. */
const VISIT: readonly Action[] = [
  { do: "open", which: 0 },
  { do: "wait", seconds: 20 },
  { do: "try", which: 0 },
  { do: "read", which: 0 },
  { do: "wait", seconds: 6 },
  { do: "open", which: 1 },
  { do: "try", which: 1 },
  { do: "wait", seconds: 1 },
  { do: "try", which: 2 },
  { do: "read", which: 1 },
  { do: "wait", seconds: 20 },
  { do: "open", which: 2 },
  { do: "draw" },
  ...[0, 1, 2, 3].flatMap((which): Action[] => [{ do: "answer", which }, { do: "move", which: which + 1 }, { do: "wait", seconds: 2 }]),
  { do: "read", which: 2 },
  { do: "submit", right: 4 },
  { do: "wait", seconds: 6 },
];

/** Returns in how many moments of a visit a browser can die in *lms*. */
async function momentsOf(lms: Lms): Promise<number> {
  const world = new World(lms);
  world.momentsLeft = 1_000_000;
  await world.launch();
  for (const action of VISIT) {
    await perform(world, action);
  }
  return 1_000_000 - world.momentsLeft;
}

/** Waits until the page knows how far the learner is: a record store takes its time to say. */
async function known({ clock, run }: World): Promise<void> {
  for (let waited = 0; run?.saving.isReady === false && waited < 600; waited++) {
    await clock.pass(1_000);
  }
}

/** Visits the module in *lms*, with a browser that dies after *moments*; returns what is wrong. */
async function visit(lms: Lms, moments: number): Promise<readonly string[]> {
  const world = new World(lms);
  const wrong: string[] = [];
  let before = NEW_STATE;
  let seconds = 0;
  let died = false;
  world.momentsLeft = moments;
  await world.launch();
  for (let at = 0; at < VISIT.length; at++) {
    const action = VISIT[at] as Action;
    await perform(world, action);
    if (!world.hasCrashed) {
      before = world.run?.state ?? before;
      seconds = world.run?.clock.seconds() ?? seconds;
      continue;
    }
    died = true;
    // Whether the answers of the interaction in progress were kept, nobody knows.
    if (action.do === "try" || action.do === "submit") {
      world.loseCount();
    }
    await world.kill();
    await known(world);
    const after = world.run?.state ?? NEW_STATE;
    if (lacks(after, before)) {
      wrong.push(`killed in ${action.do} of step ${at}: ${lacks(after, before)} is gone`);
    }
    if (after.totalCentiseconds / 100 < seconds - HEARTBEAT - 0.1) {
      wrong.push(`killed in step ${at}: of ${seconds} seconds only ${after.totalCentiseconds / 100} are kept`);
    }
    // The learner does once more what they were doing.
    at -= action.do === "wait" ? 0 : 1;
  }
  await world.clock.pass(world.store ? 1_800_000 : 10_000);
  const incomplete = world.run?.state.complete === true ? [] : ["at the end the module is not complete"];
  return died ? [...wrong, ...incomplete, ...missingInLms(world)] : ["the browser did not die"];
}

test(`a browser that dies, at any of ${KILLS} moments, takes the interaction in progress with it, and nothing else`, async () => {
  const dice = new Dice(1);
  const moments = new Map<Lms, number>();
  for (let kill = 0; kill < KILLS; kill++) {
    const lms = LMSS[kill % LMSS.length] as Lms;
    const all = moments.get(lms) ?? (await momentsOf(lms));
    moments.set(lms, all);
    const moment = dice.below(all);
    expect(await visit(lms, moment), `${lms}, killed after ${moment} of ${all} moments`).toEqual([]);
  }
});

/** Open edX counts no session's time. */
const COUNTING = LMSS.filter((lms) => lms !== "openedx");

test.each(COUNTING)("the time of ten launches in %s, half of them killed, is told within one per cent", async (lms) => {
  const world = new World(lms);
  const dice = new Dice(7);
  let active = 0;
  await world.launch();
  for (let launch = 0; launch < 10; launch++) {
    const begun = world.clock.now;
    for (let page = 0; page < 8; page++) {
      await perform(world, { do: "open", which: page });
      await perform(world, { do: "wait", seconds: 20 + dice.below(100) });
      await perform(world, { do: "read", which: launch < 5 ? 0 : 1 });
    }
    // Somebody else's window lies over it for a while, and nobody reads.
    await perform(world, { do: "hide" });
    const hidden = world.clock.now;
    await perform(world, { do: "wait", seconds: 1_800 });
    await perform(world, { do: "show" });
    const away = world.clock.now - hidden;
    const isKilled = launch % 2 === 0;
    await (isKilled ? Promise.resolve() : world.saveAndLeave());
    active += world.clock.now - begun - away;
    await (isKilled ? world.kill() : world.close());
  }
  const told = world.server.account.totalSeconds;
  expect(Math.abs(told - active / 1000) / (active / 1000), `${told} s of ${active / 1000} s`).toBeLessThan(0.01);
});
