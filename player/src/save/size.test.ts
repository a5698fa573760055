import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { expect, test } from "vitest";

/** Bytes, with gzip: what never losing progress may cost. The budget is 10 KB; until it is met, this may not be passed (docs/decisions/032-size-of-the-player.md). */
const MOST = 12_200;
const PLAYER = fileURLToPath(new URL("..", import.meta.url));
/** What a learner reads on the page about saving: the page's words, and no part of the engine. */
const WORDS = ["help.ts", "save_line.ts"];
/** Beside this folder: the form of saved state, how two are put together, and the recovery code. */
const BESIDE = ["saved_state.ts", "state_reader.ts", "bits.ts", "crc32.ts", "merge.ts", "recovery.ts", "vault.ts"];
const ENGINE = [
  ...readdirSync(resolve(PLAYER, "save"))
    .filter((name) => /(?<!\.test)\.ts$/.test(name) && !WORDS.includes(name))
    .map((name) => resolve(PLAYER, "save", name)),
  ...BESIDE.map((name) => resolve(PLAYER, "core", name)),
];

/** Leaves nothing of the engine but the names that others import. */
const withoutEngine: Plugin = {
  name: "without the engine",
  setup: (bundle) => {
    bundle.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!ENGINE.includes(path)) {
        return null;
      }
      const names = readFileSync(path, "utf8").matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm);
      return { contents: Array.from(names, ([, name]) => `export const ${name ?? ""} = 0;`).join("\n") };
    });
  },
};

/** Returns the bytes, with gzip, of what saves in SCORM 1.2. */
async function playerSize(plugins: readonly Plugin[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [resolve(PLAYER, "entries/scorm12.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    write: false,
    plugins: [...plugins],
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

test("the engine's share of what saves grows no further over its budget", async () => {
  const share = (await playerSize([])) - (await playerSize([withoutEngine]));
  console.info(`the save engine: ${share} bytes with gzip`);
  expect(share).toBeGreaterThan(MOST / 2);
  expect(share).toBeLessThanOrEqual(MOST);
});
