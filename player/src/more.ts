/** The second file of the player, the same for every format: what no page needs before it can be read (later.ts). */
import { check } from "./check/check.js";
import type { Enhance } from "./components.js";
import type { Later } from "./later.js";
import { practice } from "./practice.js";
import { readAloud } from "./read_aloud.js";
import { storySoFar } from "./story_so_far.js";

/** Which code asks which kind of question. */
const asking: Readonly<Record<string, Enhance>> = {
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

(window as Later).coursepackMore = { asking, readAloud };
