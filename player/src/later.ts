/** What most learners never ask for stands in a file of its own: more.js is fetched when one does. */
import type { Enhance } from "./components.js";
import type { readAloud } from "./read_aloud.js";
import { runScript } from "./run_script.js";

/** What more.js holds. */
export interface More {
  /** By the kind of block that asks something, what brings it to life. */
  readonly asking: Readonly<Record<string, Enhance>>;
  readonly readAloud: typeof readAloud;
}

/** Where more.js leaves it. It exports nothing, so that it can be run as well as imported. */
export interface Later {
  coursepackMore?: More;
}

/**
 * Returns what more.js holds; rejects where it cannot be had, and tries anew the next time.
 *
 * On disk, and in a frame without an origin, no browser imports a module, so it is run. Elsewhere it is imported, although it could be run there too: an LMS that
 * demands Trusted Types (Chamilo's policy is one step from it) blocks a script with an address, and lets an import pass.
 */
export async function later(): Promise<More> {
  await (location.protocol === "file:" || window.origin === "null" ? runScript("more.js") : import("./more.js"));
  const { coursepackMore } = window as Later;
  if (!coursepackMore) {
    throw new Error("more.js: another file answered in its place");
  }
  return coursepackMore;
}
