/**
 * Gets files of data out of the package: by fetching them; and for a page on disk, which may not fetch, and from a server that does not
 * hand out JSON (IIS, unless it is told to), by running the scripts beside them.
 */

import { runScript } from "./run_script.js";

type Receive = (file: string, data: unknown) => void;

/** Returns the data in *file*, a JSON file of the package; rejects where it cannot be had. */
export async function readData(file: string, cache: RequestCache): Promise<unknown> {
  if (location.protocol === "file:") {
    return runData(file);
  }
  const response = await fetch(file, { cache });
  if (response.ok) {
    try {
      return await response.json();
    } catch {
      // Another file in its place, such as a page that says why.
    }
  }
  return runData(file);
}

/** Where who waits for which file is known to every script of the page: the player's, and that of the animations. */
interface Disk {
  coursepackData?: Receive;
  coursepackWaiting?: Map<string, (data: unknown) => void>;
}

/** Runs the script beside *file*; builder/render/data_script.py makes them. */
function runData(file: string): Promise<unknown> {
  const disk = window as Disk;
  const waiting = (disk.coursepackWaiting ??= new Map<string, (data: unknown) => void>());
  disk.coursepackData ??= (name, data) => {
    waiting.get(name)?.(data);
  };
  return new Promise((resolve, reject) => {
    waiting.set(file, resolve);
    // A script that brought other data, or none, is as good as missing.
    runScript(`${file}.js`).then(() => {
      reject(new Error(`${file}.js: another file answered in its place`));
    }, reject);
  });
}
