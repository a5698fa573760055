/** The questions of the quiz: fetched when the learner gets there, once. */
import { readData } from "./data_file.js";
import type { PlayerBank, PlayerData, PlayerQuestion } from "../core/player_data.js";

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
  const bank = (await readData(file, "default")) as PlayerBank;
  // LMSs let browsers keep files for months (Moodle: 90 days), also those of the package that this one replaced.
  return bank.build === data.build ? bank : ((await readData(file, "reload")) as PlayerBank);
}
