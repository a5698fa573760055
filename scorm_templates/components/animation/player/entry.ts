/** A script of its own, for who plays an animation: `animation.js` asks for it then. */
import { readWords } from "../../../../player/src/core/words.js";
import { Player } from "./player.js";
import type { Left } from "../the_player.js";

readWords();
(window as Left).coursepackAnimation = Player;
