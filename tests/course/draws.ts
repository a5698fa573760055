/**
 * Draws many tries from each bank in the file that is named first, with as many seeds as are named next, and prints how
 * often each question came, and which kinds of tries there were.
 */
import { readFileSync } from "node:fs";
import { freshCritical } from "../../scorm_templates/components/check/critical.js";
import { draw } from "../../player/src/core/draw.js";
import type { PlayerQuiz, PlayerQuestion } from "../../player/src/core/player_data.js";

interface Asked {
  readonly check: PlayerQuiz;
  readonly questions: readonly PlayerQuestion[];
}

/** What one try says of itself: the number of questions, of critical ones, of their kinds, of pairs, of principles... */
function told(drawn: readonly PlayerQuestion[], { check, questions }: Asked): Record<string, number> {
  const critical = drawn.filter(({ critical: is }) => is);
  const distinct = (values: readonly (string | number | null)[]): number => new Set(values).size;
  const fingerprints = drawn.map(({ fingerprint }) => fingerprint);
  const fresh = freshCritical(questions, drawn, critical.map((question) => ({ question })));
  return {
    drawn: drawn.length,
    different: distinct(fingerprints),
    critical: critical.length,
    dangers: distinct(critical.map(({ danger }) => danger)),
    pairs: drawn.filter(({ pairs }) => pairs.some((other) => fingerprints.includes(other))).length,
    principles: distinct(drawn.map(({ principle }) => principle)),
    sets: distinct(drawn.map(({ caseText }) => caseText).filter((story) => story !== null)),
    parts: Math.min(
      ...check.parts.map(({ take, questions: of }) => of.filter((own) => fingerprints.includes(own)).length - take),
    ),
    sameDangers: fresh.filter(({ danger }, place) => danger === critical[place]?.danger).length,
    freshOnes: fresh.filter((question) => !drawn.includes(question)).length,
  };
}

const [, , file = "", seeds = "0"] = process.argv;
const banks = JSON.parse(readFileSync(file, "utf8")) as Record<string, Asked>;
const result = Object.entries(banks).map(([module, asked]) => {
  const came = new Map<string, number>();
  const kinds = new Map<string, number>();
  let rested: ReadonlySet<number> = new Set();
  for (let seed = 0; seed < Number(seeds); seed += 1) {
    // Every second try is a second one, in which those of the first rest.
    const drawn = draw({ bank: asked.questions, rule: asked.check, seed, rested });
    rested = seed % 2 === 0 ? new Set(drawn.map(({ fingerprint }) => fingerprint)) : new Set();
    drawn.forEach(({ id }) => came.set(id, (came.get(id) ?? 0) + 1));
    const key = JSON.stringify(told(drawn, asked));
    kinds.set(key, (kinds.get(key) ?? 0) + 1);
  }
  return [module, { came: Object.fromEntries(came), tries: [...kinds.keys()].map((key) => JSON.parse(key) as object) }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(result)));
