/** What no page needs before it can be read stands in a file of its own, more.js: questions, the quiz, settings, reading aloud. */
import type { enhanceBlocks } from "./enhance.js";
import type { offerHelp } from "./ui/help.js";
import type { offerReadAloud } from "./ui/offer_read_aloud.js";
import { importScript } from "./import_script.js";
import { runScript } from "./run/run_script.js";
import { retryAfter } from "./save/model.js";
import type { followSettings } from "./ui/settings.js";
import type { explainTrouble } from "./ui/trouble.js";

/** What more.js holds. */
export interface More {
  readonly enhanceBlocks: typeof enhanceBlocks;
  readonly explainTrouble: typeof explainTrouble;
  readonly followSettings: typeof followSettings;
  readonly offerHelp: typeof offerHelp;
  readonly offerReadAloud: typeof offerReadAloud;
}

/** Where more.js leaves it. It exports nothing, so that it can be run as well as imported. */
export interface Later {
  coursepackMore?: More;
}

/** How often it could not be imported. */
let failures = 0;

/**
 * Returns what more.js holds; rejects where it cannot be had, and tries anew the next time.
 *
 * On disk, and in a frame without an origin, no browser imports a module, so it is run. Elsewhere it is imported, although it could be run there too: an LMS that
 * demands Trusted Types (Chamilo's policy is one step from it) blocks a script with an address, and lets an import pass.
 */
export async function later(): Promise<More> {
  await (location.protocol === "file:" || window.origin === "null" ? runScript("more.js") : importMore());
  const { coursepackMore } = window as Later;
  if (!coursepackMore) {
    throw new Error("more.js: another file answered in its place");
  }
  return coursepackMore;
}

/** Some browsers remember of a module that it could not be had until the page is loaded anew: each time it has another name. */
async function importMore(): Promise<void> {
  try {
    await importScript(failures === 0 ? "./more.js" : `./more.js?again=${failures}`);
  } catch (error) {
    failures += 1;
    throw error;
  }
}

/** Returns what more.js holds, as soon as somebody has got it: nobody is asked for it once more. */
export function moreInTime(): Promise<More> {
  const { coursepackMore } = window as Later;
  return coursepackMore ? Promise.resolve(coursepackMore) : laterForSure(() => undefined);
}

/** Returns the same, however often it takes, and tells *waiting* if it is more than once. */
export async function laterForSure(waiting: () => void): Promise<More> {
  for (let tries = 0; ; tries++) {
    try {
      return await later();
    } catch (error) {
      console.warn("coursepack: the questions wait for more.js", error);
      waiting();
      await new Promise((resolve) => setTimeout(resolve, retryAfter(tries)));
    }
  }
}
