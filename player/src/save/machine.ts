/**
 * When to save, when to doubt it, and when to try again: the save engine without a clock, a page or an LMS. `step` takes
 * what happened and returns what to do. docs/save-engine.md shows it as a table of transitions; a test holds the two together.
 */

/** resting: nothing to send. due: the time of the next commit is set. painting: "Saving…" is put on the screen first, for a
 * synchronous LMS freezes the page. committing: the LMS has it in hand. probing: the LMS said yes; is its server there?
 * diagnosing: it said no; why? waiting: trouble, and the time of the next try is set. checking: is the server back? ended. */
export type Phase =
  | "resting"
  | "due"
  | "painting"
  | "committing"
  | "probing"
  | "diagnosing"
  | "waiting"
  | "checking"
  | "ended";

/** "soon": a page or an answer, put together with what follows. "now": a result. */
export type Urgency = "soon" | "now";
/** What fetching the package's own file tells of the server (probe.ts). */
export type Found = "ok" | "unreachable" | "signedout" | "weird";
/** Why a save did not arrive. "ended": the LMS has closed the session, and will take nothing more. */
export type Refusal = "unreachable" | "signedout" | "ended";
export type Trouble = "none" | Exclude<Refusal, "ended">;

export type SaveEvent =
  | { readonly type: "changed"; readonly urgency: Urgency }
  | { readonly type: "timer" }
  | { readonly type: "painted" }
  | { readonly type: "committed"; readonly took: number }
  | { readonly type: "refused"; readonly took: number; readonly why: Refusal }
  | { readonly type: "probed"; readonly round: number; readonly found: Found }
  /** The page goes out of sight: often the last that is ever heard. */
  | { readonly type: "hidden" }
  /** The page is back after `away` milliseconds. */
  | { readonly type: "returned"; readonly away: number }
  /** The learner asked for it, by "Try to send now" or by leaving. */
  | { readonly type: "asked" }
  | { readonly type: "ended" };

/** replay: what was sent before counts as lost and is sent again. arrived: all that was committed is in the LMS. */
export type Effect =
  | { readonly do: "paint" }
  | { readonly do: "commit"; readonly how: "plain" | "replay" }
  | { readonly do: "probe"; readonly round: number }
  | { readonly do: "arrived" };

export interface Model {
  readonly phase: Phase;
  /** Whether something happened that no commit has taken along yet, and whether it has to go at once. */
  readonly unsent: boolean;
  readonly urgent: boolean;
  /** Whether something that the LMS said yes to may be lost. */
  readonly doubt: boolean;
  readonly trouble: Trouble;
  readonly failures: number;
  /** When the timer is to fire, or null. */
  readonly wakeAt: number | null;
  /** The times of the commits of the last minute, ascending. */
  readonly commits: readonly number[];
  readonly slowCommits: number;
  readonly lastAnswer: "none" | "yes" | "no";
  readonly lastTry: number;
  /** Counts probes, so that an answer which comes too late is known. */
  readonly round: number;
  /** Whether a commit is only believed with a probe, and whether a probe was ever answered well. */
  readonly probes: "never" | "unanswered" | "trusted";
  /** Whether what was saved last is known to be there (a good probe), or only what the LMS says. */
  readonly sure: boolean;
}

