/**
 * The journal: the newest state, kept on this device until the LMS has it. It holds no names and no text that anybody typed.
 * Packages of many courses share the LMS's origin, and learners share devices, so the key names the module and the learner.
 */
import { crc32 } from "../core/crc32.js";
import { decode } from "../core/state_reader.js";

export interface Entry {
  /** The encoded state, or "". */
  readonly state: string;
  /** The `seq` of the newest state that is known to have arrived in the LMS. */
  readonly arrived: number;
  /** Whether the LMS ever gave a state back that it was given. */
  readonly hasReturned: boolean;
  /** Whether this LMS ever served the probe's file. */
  readonly hasProbed: boolean;
  /** Answers that the LMS has not been shown to hold, as text without a blank (answer_log.ts). */
  readonly answers: string;
}

export interface Journal {
  /** Returns what is kept for this learner; empty if nothing is. */
  read(): Entry;
  /** Keeps *entry* and returns whether that worked: a browser may have storage switched off, or full. */
  write(entry: Entry): boolean;
  /** Takes away what is kept. */
  clear(): void;
}

export const NOTHING: Entry = { state: "", arrived: 0, hasReturned: false, hasProbed: false, answers: "" };

const VERSION = "1";
const PREFIX = "coursepack:";
const DAY = 86_400_000;
/** Days after which what the LMS holds too is taken off the device. */
const KEPT = 30;

/**
 * Returns the journal of a module for a learner; `learner` is hashed, so that the device does not show who it was. Learners
 * whom the LMS does not name cannot be told apart: pass null, and the journal lives only as long as the window.
 */
export function openJournal(moduleIri: string, learner: string | null): Journal {
  const key = `${PREFIX}${moduleIri}:${crc32(`${moduleIri}\n${learner ?? ""}`).toString(16)}`;
  const storage = () => (learner === null ? sessionStorage : localStorage);
  tidy();
  return {
    read() {
      try {
        return parse(storage().getItem(key) ?? "")?.entry ?? NOTHING;
      } catch {
        // Even looking at localStorage throws in a frame whose storage is blocked.
        return NOTHING;
      }
    },
    write(entry) {
      try {
        storage().setItem(key, format(entry));
        return true;
      } catch {
        return false;
      }
    },
    clear() {
      try {
        storage().removeItem(key);
      } catch {
        // Where nothing can be kept, nothing is left.
      }
    },
  };
}

function format({ state, arrived, hasReturned, hasProbed, answers }: Entry): string {
  const today = Math.floor(Date.now() / DAY);
  return [VERSION, state, arrived, today, hasReturned ? 1 : 0, hasProbed ? 1 : 0, answers].join(" ");
}

/** Returns what `format` wrote, and the day on which it did, or null for any other text. */
function parse(text: string): { readonly entry: Entry; readonly day: number } | null {
  const [version, state, arrived, day, hasReturned, hasProbed, answers] = text.split(" ");
  if (version !== VERSION || answers === undefined) {
    return null;
  }
  const flags = { hasReturned: hasReturned === "1", hasProbed: hasProbed === "1" };
  return { entry: { state: state ?? "", arrived: Number(arrived) || 0, ...flags, answers }, day: Number(day) || 0 };
}

/** Takes away what has been in an LMS for a month. What is not in any stays, whatever the device thinks the date is. */
function tidy(): void {
  try {
    for (const key of Object.keys(localStorage).filter((candidate) => candidate.startsWith(PREFIX))) {
      const { entry, day } = parse(localStorage.getItem(key) ?? "") ?? { entry: NOTHING, day: Infinity };
      const isThere = !entry.answers && (decode(entry.state)?.seq ?? 0) <= entry.arrived;
      if (isThere && day + KEPT < Date.now() / DAY) {
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Nothing can be kept here, so there is nothing to tidy.
  }
}
