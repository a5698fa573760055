/** Between two commits of a replay the LMS holds a score that is not the learner's: by a hundredth less, or more than nothing. */
const STEP = 0.01;

/** Returns what is written before *score*, of 0 to 100: a number of its own, for Moodle compares numbers and not their spelling. */
export function neighbourOf(score: number): number {
  return score > 0 ? score - STEP : STEP;
}

/**
 * Returns the score, of 0 to 100, that an LMS gave back at launch as *text* times *scale*; -1 for none. One that stands only
 * between two others is none: a browser that died there must not leave a hundredth for ever where the learner has nothing.
 */
export function scoreAtLaunch(text: string, scale = 1): number {
  const score = Number(text) * scale || 0;
  return text === "" || Math.abs(score - neighbourOf(0)) < STEP / 2 ? -1 : score;
}
