// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };
import { takeWords } from "../../../player/src/core/words.js";
import { find } from "../../../player/testing/document.js";
import type { Said } from "../../../player/src/ui/private.js";
import { setStage, type SharedStage } from "../../../player/src/ui/stage.js";
import { enhance } from "./video.js";

const recording = (id: string): string => `<figure data-component="video" data-id="${id}">
  <video class="recording__media" data-poster="hive.png"></video></figure>`;
const track = { mode: "disabled" };
let said: Said[];
let seen: (entries: { isIntersecting: boolean }[], observer: { disconnect: () => void }) => void;

/** jsdom has media without playing: what a browser tells of it is told here. */
function opened(): HTMLVideoElement {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<section class="page" data-current>${recording("a")}${recording("b")}</section>`;
  for (const film of document.querySelectorAll("video")) {
    film.pause = vi.fn();
    Object.defineProperty(film, "textTracks", { value: [track] });
    Object.defineProperty(film, "currentTime", { value: 0, writable: true });
  }
  document.querySelectorAll<HTMLElement>("[data-component]").forEach(enhance);
  return find("[data-id=a] video");
}

function goes(film: HTMLVideoElement, type: string, at: number): void {
  film.currentTime = at;
  film.dispatchEvent(new Event(type));
}

beforeEach(() => {
  takeWords(original, "en-GB");
  said = [];
  track.mode = "disabled";
  const keep = (_: unknown, one: Said): number => said.push(one);
  setStage({ run: {}, keep } as unknown as SharedStage);
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe = vi.fn();
      disconnect = vi.fn();
      constructor(tell: typeof seen) {
        seen = tell;
      }
    },
  );
});

test("its captions are on its picture when it is first played, and never again after the learner took them off", () => {
  const film = opened();
  expect(track.mode).toBe("disabled");
  film.dispatchEvent(new Event("play"));
  expect(track.mode).toBe("showing");
  track.mode = "disabled";
  film.dispatchEvent(new Event("play"));
  expect(track.mode).toBe("disabled");
});

test("its poster is asked for when it comes into view", () => {
  opened();
  const film = find<HTMLVideoElement>("[data-id=b] video");
  const disconnect = vi.fn();
  seen([{ isIntersecting: false }], { disconnect });
  expect(film.poster).toBe("");
  seen([{ isIntersecting: true }], { disconnect });
  expect(film.poster).toMatch(/hive\.png$/);
  expect(disconnect).toHaveBeenCalledOnce();
});

test.each([
  ["another one plays", () => find("[data-id=b] video").dispatchEvent(new Event("play"))],
  ["its page is left", () => find(".page").toggleAttribute("data-current")],
  ["the page is hidden", () => document.dispatchEvent(new CustomEvent("coursepack-hidden"))],
])("it stops when %s", async (_, happens) => {
  const stopped = vi.fn();
  opened().pause = stopped;
  happens();
  await Promise.resolve();
  expect(stopped).toHaveBeenCalled();
});

test("where it was left is told to what keeps it, every five seconds and when it stops, and not once it is over", () => {
  const film = opened();
  const kept: string[] = [];
  find("[data-id=a]").addEventListener("input", () => kept.push(said[0]?.read() ?? "none"));
  [1, 3, 6, 8, 12].forEach((at) => {
    goes(film, "timeupdate", at);
  });
  goes(film, "pause", 14.7);
  Object.defineProperty(film, "ended", { value: true });
  goes(film, "pause", 20);
  expect(kept).toEqual(["6", "12", "14", ""]);
});

test("it goes on where it was left, and says so, and neither plays nor loads by it", () => {
  const film = opened();
  const begun = vi.fn();
  film.play = film.load = begun;
  said[0]?.write("75");
  expect(film.currentTime).toBe(75);
  expect(find("[data-id=a] .recording__place").textContent).toBe("It goes on where you left it, at 1:15.");
  expect(begun).not.toHaveBeenCalled();
});
