import { gzipSync } from "node:zlib";
import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

/** Bytes, gzipped: design.md section 6. */
const BUDGET = 25 * 1024;
const ENTRIES = new URL("src/entries/", import.meta.url);

/** Returns the bundle of *entry* as `npm run build:player` makes it. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [new URL(entry, ENTRIES).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2019",
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

describe.each(readdirSync(ENTRIES))("the bundle of %s", async (entry) => {
  const code = await bundle(entry);

  test("is within its budget", () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(BUDGET);
  });

  test("writes no HTML, runs no text, and hears nothing at unload", () => {
    const written = /innerHTML|outerHTML|insertAdjacentHTML|(?<![.\w])document\.write|\beval\(|new Function/;
    expect(written.exec(code)).toBeNull();
    expect(/["'](before)?unload["']/.exec(code)).toBeNull();
  });

  test("talks to nobody but its LMS or LRS", () => {
    const addresses = Array.from(code.matchAll(/https?:\/\/([\w.-]+)/g), ([, host]) => host);
    // Names of verbs and types, which are never fetched.
    expect(new Set([...addresses, "adlnet.gov", "activitystrea.ms"])).toEqual(
      new Set(["adlnet.gov", "activitystrea.ms"]),
    );
  });
});

test("the bundle of SCORM 1.2 names the element by which Open edX tells that it reports completion", async () => {
  expect(await bundle("scorm12.ts")).toContain("lesson_status");
});
