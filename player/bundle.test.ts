import { gzipSync } from "node:zlib";
import { readdirSync } from "node:fs";
import { Script } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

/** Bytes, gzipped: docs/architecture.md#budgets. */
const BUDGET = 25_000;
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

/** The scripts that every package has. */
const SHARED = ["../player.ts", "../more.ts"];

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

describe.each([...readdirSync(ENTRIES), ...SHARED])("the bundle of %s", async (entry) => {
  const code = await bundle(entry);

  test("is within its budget", () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(BUDGET);
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

test.each([...readdirSync(ENTRIES), ...SHARED])(
  "%s is a script like any other, which a page on disk can run",
  async (entry) => {
    const code = await bundle(entry);
    expect(() => new Script(code)).not.toThrow();
  },
);

test("before a page is usable nothing comes that saves", async () => {
  const player = await bundle("../player.ts");
  for (const word of ["indexedDB", "coursepack-salt", "probe.txt"]) {
    expect(player).not.toContain(word);
    expect(await bundle("web.ts")).toContain(word);
  }
});
