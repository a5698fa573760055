/** The second file of the player, the same for every format: what no page needs before it can be read (later.ts). */
export { check } from "./check/check.js";
export { readAloud } from "./read_aloud.js";
