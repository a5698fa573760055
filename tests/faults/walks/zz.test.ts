import { expect, test } from "vitest";
import { makeWalk } from "./make_walk.js";
import { shrink, walk } from "./walk.js";
const N = Number(process.env["N"] ?? 40);
const FROM = Number(process.env["FROM"] ?? 1);
test("stores", async () => {
  const seen = new Map<string, number>();
  let shown = 0;
  for (const lms of ["adl-lrs", "xapi-lrs", "busy", "busy-mute"] as const) for (const standard of ["xapi", "cmi5"] as const) {
    if (process.env["ONLY"] && !`${standard} ${lms}`.match(process.env["ONLY"])) continue;
    let broken = 0;
    for (let seed = FROM; seed < FROM + N; seed++) {
      const made = { ...makeWalk(seed), lms, standard };
      const walked = await walk(made);
      if (walked.broken.length) {
        broken++;
        const key = `${standard} ${lms}: ` + walked.broken[0]!.replace(/[0-9.]+/g, "#").slice(0, 90);
        seen.set(key, (seen.get(key) ?? 0) + 1);
        if (shown < Number(process.env["SHOW"] ?? 0) && (!process.env["LIKE"] || walked.broken[0]!.match(process.env["LIKE"]))) {
          shown++;
          const s = await shrink(made);
          process.stdout.write(`${seed} ${JSON.stringify(s)}\n   ${(await walk(s)).broken.join("\n   ")}\n`);
        }
      }
    }
    process.stdout.write(`${standard} ${lms}: ${broken} of ${N}\n`);
  }
  for (const [k, n] of [...seen].sort((a, b) => b[1] - a[1])) process.stdout.write(`${n} ${k}\n`);
  expect(1).toBe(1);
}, 3_000_000);
