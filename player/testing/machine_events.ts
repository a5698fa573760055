/** What happens to the machine that saves, at times that a test gives. */
import type { Evidence } from "../src/trackers/commit_watch.js";
import { step } from "../src/save/machine.js";
import { start, type Model, type SaveEvent } from "../src/save/model.js";

/** Returns the model after events at the times given. */
export function after(...events: readonly (readonly [number, SaveEvent])[]): Model {
  const trusted = start({ probes: "trusted", doubt: false }, 0);
  return events.reduce((model, [now, event]) => step(model, event, now).model, trusted);
}

export const SOON: SaveEvent = { type: "changed", urgency: "soon" };
export const NOW: SaveEvent = { type: "changed", urgency: "now" };
export const PAINTED: SaveEvent = { type: "painted" };
export const TIMER: SaveEvent = { type: "timer" };
export const COMMITTED: SaveEvent = { type: "committed", took: 50 };
export const REFUSED: SaveEvent = { type: "refused", took: 50, why: "unreachable" };
export const probed = (
  round: number,
  found: "ok" | "unreachable" | "signedout" | "weird" = "ok",
  evidence: Evidence = found === "ok" ? "proved" : "unknown",
): SaveEvent => ({ type: "probed", round, found, evidence });
