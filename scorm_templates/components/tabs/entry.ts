/** A script of its own, for the modules that have tabs: without it every panel stands there, one below the other. */
import { enhanceOwn, hasRun } from "../../../player/src/ui/own_script.js";
import { enhance } from "./tabs.js";

hasRun("tabs");
enhanceOwn("tabs", enhance);
