/** The statements of one cmi5 session; docs/statements.md shows an example of each. Source: cmi5 7.1, 9 and 10.2.1. */
import { cmi5 as facts, xapi } from "../../../scorm_templates/tracking.json";
import { isoDuration } from "../core/duration.js";
import { identity } from "./lrs/actor.js";
import {
  Activities,
  activity,
  scoreOf,
  verb,
  XAPI_NOTATION,
  type Activity,
  type Context,
  type Result,
  type Statement,
  type Verb,
} from "./lrs/statement.js";
import { uuidOf } from "./lrs/uuid.js";
import type { PlayerData, PlayerPage } from "../core/player_data.js";
import { pattern } from "../core/responses.js";
import type { Cmi5Launch } from "./cmi5_launch.js";
import type { LaunchData } from "./cmi5_session.js";
import type { Answer, Standing, Try } from "./tracker.js";

type ContextActivities = NonNullable<Context["contextActivities"]>;

/** What a "cmi5 allowed" statement tells; `parent` is what its object belongs to more closely than to the unit. */
interface Allowed {
  readonly object: Activity;
  readonly result?: Result;
  readonly at: number;
  readonly category?: readonly Activity[];
  readonly parent?: Activity;
  readonly extensions?: Context["extensions"];
}

export class Cmi5Statements {
  private readonly activities: Activities;

  /** Takes what gives the time *at* which something happened as the LRS counts it. */
  constructor(
    private readonly data: PlayerData,
    private readonly launch: Cmi5Launch,
    private readonly launchData: LaunchData,
    private readonly timestamp: (at: number) => string,
  ) {
    this.activities = new Activities(data);
  }

  /** The first of a session, at the time *at*. */
  initialized(at: number): Statement {
    return this.defined("initialized", { at, key: this.sessionId() });
  }

  completed({ totalSeconds }: Standing): Statement {
    return this.defined("completed", { result: { completion: true, duration: isoDuration(totalSeconds) } });
  }

  passed(standing: Standing): Statement {
    return this.defined("passed", { result: { ...scored(standing), success: true } });
  }

  failed(standing: Standing): Statement {
    return this.defined("failed", { result: { ...scored(standing), success: false }, key: this.sessionId() });
  }

  /** The last of a session, which took *seconds*. */
  terminated(seconds: number): Statement {
    return this.defined("terminated", { result: { duration: isoDuration(seconds) }, key: this.sessionId() });
  }

  /** A try at the quiz, told at once: `failed` waits for the end of the session, and `passed` is told once in a registration. */
  attempted(attempt: Try): Statement {
    const { at } = attempt;
    return this.allowed("attempted", { object: this.activities.quiz(), result: this.activities.result(attempt), at });
  }

  experienced(page: PlayerPage): Statement {
    return this.allowed("experienced", { object: this.activities.page(page), at: Date.now() });
  }

  answered(answer: Answer): Statement {
    const { question, purpose, response, right, seconds, at } = answer;
    return this.allowed("answered", {
      object: this.activities.question(question),
      result: { response: pattern(question, response, XAPI_NOTATION), success: right, duration: isoDuration(seconds) },
      at,
      category: this.activities.principle(question),
      parent: this.activities.around(answer),
      extensions: { [xapi.extensions.purpose]: purpose },
    });
  }

  /**
   * Returns *statement*, of which an earlier session did not know whether it arrived, as this one may tell it; null for what was that
   * session's own, or is told by where the learner stands.
   */
  retold(statement: Statement): Statement | null {
    const { extensions, contextActivities } = statement.context;
    const id = facts.extensions.sessionId;
    if (extensions?.[id] === this.sessionId()) {
      return statement;
    }
    const context = { ...statement.context, ...this.context(contextActivities ?? {}) };
    const said = { ...extensions, ...context.extensions };
    return isDefined(statement) ? null : { ...statement, context: { ...context, extensions: said } };
  }

  /** Makes a "cmi5 defined" statement. `key` tells it from another of its verb in the same registration. */
  private defined(
    name: Verb,
    { result, at = Date.now(), key = "" }: { result?: Result; at?: number; key?: string },
  ): Statement {
    const { cmi5, moveon } = facts.categories;
    const isMoveOn = result?.success !== undefined || result?.completion !== undefined;
    const { masteryScore } = this.launchData;
    const context = this.context({ category: [activity(cmi5), ...(isMoveOn ? [activity(moveon)] : [])] });
    const extensions =
      result?.score && masteryScore !== null
        ? { ...context.extensions, [facts.extensions.masteryScore]: masteryScore }
        : null;
    return {
      ...this.base(name, key, at),
      object: activity(this.launch.activityId),
      ...(result && { result }),
      context: { ...context, ...(extensions && { extensions }) },
    };
  }

  /** Makes a "cmi5 allowed" statement: it has no cmi5 category, and stands for itself. */
  private allowed(name: Verb, { object, result, at, category = [], parent, extensions }: Allowed): Statement {
    const unit = activity(this.launch.activityId);
    const context = this.context({
      parent: [parent ?? unit],
      grouping: [this.activities.course(), ...(parent ? [unit] : [])],
      category: [this.activities.profile(), ...category],
    });
    return {
      ...this.base(name, `${object.id} ${at}`, at),
      object,
      ...(result && { result }),
      context: {
        language: this.data.course.language,
        ...context,
        ...(extensions && { extensions: { ...context.extensions, ...extensions } }),
      },
    };
  }

  private base(name: Verb, key: string, at: number): Pick<Statement, "id" | "actor" | "verb" | "timestamp"> {
    const { actor, registration, activityId } = this.launch;
    const id = uuidOf(identity(actor), registration, activityId, name, key);
    return { id, actor, verb: verb(name), timestamp: this.timestamp(at) };
  }

  /** Returns the LMS's template with *more* behind what stands there: nothing of it may be changed (cmi5 10.2.1.0-7). */
  private context(more: ContextActivities): Context {
    const { contextTemplate } = this.launchData;
    const contextActivities: Record<string, readonly Activity[]> = { ...listed(contextTemplate.contextActivities) };
    for (const [kind, activities] of Object.entries(more)) {
      const theirs = contextActivities[kind] ?? [];
      contextActivities[kind] = [...theirs, ...activities.filter(({ id }) => !theirs.some((their) => their.id === id))];
    }
    const { edition } = this.data.course;
    const extensions = edition === "" ? null : { ...contextTemplate.extensions, [xapi.extensions.edition]: edition };
    return {
      ...contextTemplate,
      registration: this.launch.registration,
      contextActivities,
      ...(extensions && { extensions }),
    };
  }

  private sessionId(): string {
    const id = this.launchData.contextTemplate.extensions?.[facts.extensions.sessionId];
    return typeof id === "string" ? id : "";
  }
}

/** Says whether *statement* is "cmi5 defined": each is told once in a session, or in a registration, and never again. */
export function isDefined({ context }: Statement): boolean {
  return context.contextActivities?.category?.some(({ id }) => id === facts.categories.cmi5) === true;
}

/** Returns *activities* with each kind as a list: an LMS may write a single activity without one (xAPI-Data 2.4.6.2). */
function listed(activities: unknown): Record<string, readonly Activity[]> {
  const kinds = Object.entries((activities ?? {}) as Readonly<Record<string, Activity | readonly Activity[]>>);
  return Object.fromEntries(kinds.map(([kind, some]) => [kind, ([] as Activity[]).concat(some)]));
}

function scored({ score, totalSeconds }: Standing): Result {
  return { ...(score !== null && { score: scoreOf(score) }), duration: isoDuration(totalSeconds) };
}
