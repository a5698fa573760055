/** A script of its own, for the modules that have a case: it comes to life when the rest of the player has. */
import { enhanceOwn, hasRun } from "../../../player/src/ui/own_script.js";
import { whenStageIsSet } from "../../../player/src/ui/stage.js";
import { enhance } from "./case.js";

hasRun("case");
whenStageIsSet((stage) => {
  enhanceOwn("case", (block) => {
    enhance(block, stage);
  });
});
