// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import { eventually } from "../../testing/eventually.js";
import { readData } from "./data_file.js";

afterEach(() => {
  document.head.replaceChildren();
});

test("a file is fetched", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"build":"7"}')));
  expect(await readData("bank.json", "default")).toEqual({ build: "7" });
});

test.each([
  ["refuses to hand out JSON", () => new Response(null, { status: 404 })],
  ["answers with a page in its place", () => new Response("<!doctype html>")],
])("of a server that %s, the script beside the file is run", async (_, answer) => {
  vi.stubGlobal("fetch", () => Promise.resolve(answer()));
  const reading = readData("bank.json", "default");
  await eventually(() => {
    expect(document.head.querySelector("script")?.src).toMatch(/bank\.json\.js$/);
  });
  (window as unknown as { coursepackData: (file: string, data: unknown) => void }).coursepackData("bank.json", {
    build: "7",
  });
  expect(await reading).toEqual({ build: "7" });
});

test("a script that brings nothing is not waited for", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 404 })));
  const reading = readData("bank.json", "default");
  await eventually(() => {
    expect(document.head.querySelector("script")).not.toBeNull();
  });
  document.head.querySelector("script")?.dispatchEvent(new Event("load"));
  await expect(reading).rejects.toThrow("another file answered in its place");
});

describe("a page on disk", () => {
  const scripts = (): HTMLScriptElement[] => Array.from(document.head.querySelectorAll("script"));
  const hand = (file: string, data: unknown): void => {
    (window as unknown as { coursepackData: (file: string, data: unknown) => void }).coursepackData(file, data);
  };

  test("runs the script beside the file, and never fetches", async () => {
    vi.stubGlobal("location", { protocol: "file:" });
    vi.stubGlobal("fetch", () => expect.unreachable());
    const both = Promise.all([readData("bank.json", "default"), readData("animation-A1.json", "no-cache")]);
    expect(scripts().map(({ src }) => src.replace(/^.*\//, ""))).toEqual(["bank.json.js", "animation-A1.json.js"]);
    hand("animation-A1.json", { id: "A1" });
    hand("bank.json", { build: "7" });
    expect(await both).toEqual([{ build: "7" }, { id: "A1" }]);
  });

  test("hands a file to the script that asked for it, also where another script asked before", async () => {
    vi.stubGlobal("location", { protocol: "file:" });
    const mine = readData("bank.json", "default");
    vi.resetModules();
    const other = (await import("./data_file.js")).readData("animation-A1.json", "no-cache");
    hand("animation-A1.json", { id: "A1" });
    hand("bank.json", { build: "7" });
    expect(await Promise.all([mine, other])).toEqual([{ build: "7" }, { id: "A1" }]);
  });

  test("says so where there is no such script", async () => {
    vi.stubGlobal("location", { protocol: "file:" });
    const reading = readData("bank.json", "default");
    scripts()[0]?.dispatchEvent(new Event("error"));
    await expect(reading).rejects.toThrow("not found on this disk");
  });
});
