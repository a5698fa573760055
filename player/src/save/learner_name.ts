/**
 * What this device calls a learner. It is made of a number that only this device knows, by a way that takes long on purpose: whoever
 * finds the device, and has a list of learners, cannot see in seconds whose progress is kept on it
 * (docs/decisions/030-what-a-device-calls-a-learner.md).
 */
import { crc32 } from "../core/crc32.js";
import { readVault, writeVault } from "../core/vault.js";

const SALT = "coursepack-salt";
const ROUNDS = 200_000;

/** Returns what this device calls the learner of the id *learner*, or null where it can remember nothing. */
export async function nameOf(learner: string): Promise<string | null> {
  const salt = await saltOfDevice();
  if (salt === null) {
    return null;
  }
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle) {
    // A page without https has nothing better; whoever listens on its line reads the id itself.
    return hex([crc32(`${salt} ${learner}`), crc32(`${learner} ${salt}`)]);
  }
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const key = await subtle.importKey("raw", bytes(learner), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: ROUNDS };
  return hex(new Uint32Array(await subtle.deriveBits(how, key, 128)));
}

/** It has to be on the disk before anything is kept under a name that is made of it. */
async function saltOfDevice(): Promise<string | null> {
  const kept = await readVault(SALT);
  try {
    const known = kept === "" ? localStorage.getItem(SALT) : kept;
    const salt = known ?? hex(crypto.getRandomValues(new Uint32Array(4)));
    localStorage.setItem(SALT, salt);
    await writeVault(SALT, salt);
    return salt;
  } catch {
    return null;
  }
}

function hex(numbers: Iterable<number>): string {
  return Array.from(numbers, (number) => number.toString(16).padStart(8, "0")).join("");
}
