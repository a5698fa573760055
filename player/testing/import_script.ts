/** What a page imports, for tests of the start: the questions of the pages are those of course.ts; what else is asked for is more.js. */
import type { Later } from "../src/later.js";
import { course, taught } from "./course.js";

export async function importScript(address: string): Promise<void> {
  if (address === `./taught.js?${course().build}`) {
    (window as Later).coursepackTaught = taught();
  } else {
    await import("../src/more.js");
  }
}
