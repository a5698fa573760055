import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Evidence } from "../trackers/commit_watch.js";
import { after, COMMITTED, NOW, PAINTED, probed, REFUSED, SOON, TIMER } from "../../testing/machine_events.js";
import { walkMachine, type Seen } from "../../testing/machine_walks.js";
import { viewOf } from "./save_state.js";
import { step } from "./machine.js";
import { MOST_COMMITS, retryAfter, start, TIMES, type Model, type SaveEvent } from "./model.js";

const MANY = 3_000;

/** The table in docs/save-engine.md, as lines of phase, event, next phase and effect. */
function table(): Set<string> {
  const text = readFileSync(new URL("../../../docs/save-engine.md", import.meta.url), "utf8");
  const rows = text.slice(text.indexOf("| in | when |")).split("\n\n")[0]?.split("\n").slice(2) ?? [];
  return new Set(
    rows.map((row) => {
      const [, phase, event, , then, effect] = row.split("|").map((cell) => cell.trim());
      return [phase, event, then, effect].join(" | ");
    }),
  );
}

describe("whatever happens, in whatever order", () => {
  const transitions = new Set<string>();
  const broken = new Set<string>();

  beforeAll(() => {
    let commits: number[] = [];
    let unproved = 0;
    walkMachine(MANY, (seen) => {
      const { before, event, after, effects } = seen;
      commits = seen.isFirst ? [] : commits;
      if (before.phase !== after.phase || effects.length > 0) {
        const phase = event.type === "ended" ? "any" : before.phase;
        transitions.add([phase, event.type, after.phase, effects.join()].join(" | "));
      }
      commits.push(
        ...effects.flatMap((effect) => (effect === "replay" ? [seen.now, seen.now] : effect in ONE ? [seen.now] : [])),
      );
      // A proof is one of the newest commit alone; a replay sends again what all before it sent.
      unproved = seen.isFirst ? 0 : isProof(before, event) ? Math.max(0, unproved - 1) : unproved;
      if (before.probes !== "needless" && viewOf(after, "on the disk") === "saved" && unproved > 0) {
        broken.add("saved is said, and a commit was never proved");
      }
      const how = effects.find((effect) => effect === "replay" || effect in ONE);
      unproved = how === "replay" ? 1 : unproved + (how ? 1 : 0);
      for (const promise of promisesBroken(seen, commits)) {
        broken.add(promise);
      }
    });
  });

  test("the machine does what docs/save-engine.md says, and nothing else", () => {
    expect([...transitions].sort()).toEqual([...table()].sort());
  });

  test("no promise is broken", () => {
    expect([...broken]).toEqual([]);
  });
});

const ONE = { plain: 1, stopgap: 1 };

/** Whether *event* proves that what was committed has arrived. */
function isProof({ probes }: Model, event: SaveEvent): boolean {
  return "evidence" in event ? event.evidence === "proved" : event.type === "committed" && probes === "needless";
}

function promisesBroken({ before, event, after, effects, now }: Seen, commits: readonly number[]): string[] {
  const commit = effects.find((effect) => effect === "replay" || effect in ONE);
  const view = viewOf(after, "on the disk");
  return [
    ...(commit && !before.urgent && commits.filter((at) => at > now - TIMES.minute).length > MOST_COMMITS.leaving
      ? ["more than 12 commits in a minute, and not for a result"]
      : []),
    ...(after.urgent && after.trouble === "none" && (after.wakeAt ?? now) > now
      ? ["a result waits, and there is no trouble"]
      : []),
    ...(commit && before.phase === "committing" ? ["two commits at a time"] : []),
    ...(before.phase === "ended" && effects.length > 0 ? ["something is done after the end"] : []),
    ...((after.wakeAt !== null) !== (after.phase === "due" || after.phase === "waiting")
      ? ["a timer without a reason"]
      : []),
    ...((view === "saved" || view === "sent") && (after.unsent || after.doubt) ? ["saved is said of what is not"] : []),
    ...(view === "saved" && after.told > 0 ? ["saved is said while nobody can know of an earlier save"] : []),
    ...(view === "saved" && before.arrival !== "proved" && !isProof(before, event)
      ? ["saved is said without a proof"]
      : []),
    ...(commit === "replay" && event.type !== "probed" && !isProof(before, event) ? ["a replay without a probe"] : []),
    ...(commit === "plain" && before.doubt ? ["new answers are sent behind a gap"] : []),
    ...(effects.includes("arrived") && after.doubt ? ["arrived is said in doubt"] : []),
    ...(event.type === "changed" && after.phase !== "ended" && !after.unsent ? ["a change is forgotten"] : []),
  ];
}

