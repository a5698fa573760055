/** The second file of the player, the same for every format: what no page needs before it can be read (later.ts). */
import { enhanceBlocks } from "./enhance.js";
import type { Later } from "./later.js";
import { explainTerms } from "./ui/meaning.js";
import { offerHelp } from "./ui/help.js";
import { offerPrinting } from "./ui/printing.js";
import { offerReadAloud } from "./ui/offer_read_aloud.js";
import { offerSearch } from "./ui/offer_search.js";
import { followSettings } from "./ui/settings.js";
import { explainTrouble } from "./ui/trouble.js";
import { readWords } from "./core/words.js";

readWords((window as Later).coursepackWords);
(window as Later).coursepackMore = {
  enhanceBlocks,
  explainTerms,
  explainTrouble,
  followSettings,
  offerHelp,
  offerPrinting,
  offerReadAloud,
  offerSearch,
};
