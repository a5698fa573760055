/** player.js, the first script of the player: what no page can be used without, the same for every format. */
import { SAVING } from "./later.js";
import { start } from "./start.js";
import { takeParameters } from "./trackers/lrs/parameters.js";

/** What launchers put into the address; nothing at all where a package is not launched (builder/render/bundle.py). */
const launch = document.currentScript?.dataset["launch"]?.split(" ");

// Before anything else: it may be the learner's name, and the password of a record store.
takeParameters(window, launch ?? []);
void SAVING.wanted();
void start(launch ? "in an LMS" : "without one", SAVING);
