/** The second file of the player, the same for every format: fetched by later.ts when a learner asks for something of it. */
export { certificate } from "./certificate.js";
export { readAloud } from "./read_aloud.js";
