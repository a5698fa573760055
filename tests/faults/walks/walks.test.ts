/** Random walks through everything that can go wrong: seeded, shrunk when they fail, and kept for ever once they did. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LMSS, makeWalk, type Walk } from "./make_walk.js";
import { shrink, walk } from "./walk.js";

/** How many in all: 500 in the suite; `make soak` walks more, and writes down what came of them. */
const SOAK = process.env["WALKS"];
const MANY = Number(SOAK ?? 500);
const REPORT = "test-results/walks.json";
const REGRESSIONS = new URL("regressions.json", import.meta.url);

interface Kept extends Walk {
  /** What was broken when it was found. */
  readonly found: string;
}

const KEPT = JSON.parse(readFileSync(REGRESSIONS, "utf8")) as readonly Kept[];

test.each(KEPT)("a walk in $lms breaks no promise any more: $found", async (kept) => {
  expect(await walk(kept)).toEqual([]);
});

test(`${MANY} walks through every LMS break no promise`, async () => {
  const broken: Kept[] = [];
  for (let seed = 1; seed <= MANY; seed++) {
    const failing = makeWalk(seed);
    if ((await walk(failing)).length > 0) {
      const shortest = await shrink(failing);
      const [found = "nothing any more: it does not end alike each time"] = await walk(shortest);
      broken.push({ found, ...shortest });
    }
  }
  if (SOAK !== undefined) {
    report(broken);
  }
  expect(broken.map((kept) => JSON.stringify(kept)).join("\n")).toBe("");
}, 7_200_000);

/** Writes what came of a soak; every walk that broke something is kept for ever, and walked with the tests. */
function report(broken: readonly Kept[]): void {
  const text = JSON.stringify({ walks: MANY, seeds: `1-${MANY}`, broken: broken.length, profiles: LMSS }, null, 2);
  process.stdout.write(`${text}\n`);
  mkdirSync("test-results", { recursive: true });
  writeFileSync(REPORT, `${text}\n`);
  const lines = [...KEPT, ...broken].map((kept) => `  ${JSON.stringify(kept)}`);
  writeFileSync(REGRESSIONS, `[\n${lines.join(",\n")}\n]\n`);
}
