/** What the player says in tests: the words of `scorm_templates/words/en.json`, for British English. */
import original from "../../scorm_templates/words/en.json" with { type: "json" };
import { takeWords } from "../src/core/words.js";

takeWords(original, "en-GB");
