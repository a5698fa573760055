/** Brings the blocks of the pages to life: components.ts says which code does it. */
import { holdEnding } from "../../scorm_templates/components/decision/ending.js";
import { COMPONENTS } from "./components.js";
import { QuestionForm } from "./ui/question_form.js";
import { offerKeeping } from "./ui/private.js";
import { setStage, type Stage } from "./ui/stage.js";

/** Brings the blocks of the document to life. One that fails stays readable as it is, and stops no other. */
export function enhanceBlocks(stage: Stage): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-component]")) {
    try {
      COMPONENTS[block.dataset["component"] ?? ""]?.(block, stage);
    } catch (error) {
      console.error("coursepack: a block stays as it is", block, error);
    }
  }
  setStage({ ...stage, holdEnding, keep: offerKeeping, ask: (question, asking) => new QuestionForm(question, asking) });
}
