/** The player's start without saving.js. */
import type { Begin } from "../src/run/saving_to_come.js";
import { Saving } from "../src/save/saving.js";
import type { Tracking } from "../src/saving_script.js";
import { start } from "../src/start.js";

/** Starts the module of the document, in which saving goes by *tracking*. */
export function startWith(tracking: Tracking): Promise<void> {
  const begin: Begin = (run) => new Saving(run, tracking(run.data));
  return start("in an LMS", { wanted: () => Promise.resolve(begin), hurry: () => undefined });
}
