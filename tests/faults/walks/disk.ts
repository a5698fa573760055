/** What IndexedDB is in a walk: what the player opened once, it has open in the next world as well. */
import { fakeIndexedDb } from "../../../player/testing/fake_indexeddb.js";
import { provide } from "./globals.js";
import type { Dice } from "./random.js";
import type { Storage } from "./storage.js";

/** The device of the page that runs, and whether that page can still reach it. */
interface Current {
  storage(): Storage;
  mayWrite(): boolean;
}

let current: Current | null = null;

const INDEXED_DB = fakeIndexedDb({
  texts: () => {
    current?.storage().expectWell();
    return current?.storage().vault ?? new Map<string, string>();
  },
  mayWrite: () => current?.mayWrite() ?? false,
});

/** Puts the IndexedDB of *device* in the place of what this process has, and what *dice* say in that of chance. */
export function provideDisk(device: Current, dice: Dice): void {
  current = device;
  provide("indexedDB", () => INDEXED_DB);
  provide("crypto", () => ({ getRandomValues: (numbers: Uint32Array) => numbers.map(() => dice.next() * 2 ** 32) }));
}
