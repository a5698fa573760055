/**
 * When to save, when to doubt it, and when to try again: the save engine without a clock, a page or an LMS. `step` takes
 * what happened and returns what to do. docs/save-engine.md shows it as a table; a test holds the table and this together.
 */
import type { Evidence } from "../trackers/commit_watch.js";
import type { Manner, Refusal } from "../trackers/tracker.js";
import {
  MOST_COMMITS,
  retryAfter,
  TIMES,
  type ProbeResult,
  type Model,
  type SaveEvent,
  type Step,
  type Trouble,
} from "./model.js";

/** Returns the engine after *event*, and what is to be done. */
export function step(model: Model, event: SaveEvent, now: number): Step {
  if (model.phase === "ended") {
    return stay(model);
  }
  switch (event.type) {
    case "changed":
      return changed({ ...model, unsent: true, urgent: model.urgent || event.urgency === "now" }, now);
    case "timer":
      return model.phase === "due" ? begin(model, now) : model.phase === "waiting" ? retry(model, now) : stay(model);
    case "painted":
      return model.phase === "painting" ? commit(model, "plain", now) : stay(model);
    case "committed":
      return committed(answered(model, "yes", event.took), now);
    case "refused":
      return refused(answered(model, "no", event.took), event.why, now);
    case "probed":
      return event.round === model.round ? probed(model, event, now) : stay(model);
    case "seen":
      return event.evidence === "lost" ? lost(model, now) : seenLate(model, event.evidence, now);
    case "hidden":
      return hidden(model, now);
    case "returned":
      return returned(model, event.away, now);
    case "asked":
      return asked(model, now);
    case "ended":
      return stay({ ...model, phase: "ended", wakeAt: null });
  }
}

function stay(model: Model): Step {
  return { model, effects: [] };
}

function changed(model: Model, now: number): Step {
  switch (model.phase) {
    case "resting":
      return model.urgent ? begin(model, now) : stay({ ...model, phase: "due", wakeAt: slot(model, now) });
    case "due":
      return model.urgent ? begin(model, now) : stay(model);
    case "waiting":
      return model.urgent ? stay({ ...model, wakeAt: sooner(model, now) }) : stay(model);
    default:
      return stay(model);
  }
}

function asked(model: Model, now: number): Step {
  switch (model.phase) {
    case "due":
      return begin({ ...model, urgent: true }, now);
    case "waiting":
      return retry(model, now);
    default:
      return stay({ ...model, urgent: model.unsent });
  }
}

/** Returns the time of the next try for a result: trouble is given its time, and a full minute is not. */
function sooner(model: Model, now: number): number {
  return model.trouble === "none" ? now : Math.min(model.wakeAt ?? Infinity, model.lastTry + TIMES.apart);
}

/** Returns the earliest time at which what is unsent may go. */
function slot(model: Model, now: number): number {
  const last = model.commits[model.commits.length - 1] ?? -Infinity;
  const gap = model.slow > 1 ? TIMES.wide : isFree(model, now) ? 0 : apart(model, last);
  return Math.max(model.urgent ? now : Math.max(now + TIMES.together, last + gap), roomAt(model, MOST_COMMITS.working));
}

/** Whether a commit need not keep apart: the minute has seen few, and none may still be under way, which it could overtake. */
function isFree(model: Model, now: number): boolean {
  return model.arrival === "proved" && roomAt(model, MOST_COMMITS.close) <= now;
}

/** Returns how far apart commits are kept: the room that a crowded minute has left is spread over it, for no wait to be long. */
function apart({ commits }: Model, last: number): number {
  const left = MOST_COMMITS.working + 1 - commits.length;
  const rest = (commits[0] ?? 0) + TIMES.minute - last;
  return left > MOST_COMMITS.spread ? TIMES.apart : Math.max(TIMES.apart, rest / Math.max(left, 1));
}

/** Returns the time from which one more commit makes at most *most* in a minute; a result waits for no room. */
function roomAt(model: Model, most: number): number {
  const earlier = model.commits[model.commits.length - most];
  return earlier === undefined || model.urgent ? -Infinity : earlier + TIMES.minute;
}

function begin(model: Model, now: number): Step {
  const at = roomAt(model, MOST_COMMITS.working);
  return at > now
    ? stay({ ...model, phase: "due", wakeAt: at })
    : { model: { ...model, phase: "painting", wakeAt: null }, effects: [{ do: "paint" }] };
}

function commit(model: Model, given: "plain" | "replay", now: number): Step {
  const how: Manner = given === "plain" && model.doubt ? "stopgap" : given;
  const made = how === "replay" ? [now, now] : [now];
  const commits = [...model.commits.filter((at) => at > now - TIMES.minute), ...made];
  const begun: Model = { ...model, phase: "committing", unsent: false, urgent: false, wakeAt: null };
  return { model: { ...begun, commits, lastCommit: how, lastTry: now }, effects: [{ do: "commit", how }] };
}

function answered(model: Model, lastAnswer: "yes" | "no", took: number): Model {
  return { ...model, lastAnswer, slow: took > TIMES.slow ? model.slow + 1 : 0 };
}

function probe(model: Model, phase: "probing" | "diagnosing" | "checking"): Step {
  const round = model.round + 1;
  return { model: { ...model, phase, round, wakeAt: null }, effects: [{ do: "probe", round }] };
}

function committed(model: Model, now: number): Step {
  return model.probes === "needless" ? arrived(model, "proved", now) : probe(model, "probing");
}

function arrived(model: Model, arrival: "told" | "proved", now: number): Step {
  const told = arrival === "told" ? model.told + 1 : 0;
  const rested: Model = { ...calm(model), doubt: false, arrival, told };
  const next: Model = rested.unsent ? { ...rested, phase: "due", wakeAt: slot(rested, now) } : rested;
  return { model: next, effects: [{ do: arrival === "proved" ? "arrived" : "told" }] };
}

