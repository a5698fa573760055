/** A script of its own, for the modules that have a film: without it the browser's own controls play it, and the transcript says it. */
import { enhanceOwn, hasRun } from "../../../player/src/ui/own_script.js";
import { enhance } from "./video.js";

hasRun("video");
enhanceOwn("video", enhance);
