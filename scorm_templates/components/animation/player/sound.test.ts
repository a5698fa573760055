// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import type { Scene } from "../data.js";
import { Sound } from "./sound.js";

const scene = (name: string): Scene => ({ sound: `media/${name}.mp3` }) as Scene;
/** jsdom has sounds without playing: what a browser tells of one is told here. */
const voice = Object.assign(document.createElement("audio"), { pause: vi.fn() });
const played = vi.fn<() => Promise<void>>(() => Promise.resolve());

function is(state: Partial<Record<keyof HTMLAudioElement, unknown>>): void {
  for (const [name, value] of Object.entries(state)) {
    Object.defineProperty(voice, name, { configurable: true, writable: true, value });
  }
}

beforeEach(() => {
  played.mockClear();
  voice.play = played;
  is({ paused: true, currentTime: 0, readyState: 4, duration: 10, seeking: false });
  vi.stubGlobal("Audio", function audio() {
    return voice;
  });
});

test("it begins where the picture is, and follows it when that is taken elsewhere", () => {
  const [sound, one] = [new Sound(), scene("one")];
  sound.speak(one, 3_000, 1.25);
  expect([voice.getAttribute("src"), voice.currentTime, voice.playbackRate]).toEqual(["media/one.mp3", 3, 1.25]);
  expect(played).toHaveBeenCalledOnce();
  is({ paused: false, currentTime: 3.3 });
  sound.speak(one, 3_100, 1);
  expect(voice.currentTime).toBe(3.3);
  sound.speak(one, 7_000, 1);
  expect(voice.currentTime).toBe(7);
});

test("it is silent once it is over, and where nobody has spoken", () => {
  const sound = new Sound();
  sound.speak(scene("short"), 11_000, 1);
  sound.speak({} as Scene, 1_000, 1);
  expect(played).not.toHaveBeenCalled();
});

test("a sound that does not come stops nothing", async () => {
  played.mockRejectedValueOnce(new Error("no such file"));
  new Sound().speak(scene("gone"), 0, 1);
  await Promise.resolve();
  expect(played).toHaveBeenCalledOnce();
});
