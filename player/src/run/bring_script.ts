/** Gets a script out of the package, in the way that the page's place allows. */
import { importScript } from "./import_script.js";
import { runScript } from "./run_script.js";

/**
 * Brings *file*, asked for with *query*. On disk, and in a frame without an origin, no browser imports a module, so it is run. Elsewhere it
 * is imported, although it could be run there too: an LMS that demands Trusted Types (Chamilo's policy is one step from it) blocks a
 * script with an address, and lets an import pass.
 */
export async function bringScript(file: string, query: string): Promise<void> {
  if (location.protocol === "file:" || window.origin === "null") {
    await runScript(file);
  } else {
    await importScript(query === "" ? `./${file}` : `./${file}?${query}`);
  }
}
