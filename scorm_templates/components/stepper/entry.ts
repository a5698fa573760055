/** A script of its own, for the modules that have a stepper: without it all steps stand there in their order. */
import { enhanceOwn, hasRun } from "../../../player/src/ui/own_script.js";
import { enhance } from "./stepper.js";

hasRun("stepper");
enhanceOwn("stepper", enhance);