/** What nobody could know shows later: it has arrived. A commit that is under way has its own evidence. */
function seenLate(model: Model, evidence: Evidence, now: number): Step {
  const isOver = !["painting", "committing", "probing"].includes(model.phase);
  if (evidence !== "proved" || model.arrival !== "told" || model.doubt || !isOver) {
    return stay(model);
  }
  if (model.told === 1 || model.lastCommit === "replay") {
    return { model: { ...model, arrival: "proved", told: 0 }, effects: [{ do: "arrived" }] };
  }
  // Where a commit is to come, its own proof brings it.
  return model.phase === "resting" ? send(model, "replay", now) : stay(model);
}

/** What was committed is seen to be lost. */
function lost(model: Model, now: number): Step {
  const doubtful: Model = { ...model, unsent: true, doubt: true };
  return stay(["resting", "due"].includes(model.phase) ? wait(doubtful, "unreachable", now) : doubtful);
}

function calm(model: Model): Model {
  return {
    ...model,
    phase: "resting",
    urgent: model.urgent && model.unsent,
    trouble: "none",
    failures: 0,
    wakeAt: null,
  };
}

function refused(before: Model, why: Refusal, now: number): Step {
  // Moodle marks values as sent before it sends them, and will not send them again: what was refused needs a replay.
  const model = { ...before, unsent: true, doubt: before.probes !== "needless" };
  if (why === "ended") {
    return stay({ ...model, phase: "ended", wakeAt: null });
  }
  if (why === "signedout") {
    return stay(wait(model, why, now));
  }
  return model.probes === "needless" ? stay(wait(model, "unreachable", now)) : probe(model, "diagnosing");
}

function wait(model: Model, trouble: Trouble, now: number): Model {
  const wakeAt = now + retryAfter(model.failures);
  return { ...model, phase: "waiting", trouble, failures: model.failures + 1, wakeAt, lastTry: now };
}

function retry(model: Model, now: number): Step {
  return model.probes === "needless" ? send(model, "plain", now) : probe(model, "checking");
}

function probed(
  before: Model,
  { found, evidence }: Readonly<Record<"found", ProbeResult> & Record<"evidence", Evidence>>,
  now: number,
): Step {
  const model: Model = found === "ok" ? { ...before, probes: "trusted" } : before;
  const trouble = troubleOf(model, found);
  switch (model.phase) {
    case "probing":
      return judged(model, evidence, trouble, now);
    case "diagnosing":
      return stay(wait(model, trouble === "none" ? "unreachable" : trouble, now));
    case "checking":
      return checked(model, trouble, now);
    default:
      return stay(model);
  }
}

/** An LMS that never served the file has another reason than an outage: then its own word has to do. */
function troubleOf(model: Model, found: ProbeResult): Trouble {
  if (found === "ok" || found === "unreachable") {
    return found === "ok" ? "none" : found;
  }
  return model.probes === "unanswered" ? "none" : found === "weird" ? "unreachable" : found;
}

/**
 * What the browser saw of the commit counts; the package's own file, which may come from elsewhere, tells of trouble where it saw
 * nothing. A commit that arrived does not mend an earlier one that may not have, and says nothing of one that nobody could know of.
 */
function judged(model: Model, evidence: Evidence, trouble: Trouble, now: number): Step {
  if (evidence === "lost" || (evidence === "unknown" && trouble !== "none")) {
    const why = trouble === "none" ? "unreachable" : trouble;
    return stay(wait({ ...model, unsent: true, doubt: true }, why, now));
  }
  const isLeftOpen = model.doubt || (evidence === "proved" && model.told > 0);
  return isLeftOpen && model.lastCommit !== "replay"
    ? send(model, "replay", now)
    : arrived(model, evidence === "proved" ? "proved" : "told", now);
}

function checked(model: Model, trouble: Trouble, now: number): Step {
  const hasWork = model.unsent || model.doubt;
  if (trouble === "none") {
    return hasWork ? send(model, model.doubt ? "replay" : "plain", now) : stay(calm(model));
  }
  // Where content and LMS are two servers, the LMS may be well; but one that was not may freeze the page if it is asked.
  const mayBeWell = model.lastAnswer === "yes" && model.slow === 0;
  return hasWork && mayBeWell ? send(model, "plain", now) : stay(wait(model, trouble, now));
}

/** Commits, if the minute has room for it; if not, as soon as it has. */
function send(model: Model, how: "plain" | "replay", now: number): Step {
  const at = roomAt(model, how === "replay" ? MOST_COMMITS.working - 1 : MOST_COMMITS.working);
  return at > now ? stay({ ...model, phase: "waiting", wakeAt: at }) : commit(model, how, now);
}

/** Commits at once and without a probe: in `pagehide` there is no later. */
function hidden(model: Model, now: number): Step {
  const isBusy = model.phase === "committing";
  const isTooSoon = model.phase === "waiting" && now - model.lastTry < TIMES.apart;
  const hasRoom = roomAt(model, MOST_COMMITS.leaving) <= now;
  // What became of the commit before this one is not heard any more.
  const told = model.told + (model.phase === "probing" ? 1 : 0);
  return model.unsent && !isBusy && !isTooSoon && hasRoom ? commit({ ...model, told }, "plain", now) : stay(model);
}

function returned(model: Model, away: number, now: number): Step {
  switch (model.phase) {
    case "waiting":
      return retry(model, now);
    case "resting":
    case "due":
      // After a long absence the session may be over, and it is better to know before the learner does more.
      return away > TIMES.longAway && model.probes !== "needless" ? probe(model, "checking") : stay(model);
    default:
      return stay(model);
  }
}
