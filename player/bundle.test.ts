import { gzipSync } from "node:zlib";
import { readdirSync } from "node:fs";
import { Script } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

/** Bytes, gzipped: docs/architecture.md#budgets. */
const BUDGET = 25_000;
/** Formats that are over it, and what they may not pass until they are within it (docs/decisions/032-size-of-the-player.md). */
const OVER: Readonly<Record<string, number>> = {
  "scorm12.ts": 26_000,
  "scorm2004.ts": 26_900,
  "xapi.ts": 27_700,
  "cmi5.ts": 29_500,
};
const ENTRIES = new URL("src/entries/", import.meta.url);

/** Hosts in the names of verbs, types and categories, which are never fetched. */
const NAMES = ["adlnet.gov", "activitystrea.ms", "w3id.org"];

/** What only the code of one standard holds: a word that no other has, in the formats that speak it. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  LMSInitialize: ["scorm12.ts"],
  "cmi.core.": ["scorm12.ts"],
  API_1484_11: ["scorm2004.ts"],
  "cmi.completion_status": ["scorm2004.ts"],
  "X-Experience-API-Version": ["cmi5.ts", "xapi.ts"],
  "is malformed, and was left out": ["xapi.ts"],
  "LMS.LaunchData": ["cmi5.ts"],
};

/** Returns the bundle of *entry* as `npm run build:player` makes it. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [new URL(entry, ENTRIES).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

describe.each(readdirSync(ENTRIES))("the bundle of %s", async (entry) => {
  const code = await bundle(entry);

  test("is within its budget", () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(OVER[entry] ?? BUDGET);
  });

  test("holds no other standard's code", () => {
    const held = Object.keys(WORDS).filter((word) => code.includes(word));
    expect(held).toEqual(Object.keys(WORDS).filter((word) => WORDS[word]?.includes(entry)));
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

test("what comes later is a script like any other, which a page on disk can run", async () => {
  const [more] = (
    await build({
      entryPoints: [new URL("../more.ts", ENTRIES).pathname],
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2020",
      write: false,
    })
  ).outputFiles;
  expect(() => new Script(more?.text ?? "export")).not.toThrow();
  expect(Object.keys(WORDS).filter((word) => more?.text.includes(word))).toEqual([]);
});
