/** Random walks through everything that can go wrong: seeded, shrunk when they fail, and kept for ever once they did. */
import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LMSS, makeWalk, type Walk } from "./make_walk.js";
import KEPT from "./regressions.json";
import { shrink, walk } from "./walk.js";

/** How many in all: 500 in the suite; more by `make soak`, which writes down what came of them. */
const MANY = Number(process.env["WALKS"] ?? 500);
const REPORT = "test-results/walks.json";

interface Kept extends Walk {
  /** What was broken when it was found. */
  readonly found: string;
}

test.each(KEPT as readonly Kept[])("a walk in $lms breaks no promise any more: $found", async (kept) => {
  expect(await walk(kept)).toEqual([]);
});

test(`${MANY} walks through every LMS break no promise`, async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= MANY; seed++) {
    const failing = makeWalk(seed);
    if ((await walk(failing)).length > 0) {
      const shortest = await shrink(failing);
      const [found = ""] = await walk(shortest);
      broken.push(`seed ${seed}; for regressions.json: ${JSON.stringify({ found, ...shortest })}`);
    }
  }
  if (MANY > 500) {
    mkdirSync("test-results", { recursive: true });
    const report = { walks: MANY, seeds: `1-${MANY}`, broken: broken.length, profiles: LMSS };
    writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`);
  }
  expect(broken.join("\n")).toBe("");
}, 7_200_000);
