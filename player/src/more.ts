/** The second file of the player, the same for every format: what no page needs before it can be read (later.ts). */
import { check } from "./check/check.js";
import type { Enhance } from "./components.js";
import { practice } from "./practice.js";
import { storySoFar } from "./story_so_far.js";

export { readAloud } from "./read_aloud.js";

/** Which code asks which kind of question. */
export const ASKING: Readonly<Record<string, Enhance>> = {
  choice: practice,
  hotspot: practice,
  order: practice,
  sort: practice,
  match: practice,
  decision: (block, stage) => {
    practice(block, stage);
    storySoFar(block);
  },
  check,
};
