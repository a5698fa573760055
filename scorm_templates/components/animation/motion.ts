/** Says whether the learner wants no motion, by the device's setting or by the course's own. */
export function motionIsReduced(): boolean {
  return (
    document.documentElement.dataset["motion"] === "reduce" || matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