const manyCommits = (many: number, from = 1_000): (readonly [number, SaveEvent])[] =>
  Array.from({ length: many }, (_, place) => from + place * 10).flatMap((at, place) => [
    [at, NOW],
    [at + 1, PAINTED],
    [at + 2, COMMITTED],
    [at + 3, probed(place + 1)],
  ]);

describe("the time of a commit", () => {
  test("is a second and a half after a change, together with what follows", () => {
    expect(after([1_000, SOON]).wakeAt).toBe(2_500);
    expect(after([1_000, SOON], [2_000, SOON]).wakeAt).toBe(2_500);
  });

  test("is five seconds after the commit before, if that is not known to have arrived", () => {
    const saved = [
      [1_000, NOW],
      [1_010, PAINTED],
      [1_050, COMMITTED],
    ] as const;
    expect(after(...saved, [1_060, probed(1, "ok", "unknown")], [1_100, SOON]).wakeAt).toBe(1_010 + TIMES.apart);
    expect(after(...saved, [1_060, probed(1)], [1_100, SOON]).wakeAt).toBe(1_100 + TIMES.together);
    expect(after(...saved, [1_060, probed(1)], [1_100, NOW]).phase).toBe("painting");
  });

  test("is spread over what is left of the minute, if the commit before was the eighth in it", () => {
    expect(after(...manyCommits(6), [2_000, SOON]).wakeAt).toBe(2_000 + TIMES.together);
    expect(after(...manyCommits(8), [2_000, SOON]).wakeAt).toBe((1_071 - TIMES.apart + TIMES.minute) / 2);
    // What was before that minute does not count.
    expect(after(...manyCommits(9, 101_000), [101_200, SOON]).wakeAt).toBe(101_081 + (TIMES.minute - 80) / 2);
  });

  test("is twenty seconds after, in an LMS that took more than three for the last two", () => {
    const slow: SaveEvent = { type: "committed", took: 3_001 };
    const once = [
      [0, NOW],
      [10, PAINTED],
      [3_010, slow],
      [3_020, probed(1)],
    ] as const;
    const twice = [...once, [10_000, NOW], [10_010, PAINTED], [13_010, slow], [13_020, probed(2)]] as const;
    expect(after(...once, [4_000, SOON]).wakeAt).toBe(5_500);
    expect(after(...twice, [14_000, SOON]).wakeAt).toBe(10_010 + TIMES.wide);
  });

  test("waits for the minute to have room, but for a page that goes out of sight", () => {
    const full = after(...manyCommits(9), [2_000, SOON]);
    expect(full).toMatchObject({ phase: "due", wakeAt: -TIMES.apart + TIMES.minute });
    expect(step(full, { type: "hidden" }, 2_010).effects).toEqual([{ do: "commit", how: "plain" }]);
  });

  test.each([0, 9, 10, 12, 40])("is now for a result, also after %d commits in a minute", (many) => {
    const before = after(...manyCommits(many), [2_000, SOON]);
    expect(step(before, NOW, 2_010).effects).toEqual([{ do: "paint" }]);
    expect(step(before, { type: "asked" }, 2_010).effects).toEqual([{ do: "paint" }]);
    const inHand = step(step(before, NOW, 2_010).model, PAINTED, 2_020).model;
    const another = step(step(inHand, NOW, 2_030).model, COMMITTED, 2_040).model;
    expect(step(another, probed(many + 1), 2_050).model).toMatchObject({ phase: "due", wakeAt: 2_050 });
  });
});

