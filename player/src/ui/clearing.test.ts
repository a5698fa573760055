// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { emptyDisk } from "../../testing/disk.js";
import { find, press } from "../../testing/document.js";
import { beginAfresh, connected, flushed, STORED } from "../../testing/runs.js";
import { Witness } from "../../testing/witness.js";
import { encode } from "../core/saved_state.js";
import type { Run } from "../run/run.js";
import { NO_ENTRY, openJournal } from "../save/journal.js";
import { Kept, readAllVault } from "../core/vault.js";
import { clearDevice, countUnsent } from "../save/clear_device.js";
import { clearing } from "./clearing.js";
import { openNote } from "./notes.js";

beforeEach(() => {
  beginAfresh();
  emptyDisk();
});

afterEach(() => {
  vi.useRealTimers();
});

/** All that is kept on this device, wherever. */
async function kept(): Promise<readonly string[]> {
  return [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await readAllVault()).keys()];
}

async function open(run: Run): Promise<void> {
  document.body.replaceChildren(...clearing(run));
  await vi.advanceTimersByTimeAsync(0);
}

async function pressed(text: string): Promise<void> {
  press(text);
  await vi.advanceTimersByTimeAsync(1_000);
}

const told = (): string => find("[role=status]").textContent;

test("a device on which all has been sent is cleared at once, and stays so", async () => {
  const tracker = new Witness();
  const run = await connected(tracker);
  run.dispatch({ type: "opened", page: 12 });
  openNote(course().module.iri, "tess", "L1-01-n").keep("a secret");
  localStorage.setItem("coursepack-look", "{}");
  localStorage.setItem("somebody else's", "x");
  history.replaceState({ launch: { auth: "secret" } }, "");
  await flushed(run);
  await open(run);
  expect(told()).toBe("");
  await pressed("Clear this device");
  expect(told()).toContain("Nothing of any course is kept in this browser any longer");
  expect(tracker.told.slice(-2)).toEqual(["save", "close"]);
  expect(run.saving.state).toBe("closed");
  expect(history.state).toBeNull();
  run.dispatch({ type: "opened", page: 11 });
  run.hidden();
  await vi.advanceTimersByTimeAsync(60_000);
  const left = await kept();
  expect(left.filter((key) => key !== "coursepack-left")).toEqual(["somebody else's"]);
});

test("what is not sent is named first, of this learner and of others, and goes only if that is asked for once more", async () => {
  openJournal(course().module.iri, "tom").write({ ...NO_ENTRY, state: encode(STORED), arrived: 0 });
  const tracker = new Witness();
  const run = await connected(tracker);
  tracker.isBroken = true;
  run.dispatch({ type: "drawn", seed: 1, questions: [101, 102] });
  run.dispatch({ type: "submitted", right: 2 });
  await flushed(run);
  await open(run);
  expect(told()).toContain("Your result in this module.");
  expect(told()).toContain("2 records in this browser");
  await pressed("Clear this device");
  expect(told()).toContain("Your result in this module.");
  expect((await kept()).length).toBeGreaterThan(0);
  await pressed("Clear it all the same");
  tracker.isBroken = false;
  run.returned();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await kept()).toEqual([]);
  expect(tracker.told).not.toContain("save");
  expect(run.saving.state).toBe("closed");
});

test("what is just being taken from the disk is not called unsent, and what is just being written is cleared as well", async () => {
  const sent = new Kept("coursepack-queue:sent");
  sent.write('20787 [{"id":"1"}]');
  sent.write("");
  const counted = countUnsent();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await counted).toBe(0);
  const late = new Kept("coursepack-queue:late");
  late.write('20787 [{"id":"1"}]');
  late.write('20787 [{"id":"1"},{"id":"2"}]');
  const cleared = clearDevice(window);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await cleared).toBe(true);
  expect(await kept()).toEqual([]);
});

test("what has not arrived and stands in storage alone, of whoever, is counted", async () => {
  openJournal(course().module.iri, "tom").write({ ...NO_ENTRY, state: encode(STORED), arrived: 0 });
  openJournal(course().module.iri, "tess").write({ ...NO_ENTRY, state: encode(STORED), arrived: STORED.seq });
  await vi.advanceTimersByTimeAsync(1_000);
  emptyDisk();
  const counted = countUnsent();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await counted).toBe(1);
});

test("where even looking at storage throws, what is on the disk is counted and cleared", async () => {
  new Kept("coursepack-queue:kept").write('20787 [{"id":"1"}]');
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  const counted = countUnsent();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await counted).toBe(1);
  const cleared = clearDevice(window);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await cleared).toBe(true);
  vi.restoreAllMocks();
  expect(await kept()).toEqual([]);
});
