/** Gets what the player needs to play an animation: a file of the package, when the learner asks for it and not before. */
import { readData } from "../data_file.js";
import type { Story } from "./data.js";

/** Returns the story in *file*; rejects where it cannot be had. */
export async function loadStory(file: string): Promise<Story> {
  // Asks whether it is still the same: LMSs let browsers keep files for months (Moodle: 90 days).
  return (await readData(file, "no-cache")) as Story;
}