export interface Step {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

/** Milliseconds: changes within `together` go out as one; commits keep `apart`, or `wide` in an LMS that is slow. */
export const TIMES = { together: 1_500, apart: 5_000, wide: 20_000, slow: 3_000, longAway: 60_000, minute: 60_000 } as const;
/** Commits in a minute (design.md section 6). Two are kept for when the page goes out of sight. */
export const MOST_COMMITS = { asked: 10, leaving: 12 } as const;
export const RETRY_AFTER: readonly number[] = [2_000, 5_000, 15_000, 30_000, 60_000];

/** Returns the engine at launch. `probes` is "never" for a standard whose every answer is proof (xAPI). */
export function start(probes: Model["probes"], now: number): Model {
  return {
    phase: "resting",
    unsent: false,
    urgent: false,
    doubt: false,
    trouble: "none",
    failures: 0,
    wakeAt: null,
    // The tracker may have committed at launch.
    commits: [now],
    slowCommits: 0,
    lastAnswer: "none",
    lastTry: now,
    round: 0,
    probes,
    sure: true,
  };
}

/** Returns the engine after *event*, and what is to be done. */
export function step(model: Model, event: SaveEvent, now: number): Step {
  if (model.phase === "ended") {
    return { model, effects: [] };
  }
  switch (event.type) {
    case "changed":
      return changed(model, event.urgency, now);
    case "asked":
      return changed(model, "now", now, model.unsent);
    case "timer":
      return model.phase === "due" ? begin(model, now) : model.phase === "waiting" ? retry(model, now) : stay(model);
    case "painted":
      return model.phase === "painting" ? commit(model, "plain", now) : stay(model);
    case "committed":
      return committed(answered(model, "yes", event.took), now);
    case "refused":
      return refused(answered(model, "no", event.took), event.why, now);
    case "probed":
      return event.round === model.round ? probed(model, event.found, now) : stay(model);
    case "hidden":
      return hidden(model, now);
    case "returned":
      return returned(model, event.away, now);
    case "ended":
      return stay({ ...model, phase: "ended", wakeAt: null });
  }
}

function stay(model: Model): Step {
  return { model, effects: [] };
}

function changed(before: Model, urgency: Urgency, now: number, unsent = true): Step {
  const model = { ...before, unsent, urgent: before.urgent || urgency === "now" };
  switch (model.phase) {
    case "resting":
    case "due":
      return urgency === "now" ? (unsent ? begin(model, now) : stay(before)) : stay(due(model, now));
    case "waiting":
      return urgency === "soon" ? stay(model) : now - model.lastTry >= TIMES.apart ? retry(model, now) : stay(sooner(model));
    default:
      return stay(model);
  }
}

/** Sets the time of the next commit, unless it is set. */
function due(model: Model, now: number): Model {
  return model.phase === "due" ? model : { ...model, phase: "due", wakeAt: slot(model, now) };
}

function sooner(model: Model): Model {
  return { ...model, wakeAt: Math.min(model.wakeAt ?? Infinity, model.lastTry + TIMES.apart) };
}

/** Returns the earliest time at which what is unsent may go. */
function slot(model: Model, now: number): number {
  const last = model.commits[model.commits.length - 1] ?? -Infinity;
  const gap = model.slowCommits > 1 ? TIMES.wide : TIMES.apart;
  const wanted = model.urgent ? now : Math.max(now + TIMES.together, last + gap);
  const oldest = model.commits[model.commits.length - MOST_COMMITS.asked];
  return oldest === undefined ? wanted : Math.max(wanted, oldest + TIMES.minute);
}

function begin(model: Model, now: number): Step {
  const at = slot({ ...model, urgent: true }, now);
  return at > now
    ? stay({ ...model, phase: "due", wakeAt: at })
    : { model: { ...model, phase: "painting", wakeAt: null }, effects: [{ do: "paint" }] };
}

function commit(model: Model, how: "plain" | "replay", now: number): Step {
  // A replay commits twice.
  const made = how === "replay" ? [now, now] : [now];
  const commits = [...model.commits.filter((at) => at > now - TIMES.minute), ...made];
  const begun = { ...model, unsent: false, urgent: false, commits, lastTry: now, wakeAt: null };
  return { model: { ...begun, phase: "committing" }, effects: [{ do: "commit", how }] };
}

function answered(model: Model, lastAnswer: "yes" | "no", took: number): Model {
  return { ...model, lastAnswer, slowCommits: took > TIMES.slow ? model.slowCommits + 1 : 0 };
}

function committed(model: Model, now: number): Step {
  return model.probes === "never" ? arrived(model, now) : probe(model, "probing");
}

function probe(model: Model, phase: "probing" | "diagnosing" | "checking"): Step {
  const round = model.round + 1;
  return { model: { ...model, phase, round, wakeAt: null }, effects: [{ do: "probe", round }] };
}

function arrived(model: Model, now: number): Step {
  const calm: Model = { ...model, doubt: false, trouble: "none", failures: 0, sure: model.probes !== "unanswered" };
  const next: Model = calm.unsent
    ? { ...calm, phase: "due", wakeAt: slot(calm, now) }
    : { ...calm, phase: "resting", urgent: false, wakeAt: null };
  return { model: next, effects: [{ do: "arrived" }] };
}

function refused(model: Model, why: Refusal, now: number): Step {
  const failed = { ...model, unsent: true };
  if (why === "ended") {
    return stay({ ...failed, phase: "ended", trouble: "unreachable", wakeAt: null });
  }
  // Moodle has marked the values as sent before it sent them, and would not send them again.
  const doubting = { ...failed, doubt: model.probes !== "never" };
  return why === "signedout" || model.probes === "never" ? stay(wait(doubting, why, now)) : probe(doubting, "diagnosing");
}

function wait(model: Model, trouble: Trouble, now: number): Model {
  const pause = RETRY_AFTER[Math.min(model.failures, RETRY_AFTER.length - 1)] ?? 0;
  return { ...model, phase: "waiting", trouble, failures: model.failures + 1, wakeAt: now + pause, lastTry: now };
}

function retry(model: Model, now: number): Step {
  return model.probes === "never" ? commit(model, "plain", now) : probe(model, "checking");
}

function probed(before: Model, found: Found, now: number): Step {
  const model: Model = found === "ok" ? { ...before, probes: "trusted" } : before;
  const trouble: Trouble = troubleOf(model, found);
  switch (model.phase) {
    case "probing":
      return trouble === "none" ? proved(model, now) : stay(wait({ ...model, unsent: true, doubt: true }, trouble, now));
    case "diagnosing":
      return stay(wait(model, trouble === "none" ? "unreachable" : trouble, now));
    case "checking":
      return checked(model, trouble, now);
    default:
      return stay(model);
  }
}

/** An LMS that never served the file has some other reason than an outage: then its own word has to do. */
function troubleOf(model: Model, found: Found): Trouble {
  if (found === "ok") {
    return "none";
  }
  if (found === "unreachable") {
    return found;
  }
  return model.probes === "unanswered" ? "none" : found === "weird" ? "unreachable" : found;
}

/** A commit was believed; one that came before it and was doubted is not mended by it. */
function proved(model: Model, now: number): Step {
  return model.doubt ? stay(wait({ ...model, unsent: true }, "unreachable", now)) : arrived(model, now);
}

function checked(model: Model, trouble: Trouble, now: number): Step {
  const hasWork = model.unsent || model.doubt;
  if (trouble === "none") {
    return hasWork ? commit(model, model.doubt ? "replay" : "plain", now) : arrived(model, now);
  }
  // Where content and LMS are two servers, the LMS may be well; asking one that is not may freeze the page.
  const mayBeWell = trouble === "unreachable" && model.lastAnswer === "yes" && model.slowCommits === 0;
  return hasWork && mayBeWell && mayCommit(model, now, MOST_COMMITS.asked)
    ? commit(model, "plain", now)
    : stay(wait(model, trouble, now));
}

function mayCommit(model: Model, now: number, most: number): boolean {
  return model.commits.filter((at) => at > now - TIMES.minute).length < most;
}

/** Commits at once, without a probe: in `pagehide` there is no later. */
function hidden(model: Model, now: number): Step {
  const isBusy = model.phase === "committing" || model.phase === "resting";
  const isTooSoon = model.phase === "waiting" && now - model.lastTry < TIMES.apart;
  const mayGo = model.unsent && !isBusy && !isTooSoon && mayCommit(model, now, MOST_COMMITS.leaving);
  return mayGo ? commit(model, "plain", now) : stay(model);
}

function returned(model: Model, away: number, now: number): Step {
  switch (model.phase) {
    case "waiting":
      return retry(model, now);
    case "resting":
    case "due":
      // After a long absence the session may be over, and it is better to know before the learner does more.
      return away > TIMES.longAway && model.probes !== "never" ? probe(model, "checking") : stay(model);
    default:
      return stay(model);
  }
}
