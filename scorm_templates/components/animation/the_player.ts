/** Where the player of animations is to be had: in a script that comes when one is first played. */
import { bringScript } from "../../../player/src/run/bring_script.js";
import type { Player } from "./player/player.js";

/** What `animation-player.js` leaves behind. */
export interface Left {
  coursepackAnimation?: typeof Player;
}

let asked = 0;

/** Returns the player; rejects where it cannot be had. */
export async function thePlayer(): Promise<typeof Player> {
  const left = window as Left;
  if (!left.coursepackAnimation) {
    // As in later.ts: a module that once could not be had goes by another name.
    const query = asked === 0 ? "" : `again=${asked}`;
    asked += 1;
    await bringScript("animation-player.js", query);
  }
  if (!left.coursepackAnimation) {
    throw new Error("another file answered in its place");
  }
  return left.coursepackAnimation;
}
