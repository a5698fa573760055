import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ANSWER } from "../../testing/scorm.js";
import { advance, tells, type Access, type AccessEvent, type AccessPhase } from "./access.js";

const PHASES: readonly AccessPhase[] = ["connecting", "asking", "saving", "elsewhere", "reviewing", "ended"];
const EVENTS: readonly AccessEvent[] = [
  { type: "changed", urgency: "soon" },
  { type: "answered", answer: ANSWER },
  { type: "returned", away: 1_000 },
  ...(["opened", "opened to review", "found ended", "granted", "denied", "wanted"] as const).map((type) => ({ type })),
  ...(["beat", "hidden", "restored", "left", "finished", "cleared"] as const).map((type) => ({ type })),
];
const KNOWN = [false, true];

/** Every step from *phase* with *event*, whatever else is known, as the table writes it. */
function steps(phase: AccessPhase, event: AccessEvent): string[] {
  return KNOWN.flatMap((isBehind) =>
    KNOWN.flatMap((tellsEnd) => {
      const [after, effects] = advance({ phase, isBehind, tellsEnd }, event);
      const isNothing = after.phase === phase && effects.length === 0;
      return isNothing ? [] : [[phase, event.type, after.phase, effects.join(", ")].join(" | ")];
    }),
  );
}

/** The table in docs/save-engine.md, as lines of phase, event, next phase and effects. */
function table(): string[] {
  const text = readFileSync(new URL("../../../docs/save-engine.md", import.meta.url), "utf8");
  const begin = text.indexOf("## Who may save");
  const rows = text.slice(text.indexOf("| in | when |", begin)).split("\n\n")[0]?.split("\n").slice(2) ?? [];
  return rows.map((row) => {
    const [, phase, event, , then, effects] = row.split("|").map((cell) => cell.trim());
    return [phase, event, then, effects].join(" | ");
  });
}

test("who may save is what docs/save-engine.md says, and nothing else", () => {
  const seen = PHASES.flatMap((phase) => EVENTS.flatMap((event) => steps(phase, event)));
  expect([...new Set(seen)].sort()).toEqual([...new Set(table())].sort());
});

describe("a window that asks", () => {
  const asking: Access = { phase: "asking", isBehind: false, tellsEnd: false };

  test("sends at once what the learner did meanwhile", () => {
    const [changed] = advance(asking, { type: "changed", urgency: "soon" });
    expect(advance(changed, { type: "granted" })[1]).toContain("send now");
    expect(advance(asking, { type: "granted" })[1]).not.toContain("send now");
  });

  test("keeps whether there is something to send, if another one saves", () => {
    const [changed] = advance(asking, { type: "answered", answer: ANSWER });
    expect(advance(changed, { type: "denied" })[0]).toEqual({ ...asking, phase: "elsewhere", isBehind: true });
  });
});

test("where nothing is saved, the end is told only to an LMS that wants to be told", () => {
  const reviewing: Access = { phase: "reviewing", isBehind: false, tellsEnd: false };
  expect(advance(reviewing, { type: "finished" })).toEqual([reviewing, []]);
  expect(advance({ ...reviewing, tellsEnd: true }, { type: "finished" })[1]).toEqual(["close"]);
});

test("the LMS hears of what the learner does unless nothing is recorded, or the session is over", () => {
  const heard = PHASES.filter((phase) => tells({ phase, isBehind: false, tellsEnd: false }));
  expect(heard).toEqual(["connecting", "asking", "saving", "elsewhere"]);
});
