/** Every step that the save engine's machine can be seen to make: found by letting everything happen to it, in every order. */
import { step } from "../src/save/machine.js";
import { start, TIMES, type ProbeResult, type Model, type Phase, type SaveEvent } from "../src/save/model.js";
import type { Evidence } from "../src/trackers/commit_watch.js";
import type { Refusal } from "../src/trackers/tracker.js";

export interface Seen {
  readonly before: Model;
  readonly event: SaveEvent;
  readonly after: Model;
  readonly effects: readonly string[];
  readonly now: number;
  /** Whether a new walk begins with this step. */
  readonly isFirst: boolean;
}

const FOUND: readonly ProbeResult[] = ["ok", "ok", "ok", "unreachable", "signedout", "weird"];
const EVIDENCE: readonly Evidence[] = ["proved", "proved", "unknown", "unknown", "lost"];
const REFUSALS: readonly Refusal[] = ["unreachable", "unreachable", "unreachable", "signedout", "ended"];
const WAITS = [0, 10, 1_000, 1_600, 5_100, 25_000, 70_000];

/** Calls *look* with every step of *many* walks of a hundred events each: the same ones every time. */
export function walkMachine(many: number, look: (seen: Seen) => void): void {
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(choices: readonly T[]): T => choices[next(choices.length)] as T;
  for (let walk = 0; walk < many; walk++) {
    let now = 0;
    let model = start({ probes: pick(["needless", "unanswered", "trusted"] as const), doubt: next(4) === 0 }, now);
    if (model.probes === "needless") {
      model = { ...model, doubt: false };
    }
    for (let steps = 0; steps < 100; steps++) {
      now += pick(WAITS);
      const event = pick(possible(model, now, pick, next));
      const { model: after, effects } = step(model, event, now);
      look({
        before: model,
        event,
        after,
        effects: effects.map((effect) => ("how" in effect ? effect.how : effect.do)),
        now,
        isFirst: steps === 0,
      });
      model = after;
    }
  }
}

/** What can happen to *model*: an answer only where something was asked, a timer only where one is set. */
function possible(
  model: Model,
  now: number,
  pick: <T>(of: readonly T[]) => T,
  next: (below: number) => number,
): SaveEvent[] {
  const probed: SaveEvent = { type: "probed", round: model.round, found: pick(FOUND), evidence: pick(EVIDENCE) };
  const answers: Partial<Record<Phase, readonly SaveEvent[]>> = {
    painting: [{ type: "painted" }],
    committing: [
      { type: "committed", took: pick([50, TIMES.slow + 1]) },
      { type: "refused", took: pick([50, TIMES.slow + 1]), why: pick(REFUSALS) },
    ],
    probing: [probed],
    diagnosing: [probed],
    checking: [probed],
  };
  const own = answers[model.phase] ?? (model.wakeAt !== null && model.wakeAt <= now ? [{ type: "timer" }] : []);
  const others: readonly SaveEvent[] = [
    { type: "changed", urgency: pick(["soon", "now"]) },
    { type: "hidden" },
    { type: "returned", away: pick([0, TIMES.longAway + 1]) },
    { type: "asked" },
    ...(model.probes !== "needless" && next(2) === 0 ? [{ type: "seen", evidence: pick(EVIDENCE) } as const] : []),
    ...(next(40) === 0 ? [{ type: "ended" } as const] : []),
  ];
  return [...own, ...own, ...own, ...others];
}
