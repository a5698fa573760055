/**
 * The journal: the newest state, kept on this device until the LMS has it. It holds no names and no text that anybody typed.
 * Packages of many courses share the LMS's origin, and learners share devices, so the key names the module and the learner.
 */
import { crc32 } from "./crc32.js";

export interface Journal {
  /** Returns the state kept for this learner, or "". */
  read(): string;
  /** Keeps *state* and returns whether that worked: a browser may have storage switched off, or full. */
  write(state: string): boolean;
}

/** Returns the journal of a module for a learner; `learner` is hashed, so that the device does not show who it was. */
export function openJournal(moduleIri: string, learner: string): Journal {
  const key = `coursepack:${moduleIri}:${crc32(learner).toString(16)}`;
  return {
    read() {
      try {
        return localStorage.getItem(key) ?? "";
      } catch {
        // Even looking at localStorage throws in a frame whose storage is blocked.
        return "";
      }
    },
    write(state) {
      try {
        localStorage.setItem(key, state);
        return true;
      } catch {
        return false;
      }
    },
  };
}
