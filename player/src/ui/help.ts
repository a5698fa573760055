/** Where learners find their recovery code and use one, and where IT finds what it asks for. */
import { clearing } from "./clearing.js";
import { button, element, newId } from "./element.js";
import { readRecoveryCode, recoveryCode } from "../core/recovery.js";
import type { Run } from "../run/run.js";
import { word } from "../core/words.js";

/** Adds the help on saving to *host*, a page of the module. */
export function offerHelp(run: Run, host: HTMLElement): void {
  host.append(
    element("h2", { id: "saving", tabindex: "-1" }, word("player.recovery.title")),
    element("p", {}, word("player.recovery.line")),
    fold(word("player.recovery.show"), () => [
      element("p", {}, word("player.recovery.what")),
      codeField(recoveryCode(run.state)),
    ]),
    fold(word("player.recovery.use"), () => [codeForm(run)]),
    fold(word("player.clear.title"), () => clearing(run)),
    fold(word("player.recovery.for-it"), () => [
      // In English whatever the page's language, as the log and the console are: IT looks these words up.
      element("pre", { class: "it-information", lang: "en", dir: "ltr" }, informationForIt(run)),
    ]),
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
  return element("div", {}, element("label", { class: "label", for: id }, word("player.recovery.code")), field);
}

function codeForm(run: Run): HTMLElement {
  const id = newId("code");
  const field = element("textarea", { id, class: "textarea", rows: "3", spellcheck: "false", autocomplete: "off" });
  const answer = element("p", { role: "status" });
  const use = button(word("player.recovery.use-this"), "button", () => {
    const recovered = readRecoveryCode(field.value, run.rules);
    if ("problem" in recovered) {
      answer.textContent = word(`player.recovery.${recovered.problem}`);
    } else {
      run.recover(recovered.state);
      answer.textContent = word("player.recovery.back");
    }
  });
  return element(
    "div",
    {},
    element("label", { class: "label", for: id }, word("player.recovery.paste")),
    field,
    use,
    answer,
  );
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
    ...run.saving.calls,
  ].join("\n");
}
