/** Random walks through everything that can go wrong: seeded, shrunk when they fail, and kept for ever once they did. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeWalk, type Walk } from "./make_walk.js";
import { Soak } from "./soak.js";
import { shrink, walk } from "./walk.js";

/** How many in all: 500 in the suite; `make soak` walks more, and writes down what came of them. */
const SOAK = process.env["WALKS"];
const MANY = Number(SOAK ?? 500);
const REGRESSIONS = new URL("regressions.json", import.meta.url);

interface Kept extends Walk {
  /** What was broken when it was found. */
  readonly found: string;
}

const KEPT = JSON.parse(readFileSync(REGRESSIONS, "utf8")) as readonly Kept[];

test.each(KEPT)("a walk in $lms breaks no promise any more: $found", async (kept) => {
  expect((await walk(kept)).broken).toEqual([]);
});

test(`${MANY} walks through every LMS break no promise`, async () => {
  const broken: Kept[] = [];
  const soak = new Soak();
  for (let seed = 1; seed <= MANY; seed++) {
    const made = makeWalk(seed);
    const walked = await walk(made);
    soak.note(seed, made.lms, walked);
    if (walked.broken.length > 0) {
      broken.push(await shortest(made));
    }
    if (SOAK !== undefined && seed % 1_000 === 0) {
      process.stdout.write(`${seed} walks, ${broken.length} of them broken\n`);
    }
  }
  if (SOAK !== undefined) {
    soak.write(MANY);
    if (broken.length > 0) {
      keep(broken);
    }
  }
  expect(broken.map((kept) => JSON.stringify(kept)).join("\n")).toBe("");
}, 7_200_000);

async function shortest(made: Walk): Promise<Kept> {
  const walked = await shrink(made);
  const [found = "nothing any more: it does not end alike each time"] = (await walk(walked)).broken;
  return { found, ...walked };
}

/** Every walk that broke something is kept for ever, and walked with the tests. */
function keep(broken: readonly Kept[]): void {
  const lines = [...KEPT, ...broken].map((kept) => `  ${JSON.stringify(kept)}`);
  writeFileSync(REGRESSIONS, `[\n${lines.join(",\n")}\n]\n`);
}
