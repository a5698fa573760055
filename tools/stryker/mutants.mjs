/** Tries a seeded sample of mutants of the player: `make mutants`. What was found stands in docs/testing.md. */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";
import { isAlive } from "./sample.mjs";

/** The code of each target, and the tests that hold it: none that takes seconds, or looks at the bytes of all mutants at once. */
const TARGETS = {
  merge: ["player/src/core/merge.ts", "player/src/core/merge.test.ts"],
  save: ["player/src/save/*.ts", "player/src/{save/!(size),run/*}.test.ts", "tests/faults/walks/two_windows.test.ts", "player/src/ui/clearing.test.ts"],
  trackers: ["player/src/trackers/**/*.ts", "player/src/{trackers/**/*,save/!(size)}.test.ts"],
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(ROOT);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: "string", default: "300" }, jobs: { type: "string", default: "2" } },
});
for (const target of positionals.length ? positionals : Object.keys(TARGETS)) {
  const [code, ...tests] = TARGETS[target];
  const results = await new Stryker({
    mutate: [code, "!**/*.test.ts"],
    testFiles: tests,
    sample: { seed: `1 ${target}`, size: Number(values.size) },
    warnings: { unknownOptions: false },
    concurrency: Number(values.jobs),
    testRunner: "vitest",
    checkers: ["sample"],
    plugins: ["@stryker-mutator/vitest-runner", "./tools/stryker/sample.mjs"],
    appendPlugins: [],
    // What is computed as a file is loaded would need all tests anew for each mutant.
    ignoreStatic: true,
    // Guards against hanging, and no promise, on a machine that does other things.
    dryRunTimeoutMinutes: 20,
    timeoutMS: 30_000,
    reporters: ["progress-append-only", "survivors"],
    logLevel: "warn",
    tempDirName: "test-results/stryker",
    // Not read by tests of the player; one of the samples is a link to nowhere.
    ignorePatterns: ["/.venv", "/dist", "/site", "/release", "/tests/samples", "/tools/stryker/node_modules"],
  }).runMutationTest();
  const tried = results.filter(({ status }) => !["CompileError", "Ignored"].includes(status));
  const killed = tried.filter(({ status }) => !isAlive(status)).length;
  console.log(`${target}: ${killed} of ${tried.length} killed (${Math.round((100 * killed) / tried.length)} %)`);
}
