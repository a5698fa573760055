/** What a learner can know and do about trouble with saving, in more words than a line has. */
import { button, element, type Child } from "./element.js";
import { codeField } from "./help.js";
import { recoveryCode } from "../core/recovery.js";
import { word } from "../core/words.js";
import type { Run } from "../run/run.js";

/** Returns a title, and what stands below it; *lastSent* is when everything had last arrived, as a clock shows it, or "". */
export function explainTrouble(run: Run, lastSent: string): readonly [string, ...Child[]] {
  const sent = lastSent ? ` ${word("player.trouble.last-sent", { time: lastSent })}` : "";
  switch (run.saving.state) {
    case "elsewhere":
      return [
        word("player.trouble.elsewhere"),
        paragraph(word("player.trouble.elsewhere-means")),
        button(word("player.trouble.use-here"), "button button--secondary", () => {
          run.saving.happen({ type: "wanted" });
        }),
      ];
    case "ended":
      return [
        word("player.trouble.ended"),
        paragraph(word("player.trouble.ended-means") + sent),
        paragraph(word("player.trouble.open-again")),
      ];
    case "signedout":
      return [
        word("player.trouble.signed-out"),
        paragraph(word("player.trouble.signed-out-means") + sent),
        paragraph(word("player.trouble.sign-in-again")),
        tryNow(run),
      ];
    case "memory":
      return [
        word("player.trouble.not-sent"),
        paragraph(word("player.trouble.memory-means") + sent),
        tryNow(run),
        element(
          "details",
          { class: "details" },
          element("summary", { class: "details__summary" }, word("player.recovery.show")),
          paragraph(word("player.trouble.copy-code")),
          codeField(recoveryCode(run.state)),
        ),
      ];
    default:
      return [word("player.trouble.not-sent"), paragraph(word("player.trouble.device-means") + sent), tryNow(run)];
  }
}

function tryNow(run: Run): HTMLElement {
  return button(word("player.trouble.send-now"), "button button--secondary", () => void run.saving.flush());
}

function paragraph(text: string): HTMLElement {
  return element("p", {}, text);
}
