/** The disk of a device, as browsers have one: also for learners outside of a test. */
import { fakeIndexedDb } from "./fake_indexeddb.js";

let texts = new Map<string, string>();

/** Takes everything off the device's disk. */
export function emptyDisk(): void {
  texts = new Map();
}

Object.defineProperty(globalThis, "indexedDB", {
  value: fakeIndexedDb({ texts: () => texts, mayWrite: () => true }),
  configurable: true,
  writable: true,
});
// Deriving a name takes as long as it does, whatever the clock of a test says: learner_name.test.ts has the real way.
Object.defineProperty(globalThis.crypto, "subtle", { value: undefined, configurable: true, writable: true });
