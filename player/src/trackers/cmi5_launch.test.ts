// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { launchOf, type Cmi5Launch } from "./cmi5_launch.js";
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
    ["whose endpoint is no address", { endpoint: "lrs" }, "where to record"],
    ["whose endpoint is of no web", { endpoint: "ftp://lms.example.org/" }, "where to record"],
    ["whose endpoint names no host", { endpoint: "https:///lrs" }, "where to record"],
    ["whose endpoint begins otherwise", { endpoint: "see https://lms.example.org/" }, "where to record"],
    ["whose actor has no account", { actor: '{"mbox":"mailto:sam@example.org"}' }, "who you are"],
    ["whose actor is a list", { actor: "[]" }, "who you are"],
  ])("%s is none, and the reason is in plain words", (_, change, words) => {
    const problem = launchedWith({ ...PARAMETERS, ...change });
    expect(problem).toBeInstanceOf(TrackerError);
    expect(problem).toMatchObject({ message: expect.stringContaining(words) as string, why: "refused" });
  });

  test.each([
    ["endpoint", "where to record"],
    ["fetch", "permission"],
    ["actor", "who you are"],
    ["registration", "enrolment"],
    ["activityId", "which course"],
  ])("needs %s (cmi5 8.1): without it, or where it is empty, IT reads its name", (name, words) => {
    const others = Object.fromEntries(Object.entries(PARAMETERS).filter(([other]) => other !== name));
    for (const parameters of [others, { ...PARAMETERS, [name]: "" }]) {
      expect(launchedWith(parameters)).toMatchObject({
        message: expect.stringContaining(words) as string,
        detail: `the launch parameter ${name} is missing or malformed`,
        why: "refused",
      });
    }
  });

  test.each(["endpoint", "fetch"])("whose %s the policy of the package forbids says so at once", (name) => {
    const meta = document.createElement("meta");
    Object.assign(meta, { httpEquiv: "Content-Security-Policy", content: "connect-src 'self' https:" });
    document.head.append(meta);
    const problem = launchedWith({ ...PARAMETERS, [name]: "http://lms.example.org/lrs/" });
    meta.remove();
    expect(problem).toMatchObject({
      detail: expect.stringMatching(`^${name}: http://lms.example.org is out of reach`) as string,
      why: "refused",
    });
  });

  test.each([
    ["an actor as it was given, whatever stands in it beside its account", { ...ACTOR, name: "Ü", mbox: "tess" }],
    ["the agent in an actor of old, in arrays", [{ ...ACTOR, account: [ACTOR.account] }]],
  ])("has %s: an LMS refuses any other", (_, actor) => {
    const { actor: taken } = launchedWith({ ...PARAMETERS, actor: JSON.stringify(actor) }) as Cmi5Launch;
    expect(taken).toEqual(Array.isArray(actor) ? ACTOR : actor);
  });

  test("without any parameter is a page that was opened by itself", () => {
    expect(launchOf(window)).toMatchObject({ why: "absent" });
  });
});
