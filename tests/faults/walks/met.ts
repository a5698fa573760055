/** What a walk met, in the words of docs/faults.md: not what it was to meet, but what reached the course. */
import type { Call } from "../../../scorm_templates/preview/lms/strict12.js";
import type { World } from "./world.js";

/** Everything that is counted. */
export const MEETINGS = [
  "the server was gone",
  "the server was broken (500)",
  "the server was shut (403)",
  "a login page in the place of every answer",
  "the server was slow",
  "the server never answered",
  "a call failed or threw",
  "storage was blocked",
  "the browser died",
  "the device slept",
  "the clock was wrong",
  "review or browse mode",
  "two windows",
  "two devices",
  "values were replayed",
  "the module was passed",
] as const;
export type Meeting = (typeof MEETINGS)[number];

/** Returns what *world* has met by now. */
export function metIn(world: World): readonly Meeting[] {
  const { server, events } = world;
  const met: Readonly<Record<Meeting, boolean>> = {
    "the server was gone": server.answeredWhile.has("gone"),
    "the server was broken (500)": server.answeredWhile.has("broken"),
    "the server was shut (403)": server.answeredWhile.has("shut"),
    "a login page in the place of every answer": server.answeredWhile.has("login"),
    "the server was slow": server.answeredWhile.has("slow"),
    "the server never answered": server.answeredWhile.has("silent"),
    "a call failed or threw": world.everyTab.some(({ faulty }) => faulty.failures > 0),
    "storage was blocked": world.devices.some(({ refusals }) => refusals > 0),
    "the browser died": events.has("death") || events.has("kill"),
    "the device slept": events.has("sleep"),
    "the clock was wrong": events.has("clock"),
    "review or browse mode": events.has("review"),
    "two windows": events.has("two windows"),
    "two devices": events.has("other device"),
    "values were replayed": world.everyTab.some(({ calls }) => isReplayed(calls)),
    "the module was passed": server.account.values["cmi.core.lesson_status"] === "passed",
  };
  return MEETINGS.filter((meeting) => met[meeting]);
}

/** Says whether there is a commit of other words: one with a place, and without the state that goes with every other. */
function isReplayed(calls: readonly Call[]): boolean {
  let since: string[] = [];
  return calls.some(({ name, element }) => {
    const before = since;
    since = name === "LMSCommit" ? [] : [...since, element];
    return name === "LMSCommit" && before.includes("cmi.core.lesson_location") && !before.includes("cmi.suspend_data");
  });
}
