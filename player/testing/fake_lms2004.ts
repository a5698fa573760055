/** A SCORM 2004 LMS that takes nothing which tracking.json does not allow, in no other order than ADL's run-time wants. */
import { scorm2004 as facts } from "../../scorm_templates/tracking.json";

type Judge = (value: string) => boolean;
type ErrorCode = "0" | keyof typeof facts.errors;
type Values = Readonly<Record<string, string>>;

const READ_ONLY: Values = {
  "cmi._version": "1.0",
  "cmi.learner_id": "tess",
  "cmi.learner_name": "Ter, Tess",
  "cmi.mode": "normal",
  "cmi.credit": "credit",
  "cmi.entry": "ab-initio",
  "cmi.total_time": "PT0S",
};

const oneOf =
  (words: readonly string[]): Judge =>
  (value) =>
    words.includes(value);
const matches =
  (pattern: string): Judge =>
  (value) =>
    new RegExp(pattern).test(value);
const within =
  (min: number, max: number): Judge =>
  (value) =>
    /^-?\d+(\.\d{1,7})?$/.test(value) && Number(value) >= min && Number(value) <= max;
const atMost =
  (length: number): Judge =>
  (value) =>
    value.length <= length;

const identifier = matches(facts.identifier.pattern);
const real = within(-Infinity, Infinity);
const response: Judge = (value) => {
  const parts = value.split("[,]");
  return (
    parts.length <= facts.responseParts.maxCount &&
    parts.every((part) => /^[\w.]{1,250}(\[\.\][\w.]{1,250})?$/.test(part))
  );
};

const WRITABLE: readonly (readonly [RegExp, Judge])[] = [
  [/^cmi\.completion_status$/, oneOf(facts.completionStatus.values)],
  [/^cmi\.success_status$/, oneOf(facts.successStatus.values)],
  [/^cmi\.location$/, atMost(facts.location.maxLength)],
  [/^cmi\.suspend_data$/, atMost(facts.suspendData.maxLength)],
  [/^cmi\.exit$/, oneOf(facts.exit.values)],
  [/^cmi\.session_time$/, matches(facts.timeinterval.pattern)],
  [/^cmi\.progress_measure$/, within(0, 1)],
  [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, within(facts.score.scaledMin, facts.score.scaledMax)],
  [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, real],
  [/^cmi\.(objectives|interactions)\.\d+\.(objectives\.\d+\.)?id$/, identifier],
  [/^cmi\.objectives\.\d+\.success_status$/, oneOf(facts.successStatus.values)],
  [/^cmi\.interactions\.\d+\.type$/, oneOf(facts.interactionType.values)],
  [/^cmi\.interactions\.\d+\.timestamp$/, matches(facts.timestamp.pattern)],
  [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.0\.pattern)$/, response],
  [/^cmi\.interactions\.\d+\.result$/, oneOf(facts.result.values)],
  [/^cmi\.interactions\.\d+\.latency$/, matches(facts.timeinterval.pattern)],
  [/^cmi\.interactions\.\d+\.description$/, (value) => /^[^{}]{0,250}$/.test(value)],
];
const WRITE_ONLY = ["cmi.exit", "cmi.session_time"];
const DEFAULTS: Values = { "cmi.completion_status": "unknown", "cmi.success_status": "unknown" };

/** What the LMS does wrong, for the time being. */
export interface Trouble2004 {
  commit?: "false" | "throws";
  initialize?: "103" | "throws";
  refused?: readonly string[];
}

export class FakeLms2004 {
  /** What a commit has made safe. */
  kept: Record<string, string>;
  /** Every refusal, as `element = value: code`. A test of good behaviour expects none. */
  readonly refusals: string[] = [];
  /** Every call that changes something, in order. */
  readonly writes: string[] = [];
  trouble: Trouble2004 = {};

