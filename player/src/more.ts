/** The second file of the player, the same for every format: what no page needs before it can be read (later.ts). */
import { enhanceBlocks } from "./components.js";
import type { Later } from "./later.js";
import { readAloud } from "./read_aloud.js";

(window as Later).coursepackMore = { enhanceBlocks, readAloud };
