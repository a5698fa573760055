// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { arrived, parsed } from "./parsed.js";

/** What the parser does: it may stop anywhere. */
function parse(id: string): void {
  document.body.append(Object.assign(document.createElement("p"), { id }));
}

function endOfDocument(): void {
  document.dispatchEvent(new Event("DOMContentLoaded"));
}

/** Returns whether *promise* is settled, once all that was to be heard was heard. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setTimeout(resolve));
  return settled;
}

beforeEach(() => {
  document.body.replaceChildren();
  vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
});

describe("an element", () => {
  test("is there once something follows it: before that its end may be missing", async () => {
    const coming = arrived("data");
    expect(await isSettled(coming)).toBe(false);
    parse("data");
    expect(await isSettled(coming)).toBe(false);
    parse("next");
    expect(await isSettled(coming)).toBe(true);
  });

  test("that is there already is not waited for", async () => {
    parse("data");
    parse("next");
    expect(await isSettled(arrived("data"))).toBe(true);
  });

  test("is not waited for longer than the document takes", async () => {
    const coming = arrived("nowhere");
    expect(await isSettled(coming)).toBe(false);
    endOfDocument();
    expect(await isSettled(coming)).toBe(true);
  });
});

test("a document is there when its end was read, and after that at once", async () => {
  const coming = parsed();
  expect(await isSettled(coming)).toBe(false);
  endOfDocument();
  expect(await isSettled(coming)).toBe(true);
  vi.spyOn(document, "readyState", "get").mockReturnValue("interactive");
  expect(await isSettled(parsed())).toBe(true);
});
