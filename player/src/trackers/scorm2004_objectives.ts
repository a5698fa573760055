/** The principles of the course as objectives: how well the questions of the quiz were answered, principle by principle. */
import { scorm2004 as facts } from "../../../scorm_templates/tracking.json";
import type { PlayerData } from "../core/player_data.js";
import type { ScormApi } from "./scorm_api.js";
import { measure } from "./scorm2004_words.js";
import type { Answer } from "./tracker.js";

/** Milliseconds: the answers of one try at the quiz are handed over together, and those of the next one later. */
const TOGETHER = 1_000;

interface Tally {
  readonly right: number;
  readonly total: number;
}

export class Objectives {
  /** The best of each principle over all tries, in per cent, and which of them are not proved to have arrived. */
  private readonly best = new Map<string, number>();
  private readonly unproved = new Set<string>();
  /** This try, principle by principle. */
  private tallies = new Map<string, Tally>();
  private lastAt = -Infinity;
  /** Where each objective stands in the LMS's list; read when it is first needed. */
  private places: Map<string, number> | null = null;
  private readonly taught: ReadonlySet<number>;
  private readonly ids: ReadonlyMap<string, string>;
  /** The course's own, for an LMS that has none. */
  private readonly passMark: number;

  constructor(data: PlayerData) {
    this.passMark = data.check?.passMark ?? 0;
    this.taught = new Set(data.taught);
    this.ids = new Map(data.principles.map(({ id, trackingId }) => [id, trackingId]));
  }

  /** Counts an answer, if it is one of the quiz's. */
  add({ question, right, at }: Answer): void {
    const id = this.ids.get(question.principle ?? "");
    if (id === undefined || this.taught.has(question.fingerprint)) {
      return;
    }
    if (at - this.lastAt > TOGETHER) {
      this.tallies = new Map();
    }
    this.lastAt = at;
    const before = this.tallies.get(id) ?? { right: 0, total: 0 };
    this.tallies.set(id, { right: before.right + (right ? 1 : 0), total: before.total + 1 });
  }

  /** Writes what is new or not proved of each principle, unless the LMS has better. */
  write(api: ScormApi, passMark: number | null): void {
    for (const [id, { right, total }] of this.tallies) {
      const place = this.placeOf(api, id);
      const score = (right / total) * 100;
      if (place !== null && (this.unproved.has(id) || score > (this.best.get(id) ?? -1))) {
        this.best.set(id, Math.max(score, this.best.get(id) ?? -1));
        this.unproved.add(id);
        writeOne(api, `cmi.objectives.${place}`, {
          score: this.best.get(id) ?? score,
          passMark: passMark ?? this.passMark,
        });
      }
    }
  }

  /** What was written has arrived. */
  arrived(): void {
    this.unproved.clear();
  }

  /** Returns the place of the objective *id*, which is made if it is not there; null where the LMS has no objectives. */
  private placeOf(api: ScormApi, id: string): number | null {
    const places = (this.places ??= this.read(api));
    const place = places.get(id) ?? places.size;
    if (!places.has(id) && api.set(`cmi.objectives.${place}.id`, id) !== null) {
      return null;
    }
    places.set(id, place);
    return place;
  }

  private read(api: ScormApi): Map<string, number> {
    const places = new Map<string, number>();
    const count = Number(api.get("cmi.objectives._count")) || 0;
    for (let place = 0; place < count; place++) {
      const id = api.get(`cmi.objectives.${place}.id`);
      const scaled = api.get(`cmi.objectives.${place}.score.scaled`);
      places.set(id, place);
      if (scaled !== "") {
        this.best.set(id, Number(scaled) * 100 || 0);
      }
    }
    return places;
  }
}

function writeOne(api: ScormApi, objective: string, { score, passMark }: { score: number; passMark: number }): void {
  api.set(`${objective}.score.scaled`, measure(score));
  api.set(`${objective}.score.min`, String(facts.score.min));
  api.set(`${objective}.score.max`, String(facts.score.max));
  api.set(`${objective}.score.raw`, String(Math.round(score * 100) / 100));
  api.set(`${objective}.success_status`, score >= passMark ? "passed" : "failed");
}
