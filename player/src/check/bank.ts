/** The questions of the check: fetched when the learner gets there, once. */
import type { PlayerBank, PlayerData, PlayerQuestion } from "../player_data.js";

/** Returns a function that gives the bank's questions; it rejects where they cannot be had, and asks anew the next time. */
export function bankOf(data: PlayerData, file: string): () => Promise<readonly PlayerQuestion[]> {
  let bank: Promise<PlayerBank> | null = null;
  return async () => {
    bank ??= load(data, file);
    try {
      return (await bank).questions;
    } catch (error) {
      bank = null;
      throw error;
    }
  };
}

async function load(data: PlayerData, file: string): Promise<PlayerBank> {
  const bank = await get(file, "default");
  // LMSs let browsers keep files for months (Moodle: 90 days), also those of the package that this one replaced.
  return bank.build === data.build ? bank : get(file, "reload");
}

async function get(file: string, cache: RequestCache): Promise<PlayerBank> {
  const response = await fetch(file, { cache });
  if (!response.ok) {
    throw new Error(`${file}: ${response.status}`);
  }
  return (await response.json()) as PlayerBank;
}
