import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { laterForSure, type Later, type More } from "./later.js";
import { importScript } from "./import_script.js";
import { runScript } from "./run/run_script.js";

vi.mock("./import_script.js");
vi.mock("./run/run_script.js");

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", {});
  vi.stubGlobal("location", { protocol: "file:" });
  vi.spyOn(console, "warn").mockReturnValue();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a file that could not be imported is asked for by another name: some browsers would not ask for it again", async () => {
  const more = {} as More;
  vi.stubGlobal("location", { protocol: "https:" });
  vi.mocked(importScript)
    .mockRejectedValueOnce(new TypeError("offline"))
    .mockImplementationOnce(() => {
      (window as Later).coursepackMore = more;
      return Promise.resolve();
    });
  const found = laterForSure(vi.fn());
  await vi.runAllTimersAsync();
  expect(await found).toBe(more);
  expect(vi.mocked(importScript).mock.calls).toEqual([["./more.js"], ["./more.js?again=1"]]);
});

test("what comes later is asked for until it is there, and the learner is told that it is not", async () => {
  const more = {} as More;
  vi.mocked(runScript)
    .mockRejectedValueOnce(new Error("offline"))
    .mockRejectedValueOnce(new Error("offline"))
    .mockImplementationOnce(() => {
      (window as Later).coursepackMore = more;
      return Promise.resolve();
    });
  const waiting = vi.fn();
  const found = laterForSure(waiting);
  await vi.runAllTimersAsync();
  expect(await found).toBe(more);
  expect(waiting).toHaveBeenCalledTimes(2);
});
