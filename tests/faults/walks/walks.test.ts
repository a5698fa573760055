/** Random walks through everything that can go wrong: seeded, shrunk when they fail, and kept for ever once they did. */
import { expect, test } from "vitest";
import { PROFILES } from "../lms/profiles.js";
import { makeWalk } from "./actions.js";
import { shrink, walk } from "./walk.js";
import type { Lms } from "./world.js";

/** How many in all: 500 in the suite, 10,000 by `make soak`. */
const WALKS = Number(process.env["WALKS"] ?? 500);
const LMSS = [...Object.keys(PROFILES), "sa-sync", "sa-async"] as Lms[];

test.each(LMSS)("no walk through %s breaks a promise", async (lms) => {
  const share = Math.ceil(WALKS / LMSS.length);
  for (let seed = 0; seed < share; seed++) {
    const actions = makeWalk(seed);
    const broken = await walk(lms, actions);
    if (broken.length > 0) {
      const shortest = await shrink(lms, actions);
      const words = await walk(lms, shortest);
      expect.fail(`seed ${seed}:\n${words.join("\n")}\n${JSON.stringify(shortest)}`);
    }
  }
}, 3_600_000);