  private written: Record<string, string>;
  private state: "new" | "running" | "terminated" = "new";
  private lastError: ErrorCode = "0";

  constructor(given: Values = {}) {
    this.written = { ...READ_ONLY, ...DEFAULTS, ...given };
    this.kept = { ...this.written };
  }

  readonly api = {
    Initialize: (): string => {
      const how = this.trouble.initialize;
      this.state = "running";
      if (how === "throws") {
        throw new TypeError("cannot read properties of undefined");
      }
      return how ? this.fail(how, "false") : "true";
    },
    GetValue: (element: string): string | number => {
      if (this.state !== "running") {
        return this.fail(this.state === "new" ? "122" : "123", "");
      }
      this.lastError = "0";
      const [, list] = /^cmi\.(\w+)\._count$/.exec(element) ?? [];
      if (list !== undefined) {
        return this.count(`cmi.${list}`);
      }
      return WRITE_ONLY.includes(element) ? this.fail("405", "") : (this.written[element] ?? this.fail("403", ""));
    },
    SetValue: (element: string, value: string): string => {
      const code = this.judge(element, value);
      this.lastError = code;
      if (code !== "0") {
        this.refusals.push(`${element} = ${value}: ${code}`);
        return "false";
      }
      this.writes.push(`${element} = ${value}`);
      this.written[element] = value;
      return "true";
    },
    Commit: (): string => {
      if (this.trouble.commit === "throws") {
        throw new Error("the connection is lost");
      }
      if (this.trouble.commit || this.state !== "running") {
        return this.fail("391", "false");
      }
      this.lastError = "0";
      this.writes.push("commit");
      this.kept = { ...this.written };
      return "true";
    },
    Terminate: (): string => {
      this.state = "terminated";
      this.writes.push("terminate");
      return "true";
    },
    GetLastError: (): string => this.lastError,
    GetErrorString: (): string => "",
    GetDiagnostic: (): string => "diagnostic",
  };

  /** Returns a window in which this LMS is found, beside whatever *others* it has. */
  window(others: Readonly<Record<string, unknown>> = {}): Window {
    return { ...others, API_1484_11: this.api, parent: null, opener: null, top: null } as unknown as Window;
  }

  private fail<T>(code: ErrorCode, result: T): T {
    this.lastError = code;
    return result;
  }

  private count(list: string): number {
    return Object.keys(this.written).filter(
      (key) => key.startsWith(`${list}.`) && /^\.\d+\.id$/.test(key.slice(list.length)),
    ).length;
  }

  private judge(element: string, value: string): ErrorCode {
    if (this.state !== "running") {
      return this.state === "new" ? "132" : "133";
    }
    if (this.trouble.refused?.some((name) => element.startsWith(name))) {
      return "401";
    }
    if (element in READ_ONLY) {
      return "404";
    }
    const rule = WRITABLE.find(([pattern]) => pattern.test(element));
    if (!rule) {
      return "401";
    }
    return this.dependency(element, value) ?? (rule[1](value) ? "0" : typeError(element));
  }

  /** Entries follow one another without a gap; an id is given first and never changed; a type comes before a response. */
  private dependency(element: string, value: string): ErrorCode | null {
    const entry = /^(cmi\.(?:objectives|interactions))\.(\d+)\.(.+)$/.exec(element);
    if (!entry) {
      return null;
    }
    const [, list = "", index, field] = entry;
    const id = this.written[`${list}.${index}.id`];
    if (Number(index) > this.count(list)) {
      return "351";
    }
    if (field === "id") {
      return id === undefined || id === value ? null : "351";
    }
    if (id === undefined) {
      return "408";
    }
    const needsType = field === "learner_response" || field?.startsWith("correct_responses");
    return needsType && this.written[`${list}.${index}.type`] === undefined ? "408" : null;
  }
}

function typeError(element: string): ErrorCode {
  return /scaled$|progress_measure$/.test(element) ? "407" : "406";
}
