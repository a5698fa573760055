/**
 * Asks the server that the package came from for a file whose body is the name of this build. Nothing else tells whether it
 * is there and knows the learner: `navigator.onLine` stays true while connections are reset, beacons always say true, and a
 * login page comes with status 200 (docs/facts.md#an-lms-says-true-whatever-happens).
 */
import { note } from "../trackers/call_log.js";
import type { ProbeResult } from "./model.js";

/** Milliseconds after which a server that has not answered is not there. */
const PATIENCE = 4_000;

/** Returns what fetching `probe.txt` tells. Never rejects. */
export async function probe(build: string): Promise<ProbeResult> {
  const found = await ask(build);
  note(`probe → ${found}`);
  return found;
}

async function ask(build: string): Promise<ProbeResult> {
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort();
  }, PATIENCE);
  try {
    const address = `probe.txt?n=${Math.random().toString(36).slice(2)}`;
    const response = await fetch(address, { cache: "no-store", signal: abort.signal });
    return judge(response, await response.text(), build);
  } catch {
    return "unreachable";
  } finally {
    clearTimeout(timer);
  }
}

/** The body decides. A login page is what has been redirected to, what is refused, or what is HTML. */
function judge(response: Response, body: string, build: string): ProbeResult {
  if (body.trim() === build) {
    return "ok";
  }
  if (response.status >= 500 || response.status === 429 || response.status === 408) {
    return "unreachable";
  }
  const isPage = /^\s*<(!doctype|html)/i.test(body) && response.ok;
  return isPage || response.redirected || response.status === 401 || response.status === 403 ? "signedout" : "weird";
}
