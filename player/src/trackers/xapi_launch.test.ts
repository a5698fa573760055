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

test.each(["endpoint", "auth", "actor"])("without %s IT reads its name", (name) => {
  visit(Object.fromEntries(Object.entries(GIVEN).filter(([other]) => other !== name)));
  expect(launchOf(window)).toHaveProperty("detail", `the launch parameter ${name} is missing or malformed`);
});

test("a store that the policy of the package forbids is said at once", () => {
  const meta = document.createElement("meta");
  Object.assign(meta, { httpEquiv: "Content-Security-Policy", content: "connect-src 'self' https:" });
  document.head.append(meta);
  visit({ ...GIVEN, endpoint: "http://lrs.example.org/lrs" });
  const problem = launchOf(window);
  meta.remove();
  expect(problem).toMatchObject({
    message: expect.stringMatching(/\w \w/) as string,
    detail: expect.stringMatching("^endpoint: http://lrs.example.org is out of reach") as string,
    why: "refused",
  });
});

test("values that a launcher encoded twice, or put blanks around, are read as they were meant", () => {
  const twice = Object.entries(GIVEN).map(([name, value]) => [name, encodeURIComponent(value)]);
  const around = Object.entries(GIVEN).map(([name, value]) => [name, ` ${value}\n`]);
  visit(GIVEN);
  const launch = launchOf(window);
  visit({ ...(Object.fromEntries(twice) as typeof GIVEN), auth: GIVEN.auth });
  expect(launchOf(window)).toEqual(launch);
  visit(Object.fromEntries(around) as typeof GIVEN);
  expect(launchOf(window)).toEqual(launch);
});

test.each(["https://lms.example.org/act?x=%7B7%7D", "https%3A//lms.example.org/%"])(
  "the activity %s is known by that very name: nothing in it was encoded twice",
  (activity) => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    visit({ ...GIVEN, activity_id: activity });
    expect(launchOf(window)).toHaveProperty("activityId", activity.startsWith("https:") ? activity : null);
  },
);

test("what a store would refuse, and can be done without, is left out", () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const around = [`{${GIVEN.registration}}`, `${GIVEN.registration}0`, "7"];
  for (const registration of around) {
    visit({ ...GIVEN, registration, activity_id: "level 1", grouping: "x" });
    expect(launchOf(window)).toMatchObject({ registration: null, activityId: null, grouping: null });
  }
  for (const name of ["registration", "activity_id", "grouping"]) {
    expect(console.warn).toHaveBeenCalledWith(
      `coursepack: the launch parameter ${name} is malformed, and was left out`,
    );
  }
});

test("what a launcher leaves empty is as if it were not there, and nobody is warned", () => {
  const warned = vi.spyOn(console, "warn");
  visit({ ...GIVEN, registration: "", activity_id: "", grouping: "" });
  expect(launchOf(window)).toMatchObject({ registration: null, activityId: null, grouping: null, platform: null });
  expect(warned).not.toHaveBeenCalled();
});

test("a value that only looks as if it were encoded twice is kept as it is", () => {
  visit({ ...GIVEN, activity_platform: "%22100 %" });
  expect(launchOf(window)).toMatchObject({ platform: "%22100 %" });
});

test("where a launcher says which platform it is, and what the module belongs to, that is kept", () => {
  visit({ ...GIVEN, activity_platform: "An LMS", grouping: "https://lms.example.org/programme" });
  expect(launchOf(window)).toMatchObject({ platform: "An LMS", grouping: "https://lms.example.org/programme" });
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
  expect(console.warn).toHaveBeenCalledWith("coursepack: the launch stays in the address");
});

test("a frame without storage launches, and forgets its launch, all the same", () => {
  visit(GIVEN);
  vi.stubGlobal("sessionStorage", null);
  const launch = launchOf(window);
  expect(launch).not.toBeInstanceOf(TrackerError);
  expect(launchOf(window)).toEqual(launch);
  forgetParameters(window);
  expect(launchOf(window)).toBeInstanceOf(TrackerError);
});

test("a tab that has left a launch takes the next one, and that one's reload", () => {
  visit(GIVEN);
  launchOf(window);
  forgetParameters(window);
  visit({ ...GIVEN, actor: JSON.stringify({ ...ACTOR, name: "Tom" }) });
  expect(launchOf(window)).toMatchObject({ actor: { name: "Tom" } });
  expect(launchOf(window)).toMatchObject({ actor: { name: "Tom" } });
  visit(GIVEN);
  launchOf(window);
  expect(launchOf(window)).toMatchObject({ actor: { name: "Tess" } });
});
