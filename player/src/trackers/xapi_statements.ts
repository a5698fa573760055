/** The statements of one learner in one module, launched the Tin Can way; docs/statements.md shows an example of each. */
import { xapi as facts } from "../../../scorm_templates/tracking.json";
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
import type { Answer, Standing, Try } from "./tracker.js";
import type { XapiLaunch } from "./xapi_launch.js";

/** Gives the time *at* which something happened (milliseconds by this device's clock) as the store counts it. */
export type Timestamp = (at: number) => string;

interface Happening {
  readonly object: Activity;
  readonly result?: Result;
  /** When; now, if it does not say. */
  readonly at?: number;
  /** What tells it from others of its verb: its time, unless it can happen only once. */
  readonly key?: string;
  readonly category?: readonly Activity[];
  /** What it belongs to more closely than to the module. */
  readonly parent?: Activity;
  readonly extensions?: Context["extensions"];
}

export class XapiStatements {
  /** The id under which the launcher looks for completion: its own if it gave one, else that of tincan.xml. */
  readonly activityId: string;
  private readonly activities: Activities;

  constructor(
    private readonly data: PlayerData,
    private readonly launch: XapiLaunch,
    private readonly timestamp: Timestamp,
  ) {
    this.activityId = launch.activityId ?? data.module.iri;
    this.activities = new Activities(data);
  }

  initialized(): Statement {
    return this.make("initialized", { object: this.module() });
  }

  experienced(page: PlayerPage): Statement {
    return this.make("experienced", { object: this.activities.page(page) });
  }

  answered(answer: Answer): Statement {
    const { question, purpose, response, right, seconds, at } = answer;
    return this.make("answered", {
      object: this.activities.question(question),
      result: {
        response: pattern(question, response, XAPI_NOTATION),
        success: right,
        duration: isoDuration(seconds),
      },
      at,
      category: this.activities.principle(question),
      parent: this.activities.around(answer),
      extensions: { [facts.extensions.purpose]: purpose },
    });
  }

  /** A try at the quiz, told as soon as it is sent in, whatever came of it. */
  attempted(attempt: Try): Statement {
    const { at } = attempt;
    return this.make("attempted", { object: this.activities.quiz(), result: this.activities.result(attempt), at });
  }

  /** A learner who begins anew completes anew: with another number of origin it is another completion. */
  completed({ origin, totalSeconds }: Standing): Statement {
    const result = { completion: true, duration: isoDuration(totalSeconds) };
    return this.make("completed", { object: this.module(), result, key: String(origin) });
  }

  passed(standing: Standing): Statement {
    const result = { ...scored(standing), success: true };
    return this.make("passed", { object: this.module(), result, key: keyOf(standing) });
  }

  failed(standing: Standing): Statement {
    const result = { ...scored(standing), success: false };
    return this.make("failed", { object: this.module(), result, key: keyOf(standing) });
  }

  /** The end of a session of so many *seconds*; those of all sessions stand in `completed`, `passed` and `failed`. */
  suspended(seconds: number): Statement {
    return this.make("suspended", { object: this.module(), result: { duration: isoDuration(seconds) } });
  }

  terminated(seconds: number): Statement {
    return this.make("terminated", { object: this.module(), result: { duration: isoDuration(seconds) } });
  }

  private make(name: Verb, happening: Happening): Statement {
    const { object, result, at = Date.now(), key } = happening;
    const { actor, registration } = this.launch;
    return {
      id: uuidOf(identity(actor), registration ?? "", this.activityId, name, object.id, key ?? String(at)),
      actor,
      verb: verb(name),
      object,
      ...(result && { result }),
      context: this.context(happening),
      timestamp: this.timestamp(at),
    };
  }

  private context({ object, category = [], parent, extensions }: Happening): Context {
    const { registration, platform, grouping } = this.launch;
    const module = activity(this.activityId);
    const { edition, language } = this.data.course;
    const said = { ...(edition !== "" && { [facts.extensions.edition]: edition }), ...extensions };
    const groups = [this.activities.course(), ...(grouping === null ? [] : [activity(grouping)])];
    return {
      ...(registration !== null && { registration }),
      ...(platform !== null && { platform }),
      language,
      contextActivities: {
        ...(object.id !== this.activityId && { parent: [parent ?? module] }),
        grouping: parent ? [...groups, module] : groups,
        category: [this.activities.profile(), ...category],
      },
      ...(Object.keys(said).length > 0 && { extensions: said }),
    };
  }

  private module(): Activity {
    return this.activities.module(this.activityId);
  }
}

function keyOf({ origin, tries, score }: Standing): string {
  return `${origin} try ${tries} score ${score}`;
}

function scored({ score, totalSeconds }: Standing): Result {
  return { ...(score !== null && { score: scoreOf(score) }), duration: isoDuration(totalSeconds) };
}
