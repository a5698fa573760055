/* Written by tools/generate.py from builder/render/player_data.py. Change it there. */

/**
 * What the player is told before the whole document has arrived, so that it need not wait for that.
 *
 * `build` names these bytes: it is the body of `probe.txt`. `taught` lists the fingerprints of the questions
 * that stand on the pages; the questions themselves come in `taught.js`. `practiceIsSent` says whether
 * answers to those leave the browser, and `done` what SCORM 1.2 is told of a module that is done.
 */
export interface PlayerData {
  build: string;
  course: PlayerCourse;
  module: PlayerModule;
  pages: PlayerPage[];
  taught: number[];
  cases: PlayerWay[];
  principles: PlayerPrinciple[];
  check: PlayerQuiz | null;
  certificate: PlayerCertificate | null;
  switchedOff: ("certificate" | "read_aloud")[];
  state: PlayerState;
  notPassed: "incomplete" | "failed";
  done: "passed" | "completed";
  practiceIsSent: boolean;
}
/**
 * The course to which the module belongs; `edition` is the id of a partnership's, or "".
 */
export interface PlayerCourse {
  id: string;
  title: string;
  iri: string;
  version: string;
  guidanceVersion: string;
  language: string;
  edition: string;
}
/**
 * The module in this package; `outcomes` stand on its certificate, `following` is the next module's title.
 */
export interface PlayerModule {
  id: string;
  slug: string;
  title: string;
  iri: string;
  minutes: number;
  outcomes: string[];
  following: string;
}
/**
 * A page: `required` lists the fingerprints of the questions that must have been tried before it is done.
 */
export interface PlayerPage {
  id: string;
  title: string;
  iri: string;
  fingerprint: number;
  minutes: number;
  core: boolean;
  required: number[];
}
/**
 * A branching case: the `number` of the way through it in saved state, and the most `steps` that it keeps.
 */
export interface PlayerWay {
  number: number;
  steps: number;
}
/**
 * A principle, for the result by principle; `trackingId` and `iri` file it in the LMS and the LRS.
 */
export interface PlayerPrinciple {
  id: string;
  trackingId: string;
  iri: string;
  title: string;
}
/**
 * The quiz: `bank` is the file that holds its `questions`, `passMark` is in per cent.
 *
 * Of the `draw` questions of a try, `cases` sets of questions that share a story come whole, `critical` ones are
 * critical (one of each kind of danger before a second of any), and each of the `parts` takes its own.
 */
export interface PlayerQuiz {
  page: string;
  bank: string;
  questions: number[];
  draw: number;
  critical: number;
  cases: number;
  parts: PlayerPart[];
  passMark: number;
}
/**
 * A part of a draw: how many questions it takes, and the fingerprints of those that it may take.
 */
export interface PlayerPart {
  take: number;
  questions: number[];
}
/**
 * What an edition adds to the certificate: who gives it out, its picture, who signs it, and months until anew.
 *
 * What it does not say is "", or 0.
 */
export interface PlayerCertificate {
  issuer: string;
  logo: string;
  signatory: string;
  refreshMonths: number;
}
/**
 * Saved state: the limit in characters, and the worst case that this module can reach.
 */
export interface PlayerState {
  limit: number;
  worstCase: number;
}
/**
 * `bank.json`: the questions of the quiz, fetched when the learner gets there.
 */
export interface PlayerBank {
  build: string;
  questions: PlayerQuestion[];
}
/**
 * A question in one of two mechanics: `pick` options, or `assign` a label to each item.
 *
 * `fingerprint` files it in saved state; `trackingId` and `iri` file it in the LMS and the LRS. `danger` is
 * the kind of a critical question, and `pairs` holds the fingerprints of those that never share a try with it.
 */
export interface PlayerQuestion {
  id: string;
  trackingId: string;
  iri: string;
  fingerprint: number;
  kind: "choice" | "hotspot" | "order" | "sort" | "match";
  mechanic: "pick" | "assign";
  stem: string;
  caseText: string | null;
  choose: number;
  options: PlayerOption[];
  labels: string[];
  shuffle: boolean;
  principle: string | null;
  critical: boolean;
  danger: string | null;
  pairs: number[];
  page: string | null;
  decision: PlayerDecision | null;
}
/**
 * An option or item: `answer` is 1 for a right option and 0 for a wrong one, or the index of its right label.
 */
export interface PlayerOption {
  id: string;
  text: string;
  feedback: string;
  answer: number;
}
/**
 * What makes a question a decision about the person called `name`: what each of its options is worth.
 */
export interface PlayerDecision {
  name: string;
  verdicts: ("best" | "partial" | "unsafe")[];
}
/**
 * `case-<id>.json`: a branching case about `name`, fetched when the learner begins it.
 *
 * The first of `endings` that fits is shown.
 */
export interface PlayerCase {
  name: string;
  start: string;
  nodes: PlayerCaseNode[];
  endings: PlayerCaseEnding[];
  debrief: string;
}
/**
 * A step of a case.
 */
export interface PlayerCaseNode {
  id: string;
  clock: string;
  youAre: string;
  known: string;
  ask: string;
  options: PlayerCaseOption[];
}
/**
 * A way to act in a case: `next` is the id of the node that follows, or null where the case is over.
 */
export interface PlayerCaseOption {
  text: string;
  verdict: "best" | "partial" | "unsafe";
  feedback: string;
  then: string;
  next: string | null;
  gives: string[];
}
/**
 * An ending, for whoever has all the marks that it `needs` and none that it `lacks`.
 */
export interface PlayerCaseEnding {
  needs: string[];
  lacks: string[];
  title: string;
  text: string;
}
