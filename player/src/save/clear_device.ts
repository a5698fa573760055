/** Takes off this device all that courses keep on it: journals, what waits for a store, windows' calls, names, notes and settings. */
import { forgetParameters, LEFT } from "../trackers/lrs/parameters.js";
import { QUEUE } from "../trackers/lrs/shelf.js";
import { isUnsent } from "./journal.js";
import { readAllVault, writeVault } from "../core/vault.js";

/** How the key of everything that courses keep begins. */
const OURS = "coursepack";

/** Returns of how many records, of whatever module and learner, it is not known that a learning system holds everything. */
export async function countUnsent(): Promise<number> {
  const onDisk = await atRest();
  const inStorage = new Map(ours(() => localStorage).map((key) => [key, localStorage.getItem(key) ?? ""]));
  return [...new Set([...onDisk.keys(), ...inStorage.keys()])].filter(
    (key) => key.startsWith(QUEUE) || isUnsent(onDisk.get(key) ?? "", inStorage.get(key) ?? ""),
  ).length;
}

/** Clears the device of whatever courses of this address keep on it; resolves to whether all of it is gone. */
export async function clearDevice(host: Window): Promise<boolean> {
  for (const storage of [() => localStorage, () => sessionStorage]) {
    ours(storage).forEach((key) => {
      storage().removeItem(key);
    });
  }
  forgetParameters(host);
  const onDisk = [...(await atRest()).keys()];
  return (await Promise.all(onDisk.map((key) => writeVault(key, "")))).every(Boolean);
}

/**
 * Returns what is on the disk once what is being written is. A text that waits for another one is written as soon as that is
 * (`Kept`): after the first look, and before a second.
 */
async function atRest(): Promise<ReadonlyMap<string, string>> {
  await readAllVault();
  return readAllVault();
}

/** Even looking at storage throws in a frame where it is blocked: then nothing is in it. */
function ours(storage: () => Storage): readonly string[] {
  try {
    return Object.keys(storage()).filter((key) => key.startsWith(OURS) && key !== LEFT);
  } catch {
    return [];
  }
}
