import { gzipSync } from "node:zlib";
import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

/** Bytes, gzipped: design.md section 6. */
const BUDGET = 25 * 1024;
/** cmi5 carries an LRS's queue and a launch of its own (docs/decisions/013-size-of-the-cmi5-player.md). */
const BUDGET_OF: Readonly<Record<string, number>> = { "cmi5.ts": 27 * 1024 };
const ENTRIES = new URL("src/entries/", import.meta.url);

/** Hosts in the names of verbs, types and categories, which are never fetched. */
const NAMES = ["adlnet.gov", "activitystrea.ms", "w3id.org"];

/** Returns the bundle of *entry* as `npm run build:player` makes it. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [new URL(entry, ENTRIES).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    external: ["./more.js"],
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

describe.each(readdirSync(ENTRIES))("the bundle of %s", async (entry) => {
  const code = await bundle(entry);

  test("is within its budget", () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(BUDGET_OF[entry] ?? BUDGET);
  });

  test("writes no HTML, runs no text, and hears nothing at unload", () => {
    const written = /innerHTML|outerHTML|insertAdjacentHTML|(?<![.\w])document\.write|\beval\(|new Function/;
    expect(written.exec(code)).toBeNull();
    // `beforeunload` is heard while nothing but this page holds what the learner did, and never else.
    expect(/["']unload["']/.exec(code)).toBeNull();
  });

  test("talks to nobody but its LMS or LRS", () => {
    const addresses = Array.from(code.matchAll(/https?:\/\/([\w.-]+)/g), ([, host]) => host);
    expect(NAMES).toEqual(expect.arrayContaining(addresses));
  });
});

test("the bundle of SCORM 1.2 names the element by which Open edX tells that it reports completion", async () => {
  expect(await bundle("scorm12.ts")).toContain("lesson_status");
});
