// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { forgetParameters } from "./lrs/parameters.js";
import { TrackerError } from "./tracker.js";
import { launchOf, type XapiLaunch } from "./xapi_launch.js";

const ACTOR = { objectType: "Agent", name: "Tess", mbox: "mailto:tess@example.org" };
const GIVEN = {
  endpoint: "https://lrs.example.org/lrs",
  auth: "Basic dGVzdDp0ZXN0",
  actor: JSON.stringify(ACTOR),
  registration: "760e3480-ba55-4991-94b0-01820dbd23a2",
  activity_id: "https://example.org/other",
};

function visit(parameters: Readonly<Record<string, string>>): void {
  history.replaceState(null, "", `/index.html?${new URLSearchParams(parameters).toString()}`);
}

beforeEach(() => {
  history.replaceState(null, "", "/index.html");
});

test("a launch is read", () => {
  visit(GIVEN);
  expect(launchOf(window)).toEqual({
    endpoint: "https://lrs.example.org/lrs/",
    auth: GIVEN.auth,
    forbidden: "signedout",
    actor: ACTOR,
    registration: GIVEN.registration,
    activityId: GIVEN.activity_id,
    platform: null,
    grouping: null,
  });
});

test("password and name leave the address, and what else stood there stays", () => {
  visit({ ...GIVEN, theme: "dark" });
  launchOf(window);
  expect(location.search).toBe("?theme=dark");
});

test("a reload finds the launch again", () => {
  visit(GIVEN);
  const launch = launchOf(window);
  expect(launchOf(window)).toEqual(launch);
});

test("a launch that is forgotten is found neither by a reload nor by going back", () => {
  visit(GIVEN);
  launchOf(window);
  const left: unknown = history.state;
  forgetParameters(window);
  expect(history.state).toBeNull();
  expect(launchOf(window)).toBeInstanceOf(TrackerError);
  history.replaceState(left, "");
  expect(launchOf(window)).toBeInstanceOf(TrackerError);
});

const GROUP = { objectType: "Group", mbox: "mailto:all@example.org" };

test.each([
  ["without parameters", {}, "not opened from a learning system"],
  ["without an endpoint", { ...GIVEN, endpoint: "" }, "where to record"],
  ["with an endpoint that is no address", { ...GIVEN, endpoint: "javascript:alert(1)" }, "where to record"],
  ["without a password", { ...GIVEN, auth: "" }, "permission"],
  ["with an actor that is no JSON", { ...GIVEN, actor: "Tess" }, "who you are"],
  ["with an actor that nobody can be told by", { ...GIVEN, actor: JSON.stringify({ name: "Tess" }) }, "who you are"],
  ["with a group for an actor", { ...GIVEN, actor: JSON.stringify(GROUP) }, "who you are"],
  ["with an actor whose address is none", { ...GIVEN, actor: JSON.stringify({ mbox: "tess" }) }, "who you are"],
])("an address %s is no launch, and the reason is in plain words", (_, parameters, words) => {
  visit(parameters);
  const problem = launchOf(window);
  expect(problem).toBeInstanceOf(TrackerError);
  expect(problem).toMatchObject({ message: expect.stringContaining(words) as string });
  expect(problem).toHaveProperty("why", Object.keys(parameters).length === 0 ? "absent" : "refused");
  expect(JSON.stringify(problem)).not.toContain("tess");
});

test("what a store would refuse, and can be done without, is left out", () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  visit({ ...GIVEN, registration: "7", activity_id: "level 1", grouping: "x" });
  expect(launchOf(window)).toMatchObject({ registration: null, activityId: null, grouping: null });
});

test.each([
  [
    { name: ["Tess"], mbox: ["mailto:t@example.org"] },
    { name: "Tess", mbox: "mailto:t@example.org" },
  ],
  [
    { mbox_sha1sum: "ebd31e95054c018b10727ccffd2ef2ec3a016ee9" },
    { mbox_sha1sum: "ebd31e95054c018b10727ccffd2ef2ec3a016ee9" },
  ],
  [{ openid: "https://tess.example.org" }, { openid: "https://tess.example.org" }],
  [
    { name: "Tess", account: [{ accountServiceHomePage: "https://lms.example.org", accountName: "7" }] },
    { name: "Tess", account: { homePage: "https://lms.example.org", name: "7" } },
  ],
  [{ mbox: "mailto:t@example.org", openid: "https://tess.example.org", member: [] }, { mbox: "mailto:t@example.org" }],
])("the actor %j becomes an agent with one identifier", (actor, agent) => {
  visit({ ...GIVEN, actor: JSON.stringify(actor) });
  expect((launchOf(window) as XapiLaunch).actor).toEqual({ objectType: "Agent", ...agent });
});

test("a frame that may not change its address still launches", () => {
  visit(GIVEN);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.spyOn(history, "replaceState").mockImplementation(() => {
    throw new DOMException("sandboxed", "SecurityError");
  });
  expect(launchOf(window)).not.toBeInstanceOf(TrackerError);
});
