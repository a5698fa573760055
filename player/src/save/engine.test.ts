import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SaveEngine, type SavePorts } from "./engine.js";

let commits: { arrive: () => void }[];
let engine: SaveEngine;

const ports: SavePorts = {
  save: () =>
    new Promise((resolve) => {
      commits.push({ arrive: resolve });
    }),
  keep: () => Promise.resolve(true),
  announce: () => undefined,
  hurry: () => undefined,
  probe: () => Promise.resolve("ok"),
  verdict: () => Promise.resolve("proved"),
  arrived: () => undefined,
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (paint: () => void) => setTimeout(paint, 16));
  commits = [];
  engine = new SaveEngine(ports, () => undefined, { probes: "needless", doubt: false });
});

afterEach(() => {
  vi.useRealTimers();
});

test("who waits until everything has arrived does not wait longer because something else happens meanwhile", async () => {
  engine.request("now");
  await vi.advanceTimersByTimeAsync(200);
  const told = vi.fn();
  void engine.flush().then(told);
  engine.request("soon");
  commits[0]?.arrive();
  await vi.advanceTimersByTimeAsync(200);
  expect(commits).toHaveLength(2);
  commits[1]?.arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toHaveBeenCalledExactlyOnceWith(true);
});

test("what has not arrived is told apart: a result, something else, or nothing", async () => {
  expect(engine.pending).toBe("nothing");
  engine.request("soon");
  expect(engine.pending).toBe("something");
  engine.request("now");
  expect(engine.pending).toBe("a result");
  await vi.advanceTimersByTimeAsync(200);
  commits[0]?.arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(engine.pending).toBe("nothing");
});

test("after the end nothing is committed, and no result is announced or still urgent", async () => {
  const announced = vi.spyOn(ports, "announce");
  engine.request("now");
  expect(announced).toHaveBeenCalledTimes(1);
  engine.close();
  engine.request("now");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(announced).toHaveBeenCalledTimes(1);
  expect(commits).toHaveLength(0);
  expect(engine.pending).toBe("something");
});

test("a time to wait that is over sooner is not waited for once more", async () => {
  engine.request("soon");
  await vi.advanceTimersByTimeAsync(100);
  engine.request("now");
  await vi.advanceTimersByTimeAsync(100);
  commits[0]?.arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(["needless", "trusted"] as const)(
  "where probes are %s, what has arrived is told with whether a probe was ever answered",
  async (probes) => {
    const arrived = vi.spyOn(ports, "arrived");
    engine = new SaveEngine(ports, () => undefined, { probes, doubt: false });
    engine.request("now");
    await vi.advanceTimersByTimeAsync(200);
    commits[0]?.arrive();
    await vi.advanceTimersByTimeAsync(200);
    expect(arrived).toHaveBeenCalledExactlyOnceWith("proved", probes === "trusted");
  },
);
