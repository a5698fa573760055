/** What a SCO may do with which element. Sources: SCORM 1.2 RTE section 3.4; ADL conformance test suite 1.2.7; tracking.json. */
import { scorm12 as facts } from "../../tracking.json";

export interface Rule {
  readonly access: "ro" | "rw" | "wo";
  takes(value: string): boolean;
}

const any = (most: number) => (value: string) => value.length <= most;
const oneOf = (words: readonly string[]) => (value: string) => words.includes(value);
const like = (pattern: string) => (value: string) => new RegExp(pattern).test(value);
const never = () => false;
const score = (value: string) =>
  value === "" ||
  (/^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) >= facts.score.min && Number(value) <= facts.score.max);
/** Choice: single characters with commas; matching: pairs of them. Words never stand in a 1.2 response. */
const response = (value: string) =>
  value.length <= facts.studentResponse.maxLength && /^([0-9a-z](\.[0-9a-z])?(,[0-9a-z](\.[0-9a-z])?)*)?$/.test(value);

export const RULES: readonly (readonly [RegExp, Rule["access"], (value: string) => boolean])[] = [
  [/^cmi\.core\.(_children|student_id|student_name|credit|entry|total_time|lesson_mode)$/, "ro", never],
  [/^cmi\.core\.lesson_location$/, "rw", any(facts.lessonLocation.maxLength)],
  [/^cmi\.core\.lesson_status$/, "rw", oneOf(facts.lessonStatus.values)],
  [/^cmi\.core\.score\.(raw|min|max)$/, "rw", score],
  [/^cmi\.core\.score\._children$/, "ro", never],
  [/^cmi\.core\.exit$/, "wo", oneOf(facts.exit.values)],
  [/^cmi\.core\.session_time$/, "wo", like(facts.timespan.pattern)],
  [/^cmi\.suspend_data$/, "rw", any(facts.suspendData.maxLength)],
  [/^cmi\.(launch_data|comments_from_lms)$/, "ro", never],
  [/^cmi\.comments$/, "rw", any(4096)],
  [/^cmi\.student_data\.(_children|mastery_score|max_time_allowed|time_limit_action)$/, "ro", never],
  [/^cmi\.(interactions|objectives)\.(_children|_count)$/, "ro", never],
  [/^cmi\.student_preference\.(_children|audio|language|speed|text)$/, "rw", any(255)],
  [/^cmi\.objectives\.\d+\.id$/, "rw", like(facts.identifier.pattern)],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, "rw", score],
  [/^cmi\.objectives\.\d+\.status$/, "rw", oneOf([...facts.lessonStatus.values, "not attempted"])],
  [/^cmi\.interactions\.\d+\.id$/, "wo", like(facts.identifier.pattern)],
  [/^cmi\.interactions\.\d+\.time$/, "wo", like(facts.time.pattern)],
  [/^cmi\.interactions\.\d+\.type$/, "wo", oneOf(facts.interactionType.values)],
  [/^cmi\.interactions\.\d+\.weighting$/, "wo", score],
  [/^cmi\.interactions\.\d+\.latency$/, "wo", like(facts.timespan.pattern)],
  [/^cmi\.interactions\.\d+\.result$/, "wo", oneOf(facts.result.values)],
  [/^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/, "wo", response],
];

/** Returns the rule of *element*, or null if SCORM 1.2 has no such element. */
export function ruleOf(element: string): Rule | null {
  const found = RULES.find(([pattern]) => pattern.test(element));
  return found ? { access: found[1], takes: found[2] } : null;
}

/** Returns a CMITimespan in seconds. */
export function secondsOf(timespan: string): number {
  const [hours, minutes, seconds] = timespan.split(":").map(Number);
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

/** Returns *seconds* as a CMITimespan. */
export function timespanOf(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  const parts = [
    Math.floor(hundredths / 360_000),
    Math.floor(hundredths / 6_000) % 60,
    Math.floor(hundredths / 100) % 60,
  ];
  return `${pad(parts[0] ?? 0, 4)}:${pad(parts[1] ?? 0, 2)}:${pad(parts[2] ?? 0, 2)}.${pad(hundredths % 100, 2)}`;
}
