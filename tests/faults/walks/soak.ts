/** What came of many walks, by LMS: the table "Random walks" of docs/faults.md is made of it (tests/faults/card.py). */
import { writeFileSync } from "node:fs";
import { LMSS } from "./make_walk.js";
import { MEETINGS, type Meeting } from "./met.js";
import type { Lms } from "./tab.js";
import type { Walked } from "./walk.js";

const RESULT = new URL("soak.json", import.meta.url);

interface Tally {
  walks: number;
  broken: number;
  /** In how many walks each of these was met. */
  readonly met: Record<Meeting, number>;
}

export class Soak {
  private readonly broken: number[] = [];
  private readonly tallies = new Map<Lms, Tally>(LMSS.map((lms) => [lms, { walks: 0, broken: 0, met: nothing() }]));

  note(seed: number, lms: Lms, { broken, met }: Walked): void {
    const tally = this.tallies.get(lms) as Tally;
    tally.walks += 1;
    met.forEach((meeting) => {
      tally.met[meeting] += 1;
    });
    if (broken.length > 0) {
      tally.broken += 1;
      this.broken.push(seed);
    }
  }

  /** Writes it all down, for walks of the seeds 1 to *last*. */
  write(last: number): void {
    const result = { seeds: [1, last], broken: this.broken, lmss: Object.fromEntries(this.tallies) };
    writeFileSync(RESULT, `${JSON.stringify(result, null, 1)}\n`);
  }
}

function nothing(): Record<Meeting, number> {
  return Object.fromEntries(MEETINGS.map((meeting) => [meeting, 0])) as Record<Meeting, number>;
}
