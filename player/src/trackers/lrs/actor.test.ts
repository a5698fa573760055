import { expect, test } from "vitest";
import { identity, isIri, parseActor } from "./actor.js";

const HASH = "2b9d0b6f1c3c1f0f5f7f4b6a8d9e0c1b2a3f4e5d";

test.each([
  ["an address", { mbox: "mailto:tess@example.org" }, { mbox: "mailto:tess@example.org" }],
  ["an address without its scheme", { mbox: "tess@example.org" }, { mbox: "mailto:tess@example.org" }],
  ["the hash of an address", { mbox_sha1sum: HASH }, { mbox_sha1sum: HASH }],
  ["an OpenID", { openid: "https://tess.example.org/" }, { openid: "https://tess.example.org/" }],
  [
    "an account",
    { account: { homePage: "https://lms.example.org", name: "42" } },
    { account: { homePage: "https://lms.example.org", name: "42" } },
  ],
  [
    "an account of old, in arrays",
    { account: [{ accountServiceHomePage: ["https://lms.example.org"], accountName: ["42"] }] },
    { account: { homePage: "https://lms.example.org", name: "42" } },
  ],
  [
    "the first of two identifiers that is one",
    { mbox: "nobody", mbox_sha1sum: `0${HASH}`, openid: "https://tess.example.org/" },
    { openid: "https://tess.example.org/" },
  ],
])("%s is who learns, however it is wrapped", (_, given, who) => {
  const agent = { objectType: "Agent", name: "Tess", ...who };
  for (const wrapped of [{ name: "Tess", ...given }, [{ name: ["Tess"], ...given }]]) {
    expect(parseActor(JSON.stringify(wrapped))).toEqual(agent);
    expect(parseActor(JSON.stringify(JSON.stringify(wrapped)))).toEqual(agent);
  }
  expect(parseActor(JSON.stringify(given))).toEqual({ objectType: "Agent", ...who });
});

test.each([
  ["a group", { objectType: "Group", mbox: "mailto:all@example.org" }],
  ["two addresses in one", { mbox: "mailto:tess@example.org tom@example.org" }],
  ["an address in something else", { mbox: "to mailto:tess@example.org" }],
  ["an address where a hash is due", { mbox_sha1sum: "tess@example.org" }],
  ["a hash that is too long or too short", { mbox_sha1sum: HASH.slice(1) }],
  ["an OpenID that is no address", { openid: "tess" }],
  ["an address where an OpenID is due", { openid: "tess@example.org" }],
  ["an account without a name", { account: { homePage: "https://lms.example.org" } }],
  ["an account whose home is no address", { account: { homePage: "lms", name: "42" } }],
  ["a number", { mbox: 7 }],
])("%s is nobody", (_, given) => {
  expect(parseActor(JSON.stringify(given))).toBeNull();
});

test("a learner is the same one under another name", () => {
  const [one, other] = ["Tess", "Tess T."].map((name) =>
    parseActor(JSON.stringify({ name, mbox: "tess@example.org" })),
  );
  expect(identity(one!)).toBe(identity(other!));
  expect(identity(one!)).not.toContain("Tess");
});

test.each([
  ["https://example.org/a", true],
  ["urn:x:y", true],
  ["a+b-c.1:x", true],
  ["example.org", false],
  ["1a:x", false],
  ["https://example.org/a b", false],
  ["https://example.org/<a>", false],
  ["see https://example.org/", false],
  ["a:", false],
])("%j is an IRI: %s", (text, is) => {
  expect(isIri(text)).toBe(is);
});
