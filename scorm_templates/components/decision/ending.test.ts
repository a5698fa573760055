// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { press } from "../../../player/testing/document.js";
import { holdEnding } from "./ending.js";

const decided = new Set<string>();
const skip = vi.fn<(id: string) => void>((id) => decided.add(id));
const part = (name: string): HTMLElement => document.getElementById(name) ?? document.body;
const isHeld = (name: string): boolean => part(name).classList.contains("is-held");

/** Puts the blocks *ids* on a page, in their order, and lets those that ask, which begin with "q", hold what follows them. */
function lay(...ids: readonly string[]): readonly (() => void)[] {
  const page = Object.assign(document.createElement("section"), { className: "page" });
  for (const id of ids) {
    const block = Object.assign(document.createElement("div"), { id });
    block.className = id.startsWith("q") ? "block" : "block block--scenario";
    block.dataset["story"] = id.endsWith("2") ? "S02" : "S01";
    page.append(block);
  }
  document.body.replaceChildren(page);
  return ids
    .filter((id) => id.startsWith("q"))
    .map((id) =>
      holdEnding({
        block: part(id),
        isDecided: () => decided.has(id),
        skip: () => {
          skip(id);
        },
      }),
    );
}

beforeEach(() => {
  decided.clear();
  skip.mockClear();
});

describe("a page that asks what to do in a story", () => {
  test("tells what stands above the question, and other people's stories", () => {
    lay("before", "q", "after", "other2");
    expect(["before", "after", "other2"].filter(isHeld)).toEqual(["after"]);
  });

  test("tells the rest once the learner has decided, wherever the focus is", () => {
    const [tell] = lay("before", "q", "after", "learning");
    decided.add("q");
    tell?.();
    expect(["after", "learning"].filter(isHeld)).toEqual([]);
    expect(document.activeElement).toBe(document.body);
  });

  test("tells the rest at once to a learner who decided at an earlier visit", () => {
    decided.add("q");
    lay("q", "after");
    expect(isHeld("after")).toBe(false);
    expect(part("q").querySelector("button")?.hidden).toBe(true);
  });

  test("offers to skip to what happened, which counts as a decision and leads there", () => {
    lay("q", "after");
    press("Skip to what happened");
    expect(skip).toHaveBeenCalledWith("q");
    expect(isHeld("after")).toBe(false);
    expect(document.activeElement).toBe(part("after"));
    expect(part("q").querySelector("button")?.hidden).toBe(true);
  });

  test("waits for all decisions that stand before the ending", () => {
    const tells = lay("q-1", "q-b", "after");
    decided.add("q-1");
    tells.forEach((tell) => {
      tell();
    });
    expect(isHeld("after")).toBe(true);
    decided.add("q-b");
    tells.forEach((tell) => {
      tell();
    });
    expect(isHeld("after")).toBe(false);
  });

  test("leads past all decisions that stand before the ending at once", () => {
    lay("q-1", "q-b", "after");
    press("Skip to what happened");
    expect(skip.mock.calls.flat().sort()).toEqual(["q-1", "q-b"]);
    expect(isHeld("after")).toBe(false);
    expect(document.activeElement).toBe(part("after"));
  });

  test("offers no way past a decision that nothing waits for", () => {
    lay("before", "q");
    expect(part("q").querySelector("button")).toBeNull();
  });
});
