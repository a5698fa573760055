// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import vector from "../../../tests/vectors/animation.json" with { type: "json" };
import { find, press } from "../../../player/testing/document.js";
import { enhance } from "./animation.js";
import { Player } from "./player/player.js";
import type { Left } from "./the_player.js";

/** What jsdom has no idea of: an animation that goes where it is told. */
class Held {
  currentTime: number | null = null;
  readonly pause = vi.fn();
  constructor(
    readonly element: Element,
    readonly keyframes: Keyframe[],
    readonly timing: KeyframeAnimationOptions,
  ) {}
}

let held: Held[];
let reduced: boolean;
const fetched = vi.fn<(file: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers();
  [held, reduced] = [[], false];
  vi.stubGlobal("matchMedia", () => ({ matches: reduced }));
  vi.stubGlobal("fetch", fetched);
  Element.prototype.scrollIntoView = vi.fn();
  fetched.mockReset().mockImplementation(() => Promise.resolve(new Response(JSON.stringify(vector))));
  Object.defineProperty(Element.prototype, "animate", {
    configurable: true,
    value(this: Element, keyframes: Keyframe[], timing: KeyframeAnimationOptions) {
      const animation = new Held(this, keyframes, timing);
      held.push(animation);
      return animation;
    },
  });
  (window as Left).coursepackAnimation = Player;
  layOut();
});

function layOut(): void {
  document.documentElement.removeAttribute("data-motion");
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `
    <section class="page" id="INT-06" data-current>
      <figure data-component="animation" data-id="A1" data-file="animation-A1.json">
        <div class="animation__story"><ol><li><img class="animation__still" src="media/animation/A1-1.svg" alt="A sky."></li></ol></div>
        <div class="animation__after"><p>Good night.</p><p><a href="#INT-01">People who can help</a></p></div>
      </figure>
    </section>`;
  enhance(find("figure"));
}

async function opened(name = "Play the animation"): Promise<void> {
  press(name);
  await vi.advanceTimersByTimeAsync(20);
}

