/** Which code brings which block to life: a block's kind is its folder, its class in the HTML, and its name here. */
import { poll } from "../../scorm_templates/components/poll/poll.js";
import { element } from "./element.js";
import { later } from "./later.js";
import type { Pages } from "./pages.js";
import { reveal } from "./reveal.js";
import type { Run } from "./run.js";

/** What a block may use: the learner's run, and the pages around it. */
export interface Stage {
  readonly run: Run;
  readonly pages: Pages;
}

export type Enhance = (block: HTMLElement, stage: Stage) => void;

const COMPONENTS: Readonly<Record<string, Enhance>> = { reveal, poll };

/** The kinds that ask something. Their code comes with the second file: until then, and without it, they can be read. */
const ASKING = ["choice", "hotspot", "order", "sort", "match", "decision", "check"];

/** Brings the blocks of the document to life. One that fails stays readable as it is, and stops no other. */
export function enhanceBlocks(stage: Stage): void {
  const blocks = Array.from(document.querySelectorAll<HTMLElement>("[data-component]"));
  bringToLife(blocks, COMPONENTS, stage);
  const asking = blocks.filter((block) => ASKING.includes(kindOf(block)));
  if (asking.length > 0) {
    later().then(
      (more) => {
        bringToLife(asking, more.asking, stage);
      },
      (error: unknown) => {
        console.error("coursepack: the questions were not loaded", error);
        for (const block of asking) {
          block.append(
            element("p", { class: "hint" }, "This cannot be answered just now. Load the page anew to try again."),
          );
        }
      },
    );
  }
}

function bringToLife(
  blocks: readonly HTMLElement[],
  components: Readonly<Record<string, Enhance>>,
  stage: Stage,
): void {
  for (const block of blocks) {
    try {
      components[kindOf(block)]?.(block, stage);
    } catch (error) {
      console.error("coursepack: a block stays as it is", block, error);
    }
  }
}

function kindOf(block: HTMLElement): string {
  return block.dataset["component"] ?? "";
}
