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

test.each([
  [0, 1_800],
  [0.5, 2_000],
  [1, 2_200],
])(
  "a class does not come back to its LMS in the same second: by the lot %d the next try is after %d ms",
  async (lot, wait) => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(Math, "random").mockReturnValue(lot);
    const save = vi.spyOn(ports, "save").mockRejectedValue(new TypeError("lost"));
    engine.request("now");
    await vi.advanceTimersByTimeAsync(17);
    expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledTimes(2);
  },
);

test("after a long absence the server is asked whether it is still there, and what a page that goes has to send leaves", () => {
  const [probed, hurried] = [vi.spyOn(ports, "probe"), vi.spyOn(ports, "hurry")];
  engine = new SaveEngine(ports, () => undefined, { probes: "trusted", doubt: false });
  engine.returned(60_000);
  expect(probed).not.toHaveBeenCalled();
  engine.returned(60_001);
  expect(probed).toHaveBeenCalledOnce();
  engine.hidden();
  expect(hurried).toHaveBeenCalledOnce();
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
