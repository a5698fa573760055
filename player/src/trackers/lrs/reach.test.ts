// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { whyOutOfReach } from "./reach.js";

function policy(sources: string): void {
  document.head.replaceChildren();
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `default-src 'none'; connect-src ${sources}; base-uri 'none'`;
  document.head.append(meta);
}

beforeEach(() => {
  document.head.replaceChildren();
});

describe("a page may reach", () => {
  test.each([
    ["its own origin, at http too", "'self' https:", `${location.origin}/lrs/`],
    ["every address with a certificate, where none is listed", "'self' https:", "https://lrs.example.org/xapi/"],
    ["what is listed, whatever its case", "'self' https://LRS.example.org/xapi/", "https://lrs.example.org/xapi/"],
    ["what is listed at http", "'self' http://lrs.example.org:8080/", "http://lrs.example.org:8080/xapi/"],
  ])("%s", (_, sources, address) => {
    policy(sources);
    expect(whyOutOfReach(window, address)).toBeNull();
  });

  test("everything where it has no policy", () => {
    expect(whyOutOfReach(window, "http://lrs.example.org/xapi/")).toBeNull();
  });
});

describe("a page may not reach, and says which policy forbids it and what helps", () => {
  test.each([
    ["http on another port", "'self' https:", "http://localhost:9111/xapi/"],
    ["http on another host", "'self' https:", "http://lrs.example.org/xapi/"],
    ["an address that is not listed", "'self' https://lrs.example.org/xapi/", "https://evil.example.org/xapi/"],
    ["another path of one that is", "'self' https://lrs.example.org/xapi/", "https://lrs.example.org/other/"],
    ["a host that begins like one that is", "'self' https://lrs.example.org/", "https://lrs.example.org.evil.example/"],
  ])("%s", (_, sources, address) => {
    policy(sources);
    const why = whyOutOfReach(window, address);
    expect(why).toContain(new URL(address).origin);
    expect(why).toContain(sources);
    expect(why).toContain("tracking: endpoints");
  });
});

test("a page at https may not talk to http, listed or not", () => {
  policy("'self' http://lrs.example.org/");
  const host = { document, location: new URL("https://lms.example.org/course/") } as unknown as Window;
  expect(whyOutOfReach(host, "http://lrs.example.org/xapi/")).toContain("mixed content");
});

test.each([
  ["without blanks between its parts", "default-src 'none';connect-src 'self' https:;base-uri 'none'"],
  ["with many of them", "default-src 'none';  connect-src   'self'  https: ;  base-uri 'none'"],
  ["with nothing before or after", "connect-src 'self' https:"],
  ["in capitals", "default-src 'none'; CONNECT-SRC 'self' https:"],
])("a policy %s is read", (_, content) => {
  policy("");
  document.querySelector("meta")!.content = content;
  expect(whyOutOfReach(window, "https://lrs.example.org/")).toBeNull();
  expect(whyOutOfReach(window, "http://lrs.example.org/")).toContain("talk to 'self' https: alone");
});

test("what another part of the policy lists is not what may be reached", () => {
  policy("");
  document.querySelector("meta")!.content = "default-src 'none'; x-connect-src https:";
  expect(whyOutOfReach(window, "http://lrs.example.org/")).toBeNull();
});
