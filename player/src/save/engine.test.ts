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
