/** xAPI 1.0.3 statements, and what they are about. Source: docs/facts.md#what-launchers-look-for-in-statements. */
import { xapi as facts } from "../../../../scorm_templates/tracking.json";
import type { PlayerData, PlayerPage, PlayerQuestion } from "../../core/player_data.js";
import { pattern, rightResponse, type Notation } from "../../core/responses.js";
import type { Answer, Try } from "../tracker.js";
import type { Actor } from "./actor.js";

export type LanguageMap = Readonly<Record<string, string>>;
export type Verb = keyof typeof facts.verbs;

export interface Activity {
  readonly objectType?: "Activity";
  readonly id: string;
  readonly definition?: object;
}

export interface Result {
  readonly score?: { readonly scaled: number; readonly raw: number; readonly min: 0; readonly max: 100 };
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly response?: string;
  readonly duration?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

type ContextKind = "parent" | "grouping" | "category" | "other";

export interface Context {
  readonly registration?: string;
  readonly platform?: string;
  readonly language?: string;
  readonly contextActivities?: Readonly<Partial<Record<ContextKind, readonly Activity[]>>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly id: string;
  readonly actor: Actor;
  readonly verb: { readonly id: string; readonly display: LanguageMap };
  readonly object: Activity;
  readonly result?: Result;
  readonly context: Context;
  readonly timestamp: string;
}

export const XAPI_NOTATION: Notation = {
  between: "[,]",
  within: "[.]",
  option: (question, index) => question.options[index]?.id ?? "",
  label: (index) => String(index + 1),
};

/** Returns a verb; its display has `en`, which some launchers read and nothing else. */
export function verb(name: Verb): Statement["verb"] {
  return { id: facts.verbs[name], display: { en: name } };
}

/** Returns *score*, in per cent with at most two decimals, as a statement has it. */
export function scoreOf(score: number): NonNullable<Result["score"]> {
  return { scaled: Math.round(score * 100) / 10_000, raw: score, min: 0, max: 100 };
}

/** Says whether *statement* tells how the learner did: those go first, whatever else waits. */
export function isResult({ verb: { id } }: Statement): boolean {
  return RESULTS.some((name) => facts.verbs[name] === id);
}

const RESULTS: readonly Verb[] = ["attempted", "completed", "passed", "failed"];

/** Says whether two statements of one id tell of the same. When it was told, and how long it took, may differ. */
export function isSameStatement(one: Statement, other: Statement): boolean {
  return essenceOf(one) === essenceOf(other);
}

function essenceOf({ verb: { id }, object, result, context }: Statement): string {
  const { score, success, completion, response, extensions } = result ?? {};
  const numbers = Object.values(extensions ?? {});
  return JSON.stringify([id, object.id, context.registration, score?.scaled, success, completion, response, numbers]);
}

/** How the id of a module's quiz ends. */
export const QUIZ = "#check";

/** What the statements of a module are about. */
export class Activities {
  constructor(private readonly data: PlayerData) {}

  /** Returns the module, under the id by which whoever launched it knows it. */
  module(id: string): Activity {
    const { course, module } = this.data;
    return activity(id, {
      type: facts.activityTypes.module,
      name: this.words(module.title),
      description: this.words(`${course.title}: ${module.title}`),
    });
  }

  course(): Activity {
    const { course } = this.data;
    return activity(course.iri, { type: facts.activityTypes.course, name: this.words(course.title) });
  }

  page(page: PlayerPage): Activity {
    return activity(page.iri, { type: facts.activityTypes.page, name: this.words(page.title) });
  }

  question(question: PlayerQuestion): Activity {
    const options = question.options.map(({ text }, index) => ({
      id: XAPI_NOTATION.option(question, index),
      description: this.words(text),
    }));
    const labels = question.labels.map((label, index) => ({
      id: XAPI_NOTATION.label(index),
      description: this.words(label),
    }));
    const interactionType = facts.interactionTypeOf[question.kind];
    return activity(question.iri, {
      type: facts.activityTypes.question,
      name: this.words(nameOf(question)),
      description: this.words(question.stem),
      interactionType,
      correctResponsesPattern: [pattern(question, rightResponse(question), XAPI_NOTATION)],
      ...(interactionType === "matching" ? { source: options, target: labels } : { choices: options }),
    });
  }

  /** Returns what an answer belongs to: the quiz, or the page on which it was practised. */
  around({ question, purpose }: Answer): Activity {
    const { module, pages } = this.data;
    const page = pages.find(({ required }) => required.includes(question.fingerprint));
    return activity(purpose === "practice" && page ? page.iri : `${module.iri}${QUIZ}`);
  }

  /** Returns the quiz of the module, called as the page that holds it. */
  quiz(): Activity {
    const { course, module, pages, check } = this.data;
    const title = pages.find(({ id }) => id === check?.page)?.title ?? module.title;
    return activity(`${module.iri}${QUIZ}`, {
      type: facts.activityTypes.assessment,
      name: this.words(title),
      description: this.words(`${course.title}: ${module.title}: ${title}`),
    });
  }

  /** Returns what an attempt at the quiz came to. */
  result({ number, score, isPassed }: Try): Result {
    return { score: scoreOf(score), success: isPassed, extensions: { [facts.extensions.attempt]: number } };
  }

  /** Returns the principle that *question* is about, if it is about one. */
  principle(question: PlayerQuestion): Activity[] {
    const found = this.data.principles.find(({ id }) => id === question.principle);
    return found ? [activity(found.iri, { type: facts.activityTypes.principle, name: this.words(found.title) })] : [];
  }

  /** Returns what says that a statement is as docs/statements.md promises. */
  profile(): Activity {
    return activity(facts.profile, { type: facts.activityTypes.profile });
  }

  private words(text: string): LanguageMap {
    return { [this.data.course.language]: text };
  }
}

/** Returns how reports call a question: by its id, and the words of its slug. */
function nameOf({ id, trackingId }: PlayerQuestion): string {
  const slug = trackingId.slice(id.length + 1);
  return slug === "" ? id : `${id}: ${slug.replace(/_/g, " ")}`;
}

/** Returns an activity by its id and, where it is not known from elsewhere, its definition. */
export function activity(id: string, definition?: object): Activity {
  return { objectType: "Activity", id, ...(definition && { definition }) };
}
