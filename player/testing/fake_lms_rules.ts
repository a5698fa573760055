/** What the fake LMS takes, in either version of SCORM: nothing that tracking.json does not allow, in no other order than ADL's run-times want. */
import { scorm12 as facts12, scorm2004 as facts2004 } from "../../scorm_templates/tracking.json";

export type Judge = (value: string) => boolean;
export type Values = Readonly<Record<string, string>>;
export type ErrorCode = keyof typeof facts12.errors | keyof typeof facts2004.errors;

/** A version of SCORM, as an LMS sees it. */
export interface LmsRules {
  /** The name of the object in the window, what stands before the name of each call, and the name of the last call. */
  readonly object: string;
  readonly prefix: string;
  readonly finish: string;
  readonly readOnly: Values;
  readonly defaults: Values;
  readonly writeOnly: readonly string[];
  readonly writable: readonly (readonly [element: RegExp, judge: Judge, error: ErrorCode])[];
  readonly errors: Readonly<
    Record<
      "getBefore" | "getAfter" | "setBefore" | "setAfter" | "commit" | "readOnly" | "writeOnly" | "unset",
      ErrorCode
    >
  >;
  /** Returns the error of *field* of an entry which has this *id* and *type* already, or null. */
  order(field: string, value: string, entry: { readonly id?: string; readonly type?: string }): ErrorCode | null;
  /** The error of an entry that leaves a gap. */
  readonly gap: ErrorCode;
}

const oneOf =
  (words: readonly string[]): Judge =>
  (value) =>
    words.includes(value);
const matches =
  (pattern: string): Judge =>
  (value) =>
    new RegExp(pattern).test(value);
const atMost =
  (length: number): Judge =>
  (value) =>
    value.length <= length;
const within =
  (min: number, max: number): Judge =>
  (value) =>
    /^-?\d+(\.\d{1,7})?$/.test(value) && Number(value) >= min && Number(value) <= max;

const score12: Judge = (value) => /^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= facts12.score.max;
const response12: Judge = (value) =>
  value.length <= facts12.studentResponse.maxLength &&
  /^([0-9a-z](\.[0-9a-z])?(,[0-9a-z](\.[0-9a-z])?)*)?$/.test(value);

export const LMS_SCORM12: LmsRules = {
  object: "API",
  prefix: "LMS",
  finish: "Finish",
  readOnly: {
    "cmi.core.student_id": "tess",
    "cmi.core.student_name": "Ter, Tess",
    "cmi.core.lesson_mode": "normal",
    "cmi.core.credit": "credit",
    "cmi.core.entry": "ab-initio",
    "cmi.core.total_time": "0000:00:00.00",
    "cmi.student_data.mastery_score": "",
  },
  defaults: { "cmi.core.lesson_status": "not attempted" },
  writeOnly: ["cmi.core.exit", "cmi.core.session_time"],
  writable: [
    [/^cmi\.core\.lesson_status$/, oneOf(facts12.lessonStatus.values), "405"],
    [/^cmi\.core\.lesson_location$/, atMost(facts12.lessonLocation.maxLength), "405"],
    [/^cmi\.core\.exit$/, oneOf(facts12.exit.values), "405"],
    [/^cmi\.core\.session_time$/, matches(facts12.timespan.pattern), "405"],
    [/^cmi\.core\.score\.(raw|min|max)$/, score12, "405"],
    [/^cmi\.suspend_data$/, atMost(facts12.suspendData.maxLength), "405"],
    [/^cmi\.interactions\.\d+\.id$/, matches("^\\w{1,64}$"), "405"],
    [/^cmi\.interactions\.\d+\.time$/, matches(facts12.time.pattern), "405"],
    [/^cmi\.interactions\.\d+\.type$/, oneOf(facts12.interactionType.values), "405"],
    [/^cmi\.interactions\.\d+\.(student_response|correct_responses\.0\.pattern)$/, response12, "405"],
    [/^cmi\.interactions\.\d+\.result$/, oneOf(facts12.result.values), "405"],
    [/^cmi\.interactions\.\d+\.latency$/, matches(facts12.timespan.pattern), "405"],
  ],
  errors: {
    getBefore: "301",
    getAfter: "301",
    setBefore: "301",
    setAfter: "301",
    commit: "101",
    readOnly: "403",
    writeOnly: "404",
    unset: "0",
  },
  gap: "201",
  order: (field, _, { id }) => (field !== "id" && id === undefined ? "201" : null),
};

const identifier = matches(facts2004.identifier.pattern);
const response2004: Judge = (value) => {
  const parts = value.split("[,]");
  return (
    parts.length <= facts2004.responseParts.maxCount &&
    parts.every((part) => /^[\w.]{1,250}(\[\.\][\w.]{1,250})?$/.test(part))
  );
};

export const LMS_SCORM2004: LmsRules = {
  object: "API_1484_11",
  prefix: "",
  finish: "Terminate",
  readOnly: {
    "cmi._version": "1.0",
    "cmi.learner_id": "tess",
    "cmi.learner_name": "Ter, Tess",
    "cmi.mode": "normal",
    "cmi.credit": "credit",
    "cmi.entry": "ab-initio",
    "cmi.total_time": "PT0S",
  },
  defaults: { "cmi.completion_status": "unknown", "cmi.success_status": "unknown" },
  writeOnly: ["cmi.exit", "cmi.session_time"],
  writable: [
    [/^cmi\.completion_status$/, oneOf(facts2004.completionStatus.values), "406"],
    [/^cmi\.success_status$/, oneOf(facts2004.successStatus.values), "406"],
    [/^cmi\.location$/, atMost(facts2004.location.maxLength), "406"],
    [/^cmi\.suspend_data$/, atMost(facts2004.suspendData.maxLength), "406"],
    [/^cmi\.exit$/, oneOf(facts2004.exit.values), "406"],
    [/^cmi\.session_time$/, matches(facts2004.timeinterval.pattern), "406"],
    [/^cmi\.progress_measure$/, within(0, 1), "407"],
    [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, within(facts2004.score.scaledMin, facts2004.score.scaledMax), "407"],
    [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, within(-Infinity, Infinity), "406"],
    [/^cmi\.(objectives|interactions)\.\d+\.(objectives\.\d+\.)?id$/, identifier, "406"],
    [/^cmi\.objectives\.\d+\.success_status$/, oneOf(facts2004.successStatus.values), "406"],
    [/^cmi\.interactions\.\d+\.type$/, oneOf(facts2004.interactionType.values), "406"],
    [/^cmi\.interactions\.\d+\.timestamp$/, matches(facts2004.timestamp.pattern), "406"],
    [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.0\.pattern)$/, response2004, "406"],
    [/^cmi\.interactions\.\d+\.result$/, oneOf(facts2004.result.values), "406"],
    [/^cmi\.interactions\.\d+\.latency$/, matches(facts2004.timeinterval.pattern), "406"],
    [/^cmi\.interactions\.\d+\.description$/, (value) => /^[^{}]{0,250}$/.test(value), "406"],
  ],
  errors: {
    getBefore: "122",
    getAfter: "123",
    setBefore: "132",
    setAfter: "133",
    commit: "391",
    readOnly: "404",
    writeOnly: "405",
    unset: "403",
  },
  gap: "351",
  order: (field, value, { id, type }) => {
    if (field === "id") {
      return id === undefined || id === value ? null : "351";
    }
    const needsType = field === "learner_response" || field.startsWith("correct_responses");
    return id === undefined || (needsType && type === undefined) ? "408" : null;
  },
};
