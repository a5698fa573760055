/** Which code brings which block to life: a block's kind is its folder, its class in the HTML, and its name here. */
import { reflection } from "../../scorm_templates/components/reflection/reflection.js";
import { poll } from "../../scorm_templates/components/poll/poll.js";
import { check } from "../../scorm_templates/components/check/check.js";
import type { Pages } from "./ui/pages.js";
import type { PlayerQuestion } from "./core/player_data.js";
import { practice } from "./ui/practice.js";
import { reveal } from "../../scorm_templates/components/reveal/reveal.js";
import type { Run } from "./run/run.js";
import { storySoFar } from "../../scorm_templates/components/decision/story_so_far.js";

/** What a block may use: the learner's run, the pages around it, and the questions that stand on them. */
export interface Stage {
  readonly run: Run;
  readonly pages: Pages;
  readonly questions: readonly PlayerQuestion[];
}

export type Enhance = (block: HTMLElement, stage: Stage) => void;

const COMPONENTS: Readonly<Record<string, Enhance>> = {
  choice: practice,
  hotspot: practice,
  order: practice,
  sort: practice,
  match: practice,
  decision: (block, stage) => {
    practice(block, stage);
    storySoFar(block);
  },
  reveal,
  poll,
  reflection,
  check,
};

/** Brings the blocks of the document to life. One that fails stays readable as it is, and stops no other. */
export function enhanceBlocks(stage: Stage): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-component]")) {
    try {
      COMPONENTS[block.dataset["component"] ?? ""]?.(block, stage);
    } catch (error) {
      console.error("coursepack: a block stays as it is", block, error);
    }
  }
}
