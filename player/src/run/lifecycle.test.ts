// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { followLifecycle } from "./lifecycle.js";

const handlers = { hidden: vi.fn(), returned: vi.fn(), restored: vi.fn(), used: vi.fn(), saving: { left: vi.fn() } };

beforeEach(() => {
  vi.clearAllMocks();
});

const seen = (state: DocumentVisibilityState): void => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
};
const transition = (type: "pagehide" | "pageshow", persisted: boolean): void => {
  window.dispatchEvent(new PageTransitionEvent(type, { persisted }));
};

/** What tells that somebody reads. */
const SIGNS = ["input", "keydown", "play", "pointerdown", "pointermove", "scroll", "timeupdate", "touchmove", "wheel"];

test("only events that browsers keep are listened to", () => {
  const listened: string[] = [];
  const listen = (type: string): void => void listened.push(type);
  vi.spyOn(window, "addEventListener").mockImplementation(listen);
  vi.spyOn(document, "addEventListener").mockImplementation(listen);
  followLifecycle(window, handlers);
  const lasting = ["online", "pagehide", "pageshow", "resume", "visibilitychange"];
  expect(listened.sort()).toEqual([...lasting, ...SIGNS].sort());
});

test("a page's going and coming is told", () => {
  followLifecycle(window, handlers);
  seen("hidden");
  expect(handlers.hidden).toHaveBeenCalledTimes(1);
  seen("visible");
  expect(handlers.returned).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new Event("online"));
  expect(handlers.returned).toHaveBeenCalledTimes(2);
  transition("pagehide", true);
  expect(handlers.hidden).toHaveBeenCalledTimes(2);
  expect(handlers.saving.left).toHaveBeenLastCalledWith("into the cache");
  transition("pageshow", true);
  expect(handlers.restored).toHaveBeenCalledTimes(1);
  transition("pageshow", false);
  expect(handlers.restored).toHaveBeenCalledTimes(1);
  transition("pagehide", false);
  expect(handlers.saving.left).toHaveBeenLastCalledWith("for good");
});

test("a network that comes back to a page that nobody sees is no return of the learner", () => {
  followLifecycle(window, handlers);
  seen("hidden");
  window.dispatchEvent(new Event("online"));
  expect(handlers.returned).not.toHaveBeenCalled();
});

test("whatever a reader does is a sign of them, also a film that plays inside the page", () => {
  followLifecycle(window, handlers);
  const film = document.body.appendChild(document.createElement("video"));
  for (const sign of SIGNS) {
    film.dispatchEvent(new Event(sign));
  }
  expect(handlers.used.mock.calls.length).toBeGreaterThanOrEqual(SIGNS.length);
});
