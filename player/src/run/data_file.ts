/** Gets files of data out of the package: by fetching them, and for a page on disk, which may not fetch, by running them. */

import { runScript } from "./run_script.js";

type Receive = (file: string, data: unknown) => void;

/** Returns the data in *file*, a JSON file of the package; rejects where it cannot be had. */
export async function readData(file: string, cache: RequestCache): Promise<unknown> {
  if (location.protocol === "file:") {
    return runData(file);
  }
  const response = await fetch(file, { cache });
  if (!response.ok) {
    throw new Error(`${file}: ${response.status}`);
  }
  return response.json() as Promise<unknown>;
}

/** Where who waits for which file is known to every script of the page: the player's, and that of the animations. */
interface Disk {
  coursepackData?: Receive;
  coursepackWaiting?: Map<string, (data: unknown) => void>;
}

/** Runs the script beside *file*; only packages of the format `web` have such scripts (builder/formats/web.py). */
function runData(file: string): Promise<unknown> {
  const disk = window as Disk;
  const waiting = (disk.coursepackWaiting ??= new Map<string, (data: unknown) => void>());
  disk.coursepackData ??= (name, data) => {
    waiting.get(name)?.(data);
  };
  return new Promise((resolve, reject) => {
    waiting.set(file, resolve);
    runScript(`${file}.js`).catch(reject);
  });
}
