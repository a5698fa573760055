/** Every test runs on a device of its own, which has a disk as browsers have. */
import { beforeEach } from "vitest";
import { fakeIndexedDb } from "./fake_indexeddb.js";

let texts = new Map<string, string>();

/** Takes everything off the device's disk. */
export function emptyDisk(): void {
  texts = new Map();
}

beforeEach(emptyDisk);

Object.defineProperty(globalThis, "indexedDB", {
  value: fakeIndexedDb({ texts: () => texts, mayWrite: () => true }),
  configurable: true,
  writable: true,
});
// Deriving a name takes as long as it does, whatever the clock of a test says: learner_name.test.ts has the real way.
Object.defineProperty(globalThis.crypto, "subtle", { value: undefined, configurable: true, writable: true });
