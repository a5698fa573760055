import { test } from "vitest";
import { readFileSync } from "node:fs";
import { walk } from "./walk.js";
import type { Action } from "./actions.js";
import { PROFILES } from "../lms/profiles.js";
import type { Lms } from "./world.js";
process.env["DEBUG_WALK"] = "1";
test("debug", async () => {
  const { lms, actions } = JSON.parse(readFileSync("/tmp/save4/debug.json", "utf8")) as { lms: string; actions: Action[] };
  for (const one of lms === "all" ? [...Object.keys(PROFILES), "sa-sync", "sa-async"] : [lms]) {
    process.stdout.write(`${one}: ${JSON.stringify(await walk(one as Lms, actions))}\n`);
  }
}, 60000);
