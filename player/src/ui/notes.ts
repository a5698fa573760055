/** Private notes that a learner chose to keep on this device: for some days, for this learner, and for nobody else to be sent. */
import { crc32 } from "../core/crc32.js";
import { today } from "../core/days.js";

const PREFIX = "coursepack-note:";
/** Days after which a note is taken off the device, unless it says otherwise. */
export const NOTE_DAYS = 30;

export interface Note {
  /** Returns what is kept, or null if nothing is. */
  read(): string | null;
  /** Keeps *text* from today on; returns whether that worked. */
  keep(text: string): boolean;
  /** Takes away what is kept. */
  drop(): void;
}

/**
 * Returns the note of the block *id* of a module, which is kept for so many *days*; *learner* is hashed, so that the device does not
 * show who it was.
 */
export function openNote(moduleIri: string, learner: string, id: string, days = NOTE_DAYS): Note {
  const key = `${PREFIX}${moduleIri}:${crc32(`${moduleIri}\n${learner}`).toString(16)}:${id}`;
  tidy();
  return {
    read: () => storage()?.getItem(key)?.replace(/^\d+ /, "") ?? null,
    keep(text) {
      try {
        storage()?.setItem(key, `${today() + days} ${text}`);
        return storage() !== null;
      } catch {
        return false; // full
      }
    },
    drop: () => storage()?.removeItem(key),
  };
}

/** Takes away what has been kept as long as it said, whoever wrote it. */
function tidy(): void {
  const kept = storage();
  for (const key of kept ? Object.keys(kept) : []) {
    if (key.startsWith(PREFIX) && parseInt(kept?.getItem(key) ?? "", 10) < today()) {
      kept?.removeItem(key);
    }
  }
}

/** Returns the device's storage, or null where a frame may not even look at it. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
