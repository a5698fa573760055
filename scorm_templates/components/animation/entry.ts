/**
 * A script of its own, for the modules that have an animation: it needs nothing of the player, and four modules in five have
 * no use for it (docs/decisions/010-animations.md).
 */
import { enhanceOwn, hasRun } from "../../../player/src/ui/own_script.js";
import { enhance } from "./animation.js";

hasRun("animation");
enhanceOwn("animation", enhance);
