/** A small module for tests: three pages, three questions on them, and a bank of eight. */
import type { PlayerData, PlayerOption, PlayerQuestion } from "../src/core/player_data.js";

export type Sketch = Partial<Omit<PlayerQuestion, "options">> & { readonly options?: readonly Partial<PlayerOption>[] };

/** Returns a question of which only what matters needs to be given; unless told otherwise, `b` of three is right. */
export function question(sketch: Sketch = {}): PlayerQuestion {
  const id = sketch.id ?? "L1-Q01";
  const options = sketch.options ?? [{ answer: 0 }, { answer: 1 }, { answer: 0 }];
  return {
    id,
    trackingId: id.replace(/-/g, "_"),
    iri: `https://example.org/course/level-1/${id}`,
    fingerprint: 1,
    kind: "choice",
    mechanic: "pick",
    stem: `Stem of ${id}`,
    caseText: null,
    choose: 1,
    labels: [],
    shuffle: true,
    principle: null,
    critical: false,
    danger: null,
    pairs: [],
    page: null,
    decision: null,
    ...sketch,
    options: options.map((option, index) => {
      const letter = String.fromCharCode(97 + index);
      return {
        id: letter,
        text: `Option ${letter} of ${id}`,
        feedback: `Why ${letter} of ${id}`,
        answer: 0,
        ...option,
      };
    }),
  };
}

/** Returns the questions of the bank: four for each of two principles, the first of each critical. */
export function bank(): PlayerQuestion[] {
  return Array.from({ length: 8 }, (_, index) =>
    question({
      id: `L1-Q0${index + 1}`,
      fingerprint: 101 + index,
      principle: index < 4 ? "P1" : "P2",
      critical: index % 4 === 0,
      page: index < 4 ? "L1-01" : "L1-02",
    }),
  );
}

/** Returns the questions of the pages. */
export function taught(): PlayerQuestion[] {
  return [
    question({ id: "L1-01-a", fingerprint: 21 }),
    question({
      id: "L1-02-sort",
      fingerprint: 22,
      kind: "sort",
      mechanic: "assign",
      labels: ["Fact", "View"],
      options: [{ answer: 0 }, { answer: 1 }],
    }),
    question({
      id: "L1-02-order",
      fingerprint: 23,
      kind: "order",
      mechanic: "assign",
      labels: ["1", "2", "3"],
      options: [{ answer: 0 }, { answer: 1 }, { answer: 2 }],
    }),
  ];
}

/** Returns the questions of the pages, as a page gives them: later. */
export const taughtLater = (): Promise<readonly PlayerQuestion[]> => Promise.resolve(taught());

/** Returns the module: page 1 has a required choice, page 2 a sort and an order, page 3 the quiz. */
export function course(change: Partial<PlayerData> = {}): PlayerData {
  const page = { minutes: 4, core: true, required: [] };
  return {
    build: "0123456789abcdef",
    course: {
      id: "ten-principles",
      title: "Ten principles",
      iri: "https://example.org/course",
      version: "2026.11.0",
      guidanceVersion: "2026.11",
      language: "en-GB",
      edition: "",
    },
    module: {
      id: "L1",
      slug: "level-1",
      title: "Level 1",
      iri: "https://example.org/course/level-1",
      minutes: 12,
      outcomes: ["Notice small signs.", "Write them down."],
      following: "Level 2",
    },
    pages: [
      {
        ...page,
        id: "L1-01",
        title: "Notice",
        iri: "https://example.org/course/level-1/L1-01",
        fingerprint: 11,
        required: [21],
      },
      { ...page, id: "L1-02", title: "Record", iri: "https://example.org/course/level-1/L1-02", fingerprint: 12 },
      { ...page, id: "L1-03", title: "The check", iri: "https://example.org/course/level-1/L1-03", fingerprint: 13 },
    ],
    taught: taught().map(({ fingerprint }) => fingerprint),
    principles: [
      { id: "P1", trackingId: "P1", iri: "https://example.org/course#P1", title: "Keep clear records" },
      { id: "P2", trackingId: "P2", iri: "https://example.org/course#P2", title: "Listen" },
    ],
    check: {
      page: "L1-03",
      bank: "bank.json",
      questions: bank().map(({ fingerprint }) => fingerprint),
      draw: 4,
      critical: 1,
      cases: 0,
      parts: [],
      passMark: 75,
    },
    state: { limit: 1024, worstCase: 200 },
    notPassed: "incomplete",
    done: "passed",
    cases: [],
    certificate: null,
    switchedOff: [],
    practiceIsSent: false,
    ...change,
  };
}
