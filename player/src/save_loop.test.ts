import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SaveLoop, type SaveState } from "./save_loop.js";

let arrives = true;
let keeps = true;
let saves: number[] = [];
let shown: SaveState[] = [];

function loop(): SaveLoop {
  return new SaveLoop({
    save: () => {
      saves.push(performance.now());
      return arrives ? Promise.resolve() : Promise.reject(new Error("lost"));
    },
    keep: () => keeps,
    show: (state) => shown.push(state),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  [arrives, keeps, saves, shown] = [true, true, [], []];
});

afterEach(() => {
  vi.useRealTimers();
});

test("changes that follow each other go out as one", async () => {
  const saving = loop();
  saving.request("soon");
  await vi.advanceTimersByTimeAsync(1_000);
  saving.request("soon");
  await vi.advanceTimersByTimeAsync(499);
  expect(saves).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(saves).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saves).toHaveLength(1);
  expect(shown).toEqual(["saved"]);
});

test("a learner who turns a page every second makes at most 12 commits a minute", async () => {
  const saving = loop();
  for (let second = 0; second < 60; second++) {
    saving.request("soon");
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(saves.length).toBeLessThanOrEqual(12);
  expect(saves.length).toBeGreaterThanOrEqual(10);
});

test("a result goes out before anything else can happen", () => {
  loop().request("now");
  expect(saves).toHaveLength(1);
});

test("what changes while a save is under way is saved after it", async () => {
  const saving = loop();
  saving.request("now");
  saving.request("now");
  saving.request("soon");
  expect(saving.isPending).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(saves).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(saves).toHaveLength(2);
  expect(saving.isPending).toBe(false);
});

test("a save that did not arrive is tried again, less and less often, until it does", async () => {
  const saving = loop();
  arrives = false;
  saving.request("now");
  await vi.advanceTimersByTimeAsync(200_000);
  const gaps = saves.map((at, index) => at - (saves[index - 1] ?? at)).slice(1);
  expect(gaps).toEqual([2_000, 5_000, 15_000, 30_000, 60_000, 60_000]);
  expect(shown.every((state) => state === "device")).toBe(true);
  arrives = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown.at(-1)).toBe("saved");
  expect(saving.isPending).toBe(false);
});

test("changes during trouble wait for the next try", async () => {
  const saving = loop();
  arrives = false;
  saving.request("now");
  await vi.advanceTimersByTimeAsync(0);
  saving.request("soon");
  await vi.advanceTimersByTimeAsync(1_900);
  expect(saves).toHaveLength(1);
});

test("the learner is told when not even this device keeps the progress", async () => {
  [arrives, keeps] = [false, false];
  loop().request("now");
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual(["memory"]);
});

test("a slow save is said to be under way, a quick one is not", async () => {
  const finish: (() => void)[] = [];
  const saving = new SaveLoop({
    save: () => new Promise<void>((resolve) => finish.push(resolve)),
    keep: () => true,
    show: (state) => shown.push(state),
  });
  saving.request("now");
  await vi.advanceTimersByTimeAsync(999);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(shown).toEqual(["saving"]);
  finish[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual(["saving", "saved"]);
});

test("whoever asks to save at once learns whether everything arrived", async () => {
  const saving = loop();
  await expect(saving.flush()).resolves.toBe(true);
  saving.request("soon");
  await expect(saving.flush()).resolves.toBe(true);
  arrives = false;
  saving.request("soon");
  await expect(saving.flush()).resolves.toBe(false);
});

test("after the end nothing is sent", async () => {
  const saving = loop();
  saving.request("soon");
  saving.close();
  saving.request("now");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saves).toHaveLength(0);
  expect(shown).toEqual(["closed"]);
});