/** Lets *ms* of the learner's time go by, frame by frame. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

const slider = (): HTMLInputElement => find("input[type=range]");
const place = (): string => find(".animation__place").textContent;
const caption = (): string => find(".animation__captions").textContent;
const button = (name: string): HTMLElement => {
  const found = Array.from(document.querySelectorAll("button")).find((one) => one.textContent.trim() === name);
  if (!found) throw new Error(`no button ${name}`);
  return found;
};

function seek(seconds: number): void {
  slider().value = `${seconds}`;
  slider().dispatchEvent(new Event("input"));
}

describe("an animation", () => {
  test("loads nothing and moves nothing before the learner asks for it", async () => {
    await pass(60_000);
    expect(fetched).not.toHaveBeenCalled();
    expect(held).toEqual([]);
    expect(find<HTMLImageElement>(".animation__stage img").alt).toBe("");
  });

  test("plays when it is asked for, with the focus on Pause and captions on", async () => {
    await opened();
    expect(fetched).toHaveBeenCalledWith("animation-A1.json", { cache: "no-cache" });
    expect(document.activeElement).toBe(button("Pause"));
    expect(caption()).toBe("The moon is up.");
    await pass(1100);
    expect(caption()).toContain("quiet night");
    expect(slider().getAttribute("aria-valuetext")).toContain("Scene 1 of 2, 1 second: You can share");
    expect(find("svg[role=img]").getAttribute("aria-label")).toBe("A sky.");
  });

  test("moves every part by one clock", async () => {
    await opened();
    await pass(1500);
    const [time, ...others] = new Set(held.map((one) => one.currentTime));
    expect([others.length, (time ?? 0) > 1400]).toEqual([0, true]);
    expect(held.every((one) => one.pause.mock.calls.length === 1)).toBe(true);
    expect(find("svg path").getAttribute("pathLength")).toBe("1");
  });

  test("pauses and goes on with one button whose words change", async () => {
    await opened();
    await pass(500);
    press("Pause");
    const at = held[0]?.currentTime;
    await pass(5000);
    expect(held[0]?.currentTime).toBe(at);
    press("Play");
    await pass(500);
    expect(held[0]?.currentTime).toBeGreaterThan(at ?? 0);
  });

  test("waits at the end of a scene until the learner goes on", async () => {
    await opened();
    await pass(20_000);
    expect(place()).toBe("Scene 1 of 2. Go on when you are ready.");
    expect(slider().value).toBe("4");
  });

  test.each(["Play", "Next"])("goes on by %s from the end of a scene", async (name) => {
    await opened();
    await pass(20_000);
    press(name);
    await pass(100);
    expect(place()).toContain("Scene 2 of 2");
    expect(button("Pause")).toBeTruthy();
  });

  test("plays all scenes in a row if that is asked for", async () => {
    await opened();
    press("More");
    press("Play all");
    await pass(4500);
    expect(place()).toContain("Scene 2 of 2");
    await pass(3000);
    expect(place()).toContain("The end.");
  });

  test("says what comes after it in place of the captions, and begins again", async () => {
    await opened();
    seek(6);
    await pass(50);
    expect(find(".animation__over").textContent).toContain("Good night.");
    expect(find(".animation__over a").getAttribute("href")).toBe("#INT-01");
    expect(find(".animation__captions").hidden).toBe(true);
    press("Play again");
    await pass(50);
    expect(place()).toContain("Scene 1 of 2");
    expect(find(".animation__over").textContent).toBe("");
    expect(find(".animation__captions").hidden).toBe(false);
  });

  test("shows any moment, and stays still there when it was paused", async () => {
    await opened();
    press("Pause");
    seek(3);
    expect(held.at(-1)?.currentTime).toBe(3000);
    await pass(3000);
    expect(slider().value).toBe("3");
    seek(5);
    expect(place()).toContain("Scene 2 of 2");
    expect(document.querySelectorAll("svg.animation__picture")).toHaveLength(1);
  });

  test("is over when it was taken to its end, also while it was paused", async () => {
    await opened();
    press("Pause");
    seek(6);
    expect(place()).toContain("The end.");
    expect(find(".animation__over").textContent).toContain("Good night.");
    seek(5);
    expect(find(".animation__over").textContent).toBe("");
    expect(button("Play")).toBeTruthy();
  });

  test("brings the next picture in over the last one, and then takes that away", async () => {
    await opened();
    press("Next");
    await pass(100);
    expect(document.querySelectorAll("svg.animation__picture")).toHaveLength(2);
    expect(held.at(-1)?.keyframes).toEqual({ opacity: [0, 1] });
    await pass(1000);
    expect(document.querySelectorAll("svg.animation__picture")).toHaveLength(1);
  });

  test("has no scene before the first and none after the last, and keeps the focus there", async () => {
    await opened();
    const [previous, next] = [button("Previous scene"), button("Next scene")];
    expect(previous.getAttribute("aria-disabled")).toBe("true");
    previous.click();
    expect(place()).toContain("Scene 1 of 2");
    next.focus();
    next.click();
    next.click();
    expect(next.getAttribute("aria-disabled")).toBe("true");
    expect(document.activeElement).toBe(next);
    expect(place()).toContain("Scene 2 of 2");
    press("More");
    press("Start again");
    expect(place()).toContain("Scene 1 of 2");
  });

  test("goes slower and faster", async () => {
    await opened();
    const speed = find<HTMLSelectElement>("select");
    speed.value = "0.75";
    speed.dispatchEvent(new Event("change"));
    await pass(2000);
    expect(held[0]?.currentTime).toBeGreaterThan(1400);
    expect(held[0]?.currentTime).toBeLessThan(1550);
  });

  test("can do without captions", async () => {
    await opened();
    const captions = button("Captions");
    for (const isOn of [true, false, true]) {
      expect(captions.getAttribute("aria-pressed")).toBe(`${isOn}`);
      expect(find(".animation__captions").hidden).toBe(!isOn);
      captions.click();
    }
  });

  test("pauses when its page is left or hidden, and when nobody can see it", async () => {
    await opened();
    find(".page").removeAttribute("data-current");
    await pass(20);
    expect(button("Play")).toBeTruthy();
    find(".page").setAttribute("data-current", "");
    await pass(1000);
    press("Play");
    document.dispatchEvent(new CustomEvent("coursepack-hidden"));
    expect(button("Play")).toBeTruthy();
    press("Play");
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(button("Play")).toBeTruthy();
  });

  test("is a storyboard for those who want no motion", async () => {
    reduced = true;
    layOut();
    await opened("Show the scenes");
    expect(held).toEqual([]);
    expect(document.activeElement).toBe(button("Next scene"));
    expect(find(".animation__play").hidden).toBe(true);
    expect(find(".animation__scrubber").hidden).toBe(true);
    expect(caption()).toContain("The moon is up. It is a quiet night");
    press("Next");
    await pass(5000);
    expect(place()).toContain("Scene 2 of 2");
    expect(find(".animation__over").textContent).toContain("Good night.");
    expect(find(".animation__captions").hidden).toBe(false);
    expect(held).toEqual([]);
  });

  test("stops moving when the course's own setting says so", async () => {
    await opened();
    document.documentElement.dataset["motion"] = "reduce";
    await pass(50);
    const moments = held.map((one) => one.currentTime);
    await pass(3000);
    expect(held.map((one) => one.currentTime)).toEqual(moments);
    expect(find(".animation__play").hidden).toBe(true);
  });

  test("says so when it cannot be loaded, and can be asked again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    fetched.mockResolvedValueOnce(new Response("", { status: 404 }));
    await opened();
    document.head.querySelector("script")?.dispatchEvent(new Event("error")); // the script with the same data
    await vi.advanceTimersByTimeAsync(0);
    expect(find(".animation__status").textContent).toContain("could not be loaded");
    await opened();
    expect(place()).toContain("Scene 1 of 2");
  });

  test("takes what it gets as text, never as markup", async () => {
    const hostile = structuredClone(vector);
    const words = "<img src=x onerror=alert(1)>";
    Object.assign(hostile.scenes[0] ?? {}, { words, cues: [[0, words]], about: words });
    fetched.mockResolvedValueOnce(new Response(JSON.stringify(hostile)));
    await opened();
    expect(document.querySelectorAll(".animation__player img")).toHaveLength(0);
    expect(caption()).toBe(words);
  });

  test("is left in words where nothing is drawn", () => {
    find("figure").removeAttribute("data-file");
    find(".animation__player").remove();
    enhance(find("figure"));
    expect(document.querySelector(".animation__player")).toBeNull();
  });
});
