/** search.js, the script of the search in the module: asked for when a learner opens it first (later.ts). */
import { readWords } from "./core/words.js";
import type { Later } from "./later.js";
import { openSearch } from "./ui/search.js";

readWords((window as Later).coursepackWords);
(window as Later).coursepackSearch = openSearch;
