/** Shelves for what waits to be sent, in the browser's storage. Even looking at that throws in a frame whose storage is blocked. */
import { KEPT_AT_MOST, today } from "../../core/days.js";
import { Kept, tidyVault } from "../../core/vault.js";
import { isResult, QUIZ, verb, type Statement } from "./statement.js";

const ANSWERED = verb("answered").id;

/** Where something is kept between two openings of the page. Reading gives "" where nothing is kept, or can be. */
export interface Shelf {
  read(): string;
  write(text: string): void;
}

/** A shelf for what a browser that is killed may not take along (docs/facts.md#browsers-write-late). */
export interface QueueShelf extends Shelf {
  /** Returns the copies that there are: what the browser remembers, and what was on the disk when the page was opened. */
  load(): Promise<readonly string[]>;
  /** Resolves to whether what was written last is on the disk. */
  written(): Promise<boolean>;
}

export const QUEUE = "coursepack-queue:";

/** Returns the shelf *key* of this tab: it outlives a reload. */
export function openShelf(key: string): Shelf {
  return shelfIn(() => sessionStorage, key);
}

/** Returns the shelf *key* of this device, for statements: it outlives a closed window, until nobody has changed it for 90 days. */
export function openQueueShelf(key: string): QueueShelf {
  tidy();
  const shelf = shelfIn(() => localStorage, `${QUEUE}${key}`);
  const kept = new Kept(`${QUEUE}${key}`);
  const undated = (text: string): string => text.replace(/^\d+ /, "");
  return {
    read: () => undated(shelf.read()),
    async load() {
      await tidyVault((text) => /^\d+ \[/.test(text) && isOver(text));
      await kept.load();
      return [shelf.read(), kept.onDisk].map(undated);
    },
    write(text) {
      const dated = text && `${today()} ${text}`;
      shelf.write(dated);
      kept.write(dated);
    },
    written: () => kept.written(),
  };
}

function isOver(text: string): boolean {
  return parseInt(text, 10) + KEPT_AT_MOST < today();
}

/** Takes away what nobody has changed for long. What an earlier release wrote has no day, and is given one. */
function tidy(): void {
  try {
    for (const key of Object.keys(localStorage).filter((candidate) => candidate.startsWith(QUEUE))) {
      const text = localStorage.getItem(key) ?? "";
      if (isOver(text)) {
        localStorage.removeItem(key);
      } else if (Number.isNaN(parseInt(text, 10))) {
        localStorage.setItem(key, `${today()} ${text}`);
      }
    }
  } catch {
    // Nothing can be kept here, so there is nothing to tidy.
  }
}

function shelfIn(storage: () => Storage, key: string): Shelf {
  return {
    read() {
      try {
        return storage().getItem(key) ?? "";
      } catch {
        return "";
      }
    },
    write(text) {
      try {
        if (text) {
          storage().setItem(key, text);
        } else {
          storage().removeItem(key);
        }
      } catch {
        // Kept in memory alone, then.
      }
    },
  };
}

/**
 * Returns what of *statements* goes on a shelf with room for so many characters, in their order: all of them where there is room for
 * that; if not, practice that was repeated later is left out first, and then whatever was told first. Results never are.
 */
export function shelved(statements: readonly Statement[], room: number): readonly Statement[] {
  const sizes = statements.map((statement) => textOf(statement).length + 1);
  let missing = sizes.reduce((sum, size) => sum + size, 1) - room;
  const left = new Set<Statement>();
  for (const isToGo of [isRepeated(statements), isNoResult]) {
    statements.forEach((statement, place) => {
      if (missing > 0 && !left.has(statement) && isToGo(statement)) {
        left.add(statement);
        missing -= sizes[place] ?? 0;
      }
    });
  }
  return statements.filter((statement) => !left.has(statement));
}

/** Returns *statement* as it is kept: who it is about is left out, as others who use this device might read it. */
export function textOf(statement: Statement): string {
  return JSON.stringify({ ...statement, actor: undefined });
}

/** Returns what says of a statement that it is practice, and that one of *all* tells of the same later. */
function isRepeated(all: readonly Statement[]): (statement: Statement) => boolean {
  const newest = new Map(all.filter(isPractice).map((statement) => [statement.object.id, statement]));
  return (statement) => isPractice(statement) && newest.get(statement.object.id) !== statement;
}

function isPractice({ verb: { id }, context }: Statement): boolean {
  const [parent] = context.contextActivities?.parent ?? [];
  return id === ANSWERED && parent?.id.endsWith(QUIZ) !== true;
}

function isNoResult(statement: Statement): boolean {
  return !isResult(statement);
}
