/** Two windows side by side, which hear of each other late: both count, and no second is told twice. */
import { expect, test } from "vitest";
import { secondsOf } from "../../../scorm_templates/preview/lms/rules.js";
import { perform } from "./actions.js";
import type { Tab } from "./tab.js";
import { World } from "./world.js";

/** Seconds between two looks at the clock. */
const HEARTBEAT = 5;

/** Returns the session's time that each of *tabs* has told last. */
function told(tabs: readonly Tab[]): readonly number[] {
  return tabs.map((tab) => {
    tab.collect();
    const times = tab.calls.filter(({ name, element }) => name === "LMSSetValue" && element === "cmi.core.session_time");
    return secondsOf(times.at(-1)?.value ?? "0000:00:00");
  });
}

test.each([0, 50, 300, 500, 900, 2_000, 5_000])("storage events that come after %i ms", async (late) => {
  const world = new World("strict12", "calls");
  world.hearing = late;
  await world.launch();
  const first = world.front as Tab;
  const pass = async (milliseconds: number): Promise<void> => {
    await world.clock.pass(milliseconds);
    const most = Math.max(...told(world.tabs));
    expect(most, "more is told than has passed").toBeLessThanOrEqual(world.clock.now / 1_000 + 0.01);
  };
  await perform(world, { do: "try", which: 0 });
  await pass(6_000);
  // The first window stays in sight: nothing hides it.
  await world.launch();
  first.act((run) => {
    run.returned();
  });
  const second = world.front as Tab;
  await pass(12_000);
  second.act((run) => {
    run.saving.happen({ type: "wanted" });
  });
  // Both have something to tell before they have heard of each other, and after that.
  for (const [wait, page] of [[1, 11], [400, 12], [late, 13], [20_000, 11], [60_000, 12]] as const) {
    for (const tab of [first, second]) {
      tab.act((run) => {
        run.dispatch({ type: "opened", page });
      });
    }
    await pass(wait);
  }
  const changed = world.clock.now - 60_000;
  expect(Math.max(...told(world.tabs))).toBeGreaterThan(changed / 1_000 - HEARTBEAT);
  expect([first.run?.saving.state, second.run?.saving.state].sort()).toEqual(["elsewhere", "saved"]);
});
