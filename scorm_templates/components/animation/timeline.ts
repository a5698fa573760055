/** Where a moment of an animation is: pure, without a page or a clock. */
import type { Cue, Scene } from "./data.js";
import { word } from "../../../player/src/core/words.js";

/** A moment: the scene's place, from 0, and the milliseconds since it began. */
export interface Moment {
  readonly index: number;
  readonly ms: number;
}

/** Returns the second at which each scene begins, and at the end the length of them all. */
export function startsOf(scenes: readonly Scene[]): readonly number[] {
  const starts = [0];
  for (const scene of scenes) starts.push((starts.at(-1) ?? 0) + scene.seconds);
  return starts;
}

/** Returns the moment *seconds* after the beginning; a scene begins at the very second at which the one before it ends. */
export function momentAt(scenes: readonly Scene[], seconds: number): Moment {
  const starts = startsOf(scenes);
  const later = starts.findIndex((start) => start > seconds);
  const index = Math.min(later < 0 ? scenes.length - 1 : later - 1, scenes.length - 1);
  const within = Math.min(seconds - (starts[index] ?? 0), scenes[index]?.seconds ?? 0);
  return { index, ms: within * 1000 };
}

/** Returns the place of the caption at *ms* of a scene. */
export function cueAt(cues: readonly Cue[], ms: number): number {
  return Math.max(0, cues.filter(([start]) => start * 1000 <= ms).length - 1);
}

/** Returns how a screen reader calls a moment: "Scene 3 of 10, 28 seconds: Who has met Dad?" */
export function spokenMoment(scenes: readonly Scene[], moment: Moment): string {
  const seconds = Math.floor((startsOf(scenes)[moment.index] ?? 0) + moment.ms / 1000);
  const words = scenes[moment.index]?.words;
  const said = word("player.animation.moment", { scene: sceneOf(scenes, moment), time: inWords(seconds) });
  return words ? `${said}: ${words}` : said;
}

/** Returns "Scene 3 of 10". */
export function sceneOf(scenes: readonly Scene[], moment: Moment): string {
  return word("player.animation.scene", { number: moment.index + 1, total: scenes.length });
}

function inWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = word("player.animation.seconds", { count: seconds % 60 });
  return minutes ? `${word("player.animation.minutes", { count: minutes })} ${rest}` : rest;
}
