import { test } from "vitest";
import { perform } from "./actions.js";
import { World } from "./world.js";
import { DATA } from "./tab.js";
import { walk } from "./walk.js";
test.each([1, 2])("dbg", async () => {
  const made = JSON.parse(process.env["WALK"]!);
  const log: string[] = [];
  const world = new World(made.lms, made.agreeing, { ...DATA, practiceIsSent: made.practice !== "kept" }, made.standard);
  const f = (world.store as any).answered.bind(world.store);
  (world.store as any).answered = async (url: URL, init: any) => { const r = await f(url, init); log.push(`${world.clock.now} ${init.method} ${url.pathname} ${url.searchParams.get("stateId") ?? ""} ${String(init.body ?? "").replace(/"(?:actor|definition)".*?\}\}/g, "").slice(0, 200)} -> ${r?.status}`); return r; };
  await world.launch();
  const say = (w: string) => log.push(`${world.clock.now} == ${w}: ${world.tabs.map((t) => `${t.run?.saving.state} ${t.run?.saving.isReady} seq ${t.run?.state.seq}`).join(" | ")} stored seq ${JSON.stringify(world.server.account.values["cmi.suspend_data"])} q ${[...(world.storage as any).items].filter(([k]: any) => k.includes("queue")).map(([, v]: any) => v.length)}`);
  for (const a of made.actions) { await perform(world, a); say(JSON.stringify(a)); if (world.hasCrashed) await world.kill(); }
  world.server.signIn(); world.server.is("well"); world.storage.condition = "well"; world.settings = {}; world.momentsLeft = Infinity;
  say("ending");
  for (let w = world.tabs.length; w > 0; w--) { await world.close(); say("closed"); }
  await world.clock.pass(200_000); say("passed");
  await world.end();
  process.stdout.write(log.join("\n") + "\n" + (await walk(made)).broken.join("\n") + "\n");
});
