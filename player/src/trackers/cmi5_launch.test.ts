// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { launchOf } from "./cmi5_launch.js";
import { TrackerError } from "./tracker.js";

const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.example.org", name: "Ü 7&8" } };
const PARAMETERS: Readonly<Record<string, string>> = {
  endpoint: "https://lms.example.org/lrs",
  fetch: "https://lms.example.org/fetch?session=7&once=yes",
  actor: JSON.stringify(ACTOR),
  registration: "6f5c3a52-0f6b-4c51-8d2c-5d9b8a0b7a11",
  activityId: "https://lms.example.org/activity/42",
};

function launchedWith(parameters: Readonly<Record<string, string>>): ReturnType<typeof launchOf> {
  history.replaceState(null, "", `/index.html?${new URLSearchParams(parameters).toString()}`);
  return launchOf(window);
}

beforeEach(() => {
  history.replaceState(null, "", "/index.html");
});

test("the parameters may come in any order", () => {
  const turned = Object.fromEntries(Object.entries(PARAMETERS).reverse());
  const launch = launchedWith(PARAMETERS);
  expect(launchedWith(turned)).toEqual(launch);
  expect(launch).toEqual({ ...PARAMETERS, endpoint: "https://lms.example.org/lrs/", actor: ACTOR });
});

test("a parameter of the LMS's own stays in the address, and the launch leaves it", () => {
  launchedWith({ ...PARAMETERS, theme: "dark" });
  expect(location.search).toBe("?theme=dark");
});

describe("a launch", () => {
  test.each([
    ["without an endpoint", { endpoint: "" }, "where to record"],
    ["whose endpoint is no address", { endpoint: "lrs" }, "where to record"],
    ["without a token's address", { fetch: "" }, "permission"],
    ["whose actor has no account", { actor: '{"mbox":"mailto:sam@example.org"}' }, "who you are"],
    ["whose actor is a list", { actor: "[]" }, "who you are"],
    ["without a registration", { registration: "" }, "enrolment"],
    ["without an activity", { activityId: "" }, "which course"],
  ])("%s is none, and the reason is in plain words", (_, change, words) => {
    const problem = launchedWith({ ...PARAMETERS, ...change });
    expect(problem).toBeInstanceOf(TrackerError);
    expect(problem).toMatchObject({ message: expect.stringContaining(words) as string, why: "refused" });
  });

  test("without any parameter is a page that was opened by itself", () => {
    expect(launchOf(window)).toMatchObject({ why: "absent" });
  });
});
