import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LaterScript, type Later, type More } from "./later.js";
import { importScript } from "./run/import_script.js";
import { runScript } from "./run/run_script.js";

vi.mock("./run/import_script.js");
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
  const found = new LaterScript("more.js", ({ coursepackMore }) => coursepackMore).wanted();
  await vi.runAllTimersAsync();
  expect(await found).toBe(more);
  expect(vi.mocked(importScript).mock.calls).toEqual([["./more.js"], ["./more.js?again=1"]]);
});

test("an older file in the browser's cache is not what a version asks for", async () => {
  vi.stubGlobal("location", { protocol: "https:" });
  vi.mocked(importScript)
    .mockReset()
    .mockRejectedValueOnce(new TypeError("offline"))
    .mockImplementationOnce(() => {
      (window as Later).coursepackTaught = [];
      return Promise.resolve();
    });
  const found = new LaterScript("taught.js", ({ coursepackTaught }) => coursepackTaught, "0123").wanted();
  await vi.runAllTimersAsync();
  expect(await found).toEqual([]);
  expect(vi.mocked(importScript).mock.calls).toEqual([["./taught.js?0123"], ["./taught.js?0123&again=1"]]);
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
  const found = new LaterScript("more.js", ({ coursepackMore }) => coursepackMore).wanted(waiting);
  await vi.runAllTimersAsync();
  expect(await found).toBe(more);
  expect(waiting).toHaveBeenCalledTimes(2);
});

test("a script that does not answer at all is asked for once more, and counts however late it comes", async () => {
  const more = {} as More;
  let answer: () => void = () => undefined;
  vi.mocked(runScript)
    .mockReset()
    .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    .mockImplementation(() => new Promise(() => undefined));
  const late = vi.fn();
  const found = new LaterScript("more.js", ({ coursepackMore }) => coursepackMore).wanted(late);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(late).toHaveBeenCalledTimes(1);
  expect(runScript).toHaveBeenCalledTimes(2);
  (window as Later).coursepackMore = more;
  answer();
  expect(await found).toBe(more);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(late).toHaveBeenCalledTimes(1);
  expect(runScript).toHaveBeenCalledTimes(2);
});

test("who comes when a script has failed already is told so, and who is in a hurry has it asked for at once", async () => {
  vi.mocked(runScript).mockReset().mockRejectedValue(new Error("offline"));
  const script = new LaterScript("more.js", ({ coursepackMore }) => coursepackMore);
  void script.wanted();
  await vi.advanceTimersByTimeAsync(0);
  const late = vi.fn();
  void script.wanted(late);
  expect(late).toHaveBeenCalledTimes(1);
  script.hurry();
  expect(runScript).toHaveBeenCalledTimes(2);
});
