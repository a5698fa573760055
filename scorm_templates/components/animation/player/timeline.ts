/** Where a moment of an animation is: pure, without a page or a clock. */
import type { Cue, Scene } from "../data.js";
import { word } from "../../../../player/src/core/words.js";

/** A moment: the scene's place, from 0, and the milliseconds since it began. */
export interface Moment {
  readonly index: number;
  readonly ms: number;
}

/** Returns the second at which the scene *index* begins; after the last one, the length of them all. */
export function startOf(scenes: readonly Scene[], index: number): number {
  return scenes.slice(0, index).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Returns the moment *seconds* after the beginning; a scene begins at the very second at which the one before it ends. */
export function momentAt(scenes: readonly Scene[], seconds: number): Moment {
  let index = scenes.length - 1;
  while (index > 0 && startOf(scenes, index) > seconds) index -= 1;
  const within = Math.min(seconds - startOf(scenes, index), scenes[index]?.seconds ?? 0);
  return { index, ms: within * 1000 };
}

/** Returns the caption at *ms* of a scene. */
export function captionAt(cues: readonly Cue[], ms: number): string {
  return cues.filter(([start], place) => !place || start * 1000 <= ms).at(-1)?.[1] ?? "";
}

/** Returns how a screen reader calls a moment: "Scene 3 of 10, 28 seconds: Who has met Dad?" */
export function spokenMoment(scenes: readonly Scene[], moment: Moment): string {
  const all = Math.floor(startOf(scenes, moment.index) + moment.ms / 1000);
  const minutes = Math.floor(all / 60);
  const seconds = word("player.animation.seconds", { count: all % 60 });
  const time = minutes ? `${word("player.animation.minutes", { count: minutes })} ${seconds}` : seconds;
  const words = scenes[moment.index]?.words;
  return word("player.animation.moment", { scene: sceneOf(scenes, moment), time }) + (words ? `: ${words}` : "");
}

/** Returns "Scene 3 of 10". */
export function sceneOf(scenes: readonly Scene[], moment: Moment): string {
  return word("player.animation.scene", { number: moment.index + 1, total: scenes.length });
}
