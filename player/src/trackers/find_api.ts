/**
 * Finds the object through which a SCORM LMS is spoken to: somewhere up the frames, or behind the window that opened
 * this (docs/facts.md#the-api-of-scorm-12).
 */

/** Frames deep enough for any LMS; the chain of a window that is its own parent ends before. */
const MOST_HOPS = 20;
/** Some LMSs add the API after the content has loaded (openedx-scorm-xblock PR 78). */
const WAIT = { every: 100, atMost: 5_000 };

/**
 * Returns the object called *name*, waiting up to five seconds for it, or null. It comes inside another one: a proxy that has
 * every method has `then` too (scorm-again's CrossFrameAPI), and whoever awaits such an object waits for ever.
 */
export async function waitForApi(host: Window, name: string): Promise<{ readonly api: unknown }> {
  for (let waited = 0; ; waited += WAIT.every) {
    const api = findApi(host, name);
    if (api !== null || waited >= WAIT.atMost) {
      return { api };
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT.every));
  }
}

/** Returns the object called *name* of this window, its parents, its opener and theirs, or the top window's opener. */
export function findApi(host: Window, name: string): unknown {
  return objectIn(homeOf(host, name), name);
}

/** Returns the window of which `findApi` takes the object, or null. */
export function homeOf(host: Window, name: string): Window | null {
  return (
    searchUpwards(host, name) ??
    searchUpwards(
      reach(() => host.opener as Window | null),
      name,
    ) ??
    searchUpwards(
      reach(() => host.top?.opener as Window | null),
      name,
    )
  );
}

/** Returns the object called *name* of this window or of one around it, or null. */
export function searchFrames(host: Window, name: string): unknown {
  return objectIn(searchUpwards(host, name), name);
}

function objectIn(home: Window | null, name: string): unknown {
  return home && reach(() => (home as unknown as Record<string, unknown>)[name]);
}

function searchUpwards(start: Window | null, name: string): Window | null {
  let current = start;
  for (let hop = 0; current && hop < MOST_HOPS; hop++) {
    const here = current;
    if (objectIn(here, name)) {
      return here;
    }
    const parent = reach(() => here.parent);
    current = parent === here ? null : parent;
  }
  return null;
}

/** Returns what *look* finds, or null: looking into a window of another origin throws (pipwerks issues 20, 21, 44). */
function reach<T>(look: () => T | null | undefined): T | null {
  try {
    return look() ?? null;
  } catch {
    return null;
  }
}
