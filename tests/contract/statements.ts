/**
 * Writes what generated learners of a real module send: every statement in xAPI, every request in cmi5, one JSON text to a
 * line. `node statements.js MODULE LEARNERS` is called by tests/contract/test_statements.py, where others than us judge it.
 */
import { readFileSync, writeSync } from "node:fs";
import { FakeCmi5, LAUNCH as CMI5_LAUNCH, LAUNCH_DATA } from "../../player/testing/fake_cmi5.js";
import { FakeLrs, LAUNCH as XAPI_LAUNCH } from "../../player/testing/fake_lrs.js";
import { Cmi5Tracker } from "../../player/src/trackers/cmi5.js";
import { XapiTracker } from "../../player/src/trackers/xapi.js";
import { Learner, type Course } from "./learner.js";
import type { Place } from "./places.js";
import { scriptOf } from "./scripts.js";

const [, , file = "", count = "1"] = process.argv;
const HOST = { history: { state: null }, location: { assign: () => undefined } } as unknown as Window;
const course = JSON.parse(readFileSync(file, "utf8")) as Course;

function place(launch: Place["launch"], fetch: Place["fetch"]): Place {
  return { launch, fetch, refusals: () => [], record: () => ({ complete: false, score: null, seconds: 0, answers: null }) };
}

async function xapi(seed: number): Promise<object> {
  const lrs = new FakeLrs();
  const told = place(
    () => new XapiTracker(HOST, course.data, XAPI_LAUNCH),
    (address, init) => lrs.fetch(address, init ?? {}),
  );
  await new Learner(course, told).follow(scriptOf(seed, course));
  return { format: "xapi", seed, statements: lrs.statements };
}

async function cmi5(seed: number): Promise<object> {
  const lms = new FakeCmi5();
  let launches = 0;
  const told = place(
    () => new Cmi5Tracker(HOST, course.data, launches++ === 0 ? CMI5_LAUNCH : lms.relaunch()),
    (address, init) => lms.fetch(address, init),
  );
  await new Learner(course, told).follow(scriptOf(seed, course));
  const requests = lms.requests.map(({ method, url, headers, body }) => ({
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body,
  }));
  const publisher = LAUNCH_DATA.contextTemplate.contextActivities.grouping[0]?.id;
  return { format: "cmi5", seed, launch: CMI5_LAUNCH, publisher, launches, requests };
}

for (const level of ["warn", "error"] as const) {
  console[level] = () => undefined;
}
for (let seed = 1; seed <= Number(count); seed++) {
  for (const learner of [await xapi(seed), await cmi5(seed)]) {
    writeSync(1, `${JSON.stringify(learner)}\n`);
  }
}
// Intervals of the pages that were closed would keep this process alive.
process.exit(0);
