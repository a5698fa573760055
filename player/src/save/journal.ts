/**
 * The journal: the newest state, kept on this device until the LMS has it. It holds no names and no text that anybody typed.
 * Packages of many courses share the LMS's origin, and learners share devices, so the key names the module and the learner.
 */
import { crc32 } from "../core/crc32.js";
import { DAY, KEPT_AT_MOST, today } from "../core/days.js";
import { decode } from "../core/state_reader.js";
import { Kept, tidyVault } from "../core/vault.js";

export interface JournalEntry {
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
  /** Reads what is on the disk, which may be newer than what the browser remembers. `read` knows of it when this resolves. */
  load(): Promise<void>;
  /** Returns what is kept for this learner; empty if nothing is. */
  read(): JournalEntry;
  /** Keeps *entry* and returns whether that worked: a browser may have storage switched off, or full. */
  write(entry: JournalEntry): boolean;
  /** Resolves to whether what was written last is on the disk. */
  written(): Promise<boolean>;
  /** Takes away what is kept. */
  clear(): void;
}

export const NO_ENTRY: JournalEntry = { state: "", arrived: 0, hasReturned: false, hasProbed: false, answers: "" };

/** Version 1 had no turns. */
const VERSIONS = ["1", "2"];
const PREFIX = "coursepack:";
/** Days after which what the LMS holds too is taken off the device. */
const KEPT = 30;
/** What windows call to each other, and when (writer.ts). */
const CALL = /^\w+ \w+ (\d+)$/;
/** How often each journal was written, by any window: of two copies the newer is the one that was written later. */
const turns = new Map<string, number>();

/**
 * Returns the journal of a module for a learner; `learner` is hashed, so that the device does not show who it was. Learners
 * whom the LMS does not name cannot be told apart: pass null, and the journal lives only as long as the window.
 */
export function openJournal(moduleIri: string, learner: string | null): Journal {
  const key = `${PREFIX}${moduleIri}:${crc32(`${moduleIri}\n${learner ?? ""}`).toString(16)}`;
  const storage = () => (learner === null ? sessionStorage : localStorage);
  const kept = new Kept(key);
  tidy();

  return {
    async load() {
      if (learner !== null) {
        await kept.load();
        void tidyVault(isOver);
      }
    },
    read() {
      let text = "";
      try {
        text = storage().getItem(key) ?? "";
      } catch {
        // Even looking at localStorage throws in a frame whose storage is blocked.
      }
      const [one, other] = [parse(text), parse(kept.onDisk)];
      const newer = (other?.turn ?? -1) > (one?.turn ?? -1) ? other : one;
      turns.set(key, Math.max(turns.get(key) ?? 0, newer?.turn ?? 0));
      return newer?.entry ?? NO_ENTRY;
    },
    write(entry) {
      const turn = (turns.get(key) ?? 0) + 1;
      turns.set(key, turn);
      const text = format(entry, turn);
      if (learner !== null) {
        kept.write(text);
      }
      try {
        storage().setItem(key, text);
        return true;
      } catch {
        return false;
      }
    },
    written: () => kept.written(),
    clear() {
      if (learner !== null) {
        kept.write("");
      }
      try {
        storage().removeItem(key);
      } catch {
        // Where nothing can be kept, nothing is left.
      }
    },
  };
}

function format({ state, arrived, hasReturned, hasProbed, answers }: JournalEntry, turn: number): string {
  return ["2", state, arrived, today(), hasReturned ? 1 : 0, hasProbed ? 1 : 0, answers, turn].join(" ");
}

interface Parsed {
  readonly entry: JournalEntry;
  /** The day on which it was written. */
  readonly day: number;
  readonly turn: number;
}

/** Returns what `format` wrote, or null for any other text. */
function parse(text: string): Parsed | null {
  const [version = "", state = "", arrived, day, hasReturned, hasProbed, answers, turn] = text.split(" ");
  if (!VERSIONS.includes(version) || answers === undefined) {
    return null;
  }
  const flags = { hasReturned: hasReturned === "1", hasProbed: hasProbed === "1" };
  const entry = { state, arrived: Number(arrived) || 0, ...flags, answers };
  return { entry, day: Number(day) || 0, turn: Number(turn) || 0 };
}

/** Says whether *text* is a journal that has been in an LMS for a month, or that nobody has changed for three; or an old call between windows. */
function isOver(text: string): boolean {
  const found = parse(text);
  const day = found?.day ?? Number(CALL.exec(text)?.[1] ?? Infinity) / DAY;
  return day + (found && isUnsent(text) ? KEPT_AT_MOST : KEPT) < today();
}

/** Says whether it is not known of a journal, of which *copies* are kept, that an LMS holds everything. */
export function isUnsent(...copies: readonly string[]): boolean {
  const [newest] = copies.flatMap((text) => parse(text) ?? []).sort((one, other) => other.turn - one.turn);
  const { state, arrived, answers } = newest?.entry ?? NO_ENTRY;
  return answers !== "" || (decode(state)?.seq ?? 0) > arrived;
}

/** Takes away what is over, whoever's it was. */
function tidy(): void {
  try {
    for (const key of Object.keys(localStorage).filter((candidate) => candidate.startsWith(PREFIX))) {
      if (isOver(localStorage.getItem(key) ?? "")) {
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Nothing can be kept here, so there is nothing to tidy.
  }
}
