import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Witness } from "../../testing/witness.js";
import { TrackerError } from "../trackers/tracker.js";
import { TrackerOpener } from "./tracker_opener.js";

const LOCAL = new Witness({ learnerId: "" });

/** An LMS that answers when it was asked so often that *errors* are used up. */
function failing(...errors: readonly Error[]): Witness {
  const tracker = new Witness();
  const open = tracker.open.bind(tracker);
  const left = [...errors];
  tracker.open = () => {
    const error = left.shift();
    return error ? Promise.reject(error) : open();
  };
  return tracker;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.useRealTimers();
});

test("an LMS that is there and does not answer is asked again after two seconds, then five, and may answer", async () => {
  const gone = new TrackerError("gone", "no answer", "unreachable");
  const waiting = vi.fn();
  const tracker = failing(gone, gone);
  const opener = new TrackerOpener(tracker, LOCAL, waiting);
  const opened = vi.fn();
  void opener.open().then(opened);
  await vi.advanceTimersByTimeAsync(6_999);
  expect(waiting).toHaveBeenCalledTimes(2);
  expect(opened).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(opened).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tracker }));
  expect(opener.problem).toBeNull();
  expect(console.warn).toHaveBeenCalledWith("coursepack: the learning system was not opened", gone);
});

test("it is asked at once when somebody waits for it", async () => {
  const tracker = failing(new TrackerError("gone", "no answer", "unreachable"));
  const opener = new TrackerOpener(tracker, LOCAL, () => undefined);
  opener.wake();
  const opening = opener.open();
  await vi.advanceTimersByTimeAsync(10);
  opener.wake();
  await expect(opening).resolves.toMatchObject({ tracker });
});

test.each([
  ["is none", new TrackerError("none", "no API", "absent"), "absent"],
  ["lets nobody in", new TrackerError("no", "403", "refused"), "refused"],
  ["fails in a way of its own", new TypeError("x is not a function"), undefined],
])("an LMS that %s leaves this device, and IT can read why", async (_, error, why) => {
  const waiting = vi.fn();
  const opener = new TrackerOpener(failing(error), LOCAL, waiting);
  await expect(opener.open()).resolves.toMatchObject({ tracker: LOCAL });
  expect(opener.problem?.why).toBe(why);
  expect(waiting).not.toHaveBeenCalled();
});
