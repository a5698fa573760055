import { afterEach, expect, test, vi } from "vitest";
import { findApi, waitForApi } from "./find_api.js";

const API = { LMSInitialize: () => "true" };
type Sketch = Readonly<Record<string, unknown>>;

/** A window inside *parent*; the outermost is its own parent, as in a browser. */
function frame(own: Sketch, parent?: Window): Window {
  const made: Record<string, unknown> = { opener: null, ...own };
  made["parent"] = parent ?? made;
  made["top"] ??= parent?.top ?? made;
  return made as unknown as Window;
}

/** A window of another origin: whatever is asked of it, it throws. */
const stranger = new Proxy({} as Window, {
  get: () => {
    throw new DOMException("blocked", "SecurityError");
  },
});

afterEach(() => {
  vi.useRealTimers();
});

test.each<[string, () => Window]>([
  ["this window", () => frame({ API })],
  ["the parent", () => frame({}, frame({ API }))],
  ["a frame far above", () => Array.from({ length: 15 }).reduce<Window>((outer) => frame({}, outer), frame({ API }))],
  ["the opener", () => frame({ opener: frame({ API }) })],
  ["a parent of the opener", () => frame({ opener: frame({}, frame({ API })) })],
  ["the opener of the top window", () => frame({}, frame({ opener: frame({ API }) }))],
  ["the opener, behind a parent of another origin", () => frame({ opener: frame({ API }), top: {} }, stranger)],
])("an API in %s is found", (_, make) => {
  expect(findApi(make(), "API")).toBe(API);
});

test.each<[string, () => Window]>([
  ["nowhere", () => frame({}, frame({}))],
  ["of another standard", () => frame({ API_1484_11: API })],
  ["behind windows of another origin", () => frame({ opener: stranger, top: stranger }, stranger)],
])("an API %s is not found, and that is no error", (_, make) => {
  expect(findApi(make(), "API")).toBeNull();
});

test("frames that go on for ever end the search", () => {
  const endless = frame({});
  Object.defineProperty(endless, "parent", { get: () => frame({}, endless) });
  expect(findApi(endless, "API")).toBeNull();
});

test("an API that comes late is waited for, up to five seconds", async () => {
  vi.useFakeTimers();
  const outer = frame({});
  const waiting = waitForApi(frame({}, outer), "API");
  await vi.advanceTimersByTimeAsync(3_000);
  Object.assign(outer, { API });
  await vi.advanceTimersByTimeAsync(100);
  await expect(waiting).resolves.toEqual({ api: API });

  const never = waitForApi(frame({}), "API");
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(never).resolves.toEqual({ api: null });
});

test("a proxy that has every method, and so looks like a promise, is given back all the same", async () => {
  const proxy = new Proxy({}, { get: () => () => "" });
  const { api } = await waitForApi(frame({ API: proxy }), "API");
  expect(api === proxy).toBe(true);
});
