/** Where learners find their recovery code and use one, and where IT finds what it asks for. */
import { button, element, newId } from "./element.js";
import { readRecoveryCode, recoveryCode } from "../core/recovery.js";
import type { Run } from "../run/run.js";
import { recentCalls } from "../trackers/call_log.js";

/** What is said of a code that cannot be used. */
const PROBLEMS = {
  broken: "This is not a whole recovery code. Copy all of it, from “1.” to the last character, and paste it here.",
  foreign: "This recovery code belongs to another module. Open that module, and paste it there.",
} as const;

/** Adds the help on saving to *host*, a page of the module. */
export function offerHelp(run: Run, host: HTMLElement): void {
  host.append(
    element("h2", { id: "saving", tabindex: "-1" }, "Saving your progress"),
    element("p", {}, "The line at the top of every page says whether your progress has reached your learning system."),
    fold("Show a recovery code", () => [
      element(
        "p",
        {},
        "This code holds your progress in this module, and no name. Keep it if you want to go on elsewhere.",
      ),
      codeField(recoveryCode(run.state)),
    ]),
    fold("Use a recovery code", () => [codeForm(run)]),
    fold("Information for IT", () => [element("pre", { class: "it-information" }, informationForIt(run))]),
  );
}

/** Returns a field that shows *code* to be copied. */
export function codeField(code: string): HTMLElement {
  const id = newId("code");
  const field = element("textarea", { id, class: "textarea", rows: "3", readonly: "", spellcheck: "false" });
  field.value = code;
  field.addEventListener("focus", () => {
    field.select();
  });
  return element("div", {}, element("label", { class: "label", for: id }, "Recovery code"), field);
}

function codeForm(run: Run): HTMLElement {
  const id = newId("code");
  const field = element("textarea", { id, class: "textarea", rows: "3", spellcheck: "false", autocomplete: "off" });
  const answer = element("p", { role: "status" });
  const use = button("Use this code", "button", () => {
    const recovered = readRecoveryCode(field.value, run.rules);
    if ("problem" in recovered) {
      answer.textContent = PROBLEMS[recovered.problem];
    } else {
      run.recover(recovered.state);
      answer.textContent = "Your progress is back. Nothing that you did here was lost.";
    }
  });
  return element("div", {}, element("label", { class: "label", for: id }, "Paste the code here"), field, use, answer);
}

/** What a fold shows is made when it is opened, and anew each time: it should be of now. */
function fold(title: string, content: () => HTMLElement[]): HTMLElement {
  const place = element("div", {});
  const details = element(
    "details",
    { class: "details" },
    element("summary", { class: "details__summary" }, title),
    place,
  );
  details.addEventListener("toggle", () => {
    place.replaceChildren(...(details.open ? content() : []));
  });
  return details;
}

function informationForIt(run: Run): string {
  const { course, module, build, state } = run.data;
  return [
    `Module ${module.id} of ${course.id} ${course.version}, build ${build}`,
    `Saving: ${run.saving.state}; state ${recoveryCode(run.state).length} of ${state.limit} characters`,
    navigator.userAgent,
    ...recentCalls(),
  ].join("\n");
}