describe("after trouble", () => {
  const refused = [
    [0, NOW],
    [10, PAINTED],
    [20, REFUSED],
    [30, probed(1)],
  ] as const;

  test("the next tries are after 2, 5, 15, 30 and then every 60 seconds", () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(retryAfter)).toEqual([2_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
    expect(after(...refused).wakeAt).toBe(2_030);
  });

  test("what was refused is replayed when the server answers", () => {
    const back = step(after(...refused, [2_030, TIMER]), probed(2), 2_040);
    expect(back.effects).toEqual([{ do: "commit", how: "replay" }]);
  });

  test("a result does not put the next try off, and is tried five seconds after the last if that is sooner", () => {
    expect(after(...refused, [100, NOW]).wakeAt).toBe(2_030);
    const third = [...refused, [2_030, TIMER], [2_040, probed(2, "unreachable")]] as const;
    expect(after(...third).wakeAt).toBe(7_040);
    const fourth = [...third, [7_040, TIMER], [7_050, probed(3, "unreachable")]] as const;
    expect(after(...fourth).wakeAt).toBe(22_050);
    expect(after(...fourth, [8_000, NOW]).wakeAt).toBe(7_050 + TIMES.apart);
  });

  test("a replay waits until the minute has room for both of its commits", () => {
    const lost = [...manyCommits(8), [2_000, { type: "seen", evidence: "lost" }], [4_000, TIMER]] as const;
    const checked = step(after(...lost), probed(9), 4_010);
    expect(checked.effects).toEqual([]);
    expect(checked.model).toMatchObject({ phase: "waiting", wakeAt: -TIMES.apart + TIMES.minute });
  });

  test("a page that goes out of sight is committed, but not right after a try that failed", () => {
    const hidden = (now: number) => step(after(...refused), { type: "hidden" }, now).effects;
    expect(hidden(30 + TIMES.apart - 1)).toEqual([]);
    expect(hidden(30 + TIMES.apart)).toEqual([{ do: "commit", how: "stopgap" }]);
  });

  test.each(["needless", "trusted"] as const)(
    "where probes are %s, a learner who was signed out is told so at once, and nobody asks the server why",
    (probes) => {
      const begun = step(step(start({ probes, doubt: false }, 0), NOW, 0).model, PAINTED, 10).model;
      const out = step(begun, { type: "refused", took: 10, why: "signedout" }, 20);
      expect(out.effects).toEqual([]);
      expect(out.model.wakeAt).toBe(2_020);
      expect(viewOf(out.model, "on the disk")).toBe("signedout");
    },
  );

  test("a server that is not there is not asked to commit, for that may freeze the page", () => {
    const gone = step(after(...refused, [2_030, TIMER]), probed(2, "unreachable"), 2_040);
    expect(gone.effects).toEqual([]);
    expect(gone.model.wakeAt).toBe(2_040 + 5_000);
  });

  test("an LMS that says yes while its server is gone is doubted", () => {
    const model = after([0, NOW], [10, PAINTED], [20, COMMITTED], [30, probed(1, "unreachable")]);
    expect(model).toMatchObject({ phase: "waiting", doubt: true, trouble: "unreachable" });
    expect(viewOf(model, "on the disk")).toBe("device");
    expect(viewOf(model, "nowhere")).toBe("memory");
  });

  test("a login page is no server that is away", () => {
    expect(viewOf(after([0, NOW], [10, PAINTED], [20, COMMITTED], [30, probed(1, "signedout")]), "on the disk")).toBe(
      "signedout",
    );
  });

  test("an answer to an earlier probe changes nothing", () => {
    const model = after(...refused, [2_030, TIMER]);
    expect(step(model, probed(1), 2_040)).toEqual({ model, effects: [] });
  });
});

test.each([
  ["rests", []],
  ["is to come", [[1_000, SOON] as const]],
])("after more than a minute away, while the next commit %s, the LMS is looked for", (_, events) => {
  const back = (away: number) => step(after(...events), { type: "returned", away }, 1_100).effects;
  expect(back(TIMES.longAway)).toEqual([]);
  expect(back(TIMES.longAway + 1)).toEqual([{ do: "probe", round: 1 }]);
});

test.each(["weird", "signedout"] as const)(
  "where no probe was ever good, one that is %s leaves the LMS's own word",
  (found) => {
    const fresh = start({ probes: "unanswered", doubt: false }, 0);
    const events = [
      [0, NOW],
      [10, PAINTED],
      [20, COMMITTED],
      [30, probed(1, found)],
    ] as const;
    const model = events.reduce((before, [now, event]) => step(before, event, now).model, fresh);
    expect(viewOf(model, "on the disk")).toBe("sent");
  },
);

test("an LMS that ended the session is not what the learner closed", () => {
  expect(viewOf(after([0, NOW], [10, PAINTED], [20, { type: "refused", took: 1, why: "ended" }]), "on the disk")).toBe(
    "ended",
  );
  expect(viewOf(after([0, { type: "ended" }]), "on the disk")).toBe("closed");
});

test("what nobody could know of is sent again with the first commit after it that is seen to arrive", () => {
  const told = [
    [0, NOW],
    [10, PAINTED],
    [20, COMMITTED],
    [30, probed(1, "ok", "unknown")],
    [20_000, NOW],
    [20_010, PAINTED],
    [20_020, COMMITTED],
  ] as const;
  const effects = (evidence: Evidence) => step(after(...told), probed(2, "ok", evidence), 20_030).effects;
  expect(effects("proved")).toEqual([{ do: "commit", how: "replay" }]);
  expect(effects("unknown")).toEqual([{ do: "told" }]);
});

test.each(["unreachable", "signedout"] as const)(
  "a commit that was seen to arrive did so, though a probe is %s",
  (found) => {
    const model = after([0, NOW], [10, PAINTED], [20, COMMITTED], [30, probed(1, found, "proved")]);
    expect(viewOf(model, "on the disk")).toBe("saved");
  },
);

test("a commit that was seen to be lost is one to a server that is away, though it answers a probe", () => {
  const model = after([0, NOW], [10, PAINTED], [20, COMMITTED], [30, probed(1, "ok", "lost")]);
  expect(model).toMatchObject({ phase: "waiting", unsent: true, doubt: true, trouble: "unreachable" });
});
