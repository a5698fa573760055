/** xAPI 1.0.3 statements of one learner in one module. Sources: xAPI-Data 2.4 and Appendix C; reference/standards.md 3.3. */
import { xapi as facts } from "../../../scorm_templates/tracking.json";
import { isoDuration } from "../duration.js";
import type { PlayerData, PlayerPage, PlayerQuestion } from "../player_data.js";
import { pattern, rightResponse, type Notation } from "../responses.js";
import type { Actor, Launch } from "./launch.js";
import type { Answer } from "./tracker.js";

type LanguageMap = Readonly<Record<string, string>>;

export interface Statement {
  readonly id: string;
  readonly actor: Actor;
  readonly verb: { readonly id: string; readonly display: LanguageMap };
  readonly object: Activity;
  readonly result?: Result;
  readonly context: object;
  readonly timestamp: string;
}

interface Activity {
  readonly objectType: "Activity";
  readonly id: string;
  readonly definition?: object;
}

interface Result {
  readonly score?: { readonly scaled: number; readonly raw: number; readonly min: 0; readonly max: 100 };
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly response?: string;
  readonly duration: string;
}

/** Where the learner stands at the end: a score in per cent (null without a check) and the seconds it took. */
export interface Standing {
  readonly score: number | null;
  readonly seconds: number;
}

export const XAPI_NOTATION: Notation = {
  between: "[,]",
  within: "[.]",
  option: (question, index) => question.options[index]?.id ?? "",
  label: (index) => String(index + 1),
};

export class StatementMaker {
  /** The id under which the launcher looks for completion: its own if it gave one, else that of tincan.xml. */
  readonly activityId: string;

  constructor(
    private readonly data: PlayerData,
    private readonly launch: Launch,
  ) {
    this.activityId = launch.activityId ?? data.module.iri;
  }

  initialized(): Statement {
    return this.make("initialized", this.module());
  }

  experienced(page: PlayerPage): Statement {
    const definition = { type: facts.activityTypes.page, name: this.words(page.title) };
    return this.make("experienced", activity(page.iri, definition));
  }

  answered(answer: Answer): Statement {
    const { question } = answer;
    return this.make("answered", activity(question.iri, this.interaction(question)), {
      at: answer.at,
      result: {
        response: pattern(question, answer.response, XAPI_NOTATION),
        success: answer.right,
        duration: isoDuration(answer.seconds),
      },
    });
  }

  completed({ seconds }: Standing): Statement {
    return this.make("completed", this.module(), { result: { completion: true, duration: isoDuration(seconds) } });
  }

  passed(standing: Standing): Statement {
    return this.make("passed", this.module(), { result: { ...scored(standing), success: true, completion: true } });
  }

  failed(standing: Standing): Statement {
    return this.make("failed", this.module(), { result: { ...scored(standing), success: false } });
  }

  suspended({ seconds }: Standing): Statement {
    return this.make("suspended", this.module(), { result: { duration: isoDuration(seconds) } });
  }

  terminated({ seconds }: Standing): Statement {
    return this.make("terminated", this.module(), { result: { duration: isoDuration(seconds) } });
  }

  private make(
    verb: keyof typeof facts.verbs,
    object: Activity,
    { at, result }: { readonly at?: number; readonly result?: Result } = {},
  ): Statement {
    return {
      id: uuid(),
      actor: this.launch.actor,
      verb: { id: facts.verbs[verb], display: { en: verb } },
      object,
      ...(result && { result }),
      context: this.context(object),
      timestamp: new Date(at ?? Date.now()).toISOString(),
    };
  }

  private context(object: Activity): object {
    const { registration, platform, grouping } = this.launch;
    const { course } = this.data;
    const groups = [activity(course.iri, { type: facts.activityTypes.course, name: this.words(course.title) })];
    return {
      ...(registration && { registration }),
      ...(platform && { platform }),
      language: course.language,
      contextActivities: {
        ...(object.id !== this.activityId && { parent: [activity(this.activityId)] }),
        grouping: grouping ? [...groups, activity(grouping)] : groups,
      },
    };
  }

  private module(): Activity {
    const { course, module } = this.data;
    return activity(this.activityId, {
      type: facts.activityTypes.course,
      name: this.words(module.title),
      description: this.words(`${course.title}: ${module.title}`),
    });
  }

  private interaction(question: PlayerQuestion): object {
    const options = question.options.map((option, index) => ({
      id: XAPI_NOTATION.option(question, index),
      description: this.words(option.text),
    }));
    const labels = question.labels.map((label, index) => ({
      id: XAPI_NOTATION.label(index),
      description: this.words(label),
    }));
    const interactionType = facts.interactionTypeOf[question.kind];
    return {
      type: facts.activityTypes.question,
      description: this.words(question.stem),
      interactionType,
      correctResponsesPattern: [pattern(question, rightResponse(question), XAPI_NOTATION)],
      ...(interactionType === "matching" ? { source: options, target: labels } : { choices: options }),
    };
  }

  private words(text: string): LanguageMap {
    return { [this.data.course.language]: text };
  }
}

function activity(id: string, definition?: object): Activity {
  return { objectType: "Activity", id, ...(definition && { definition }) };
}

function scored({ score, seconds }: Standing): Result {
  return {
    ...(score !== null && { score: { scaled: Math.round(score * 100) / 10_000, raw: score, min: 0, max: 100 } }),
    duration: isoDuration(seconds),
  };
}

/** Returns a random UUID (version 4). `crypto.randomUUID` is missing where an LMS is not served over HTTPS. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
