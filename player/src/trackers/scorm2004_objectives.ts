/** The principles of the course as objectives: how well the questions of the check were answered, principle by principle. */
import { scorm2004 as facts } from "../../../scorm_templates/tracking.json";
import type { PlayerData } from "../player_data.js";
import type { ScormApi } from "./scorm_api.js";
import { measure } from "./scorm2004_words.js";
import type { Answer } from "./tracker.js";

interface Tally {
  readonly right: number;
  readonly total: number;
}

export class Objectives {
  /** Where each objective stands in the LMS's list; read when it is first needed. */
  private places: Map<string, number> | null = null;
  /** The best of each in earlier sessions, by its place. */
  private readonly best = new Map<number, number>();
  private readonly taught: ReadonlySet<string>;
  private readonly ids: ReadonlyMap<string, string>;

  constructor(data: PlayerData) {
    this.taught = new Set(data.questions.map(({ id }) => id));
    this.ids = new Map(data.principles.map(({ id, trackingId }) => [id, trackingId]));
  }

  /** Writes what *answers* say of each principle, unless the LMS had better before. Questions on pages do not count. */
  write(api: ScormApi, answers: readonly Answer[], passMark: number): void {
    for (const [id, { right, total }] of this.tallied(answers)) {
      const place = this.placeOf(api, id);
      const score = (right / total) * 100;
      if (place === null || (this.best.get(place) ?? -1) > score) {
        continue;
      }
      this.best.set(place, score);
      const objective = `cmi.objectives.${place}`;
      api.set(`${objective}.score.scaled`, measure(score));
      api.set(`${objective}.score.min`, String(facts.score.min));
      api.set(`${objective}.score.max`, String(facts.score.max));
      api.set(`${objective}.score.raw`, String(Math.round(score * 100) / 100));
      api.set(`${objective}.success_status`, score >= passMark ? "passed" : "failed");
    }
  }

  private tallied(answers: readonly Answer[]): Map<string, Tally> {
    const tallies = new Map<string, Tally>();
    for (const { question, right } of answers) {
      const id = this.ids.get(question.principle ?? "");
      if (id !== undefined && !this.taught.has(question.id)) {
        const before = tallies.get(id) ?? { right: 0, total: 0 };
        tallies.set(id, { right: before.right + (right ? 1 : 0), total: before.total + 1 });
      }
    }
    return tallies;
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
      places.set(api.get(`cmi.objectives.${place}.id`), place);
      const scaled = api.get(`cmi.objectives.${place}.score.scaled`);
      if (scaled !== "") {
        this.best.set(place, Number(scaled) * 100 || 0);
      }
    }
    return places;
  }
}
