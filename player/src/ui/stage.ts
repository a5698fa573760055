/** What a block's code is given, and what it looks like. */
import type { PlayerQuestion } from "../core/player_data.js";
import type { Run } from "../run/run.js";
import type { Pages } from "./pages.js";
import type { offerKeeping } from "./private.js";
import type { Asking, QuestionForm } from "./question_form.js";

/** What a block may use: the learner's run, the pages around it, and the questions that stand on them. */
export interface Stage {
  readonly run: Run;
  readonly pages: Pages;
  readonly questions: readonly PlayerQuestion[];
}

/** What the script of a block that has one of its own may use besides: it need not bring along what more.js has. */
export interface SharedStage extends Stage {
  readonly keep: typeof offerKeeping;
  readonly ask: (question: PlayerQuestion, asking: Asking) => QuestionForm;
  /** Holds back how a story goes on below *block*, and returns what is to be called whenever the learner may have decided. */
  readonly holdEnding: (asking: { block: HTMLElement; isDecided: () => boolean; skip: () => void }) => () => void;
}

interface Staged {
  coursepackStage?: SharedStage;
}

const SET = "coursepack-stage";

/** Lets the scripts of blocks that have one of their own know *stage*, whether they are there already or come later. */
export function setStage(stage: SharedStage): void {
  (window as Staged).coursepackStage = stage;
  document.dispatchEvent(new Event(SET));
}

/** Calls *use* with the stage as soon as it is set. */
export function whenStageIsSet(use: (stage: SharedStage) => void): void {
  const take = (): void => {
    const { coursepackStage } = window as Staged;
    if (coursepackStage) {
      use(coursepackStage);
    }
  };
  if ((window as Staged).coursepackStage) {
    take();
  } else {
    document.addEventListener(SET, take, { once: true });
  }
}

/** Brings *block* to life. A component's `<kind>.ts` exports one of these under the name `enhance`. */
export type Enhance = (block: HTMLElement, stage: Stage) => void;
