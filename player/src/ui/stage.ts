/** What a block's code is given, and what it looks like. */
import type { PlayerQuestion } from "../core/player_data.js";
import type { Run } from "../run/run.js";
import type { Pages } from "./pages.js";

/** What a block may use: the learner's run, the pages around it, and the questions that stand on them. */
export interface Stage {
  readonly run: Run;
  readonly pages: Pages;
  readonly questions: readonly PlayerQuestion[];
}

/** Brings *block* to life. A component's `<kind>.ts` exports one of these under the name `enhance`. */
export type Enhance = (block: HTMLElement, stage: Stage) => void;
