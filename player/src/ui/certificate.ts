/** The certificate: made in the browser, for one A4 page, and a record for the learner only. The LMS holds the official one. */
import { button, element } from "./element.js";
import type { PlayerData } from "../core/player_data.js";
import type { Score } from "../core/saved_state.js";

/** Returns the certificate's screen; *name* is the learner's as the LMS has it ("Family, Given"), or "". */
export function certificate(data: PlayerData, best: Score, name: string): HTMLElement {
  const { course, module } = data;
  const score = Math.round((best.right / best.total) * 100);
  const who = element("strong", { class: "certificate__name" });
  const when = element("span");
  const asked = field("Your name, as it should stand on the certificate", "text", spoken(name), (text) => {
    who.textContent = text || "________________________";
  });
  const dated = field("The day on which you completed the module", "date", today(), (text) => {
    when.textContent = inWords(text);
  });
  const sheet = element(
    "div",
    { class: "certificate" },
    element("h2", { class: "check__title", tabindex: "-1" }, "Certificate"),
    element(
      "p",
      {},
      "This records that ",
      who,
      " completed ",
      element("em", {}, `${course.title}: ${module.title}`),
      " on ",
      when,
      ` and passed the check (${score}%). Learning time: about ${module.minutes} minutes.`,
    ),
    element(
      "p",
      {},
      `Course version ${course.version}${course.guidanceVersion && `; guidance set ${course.guidanceVersion}`}. Levels are this course’s own.`,
    ),
    element(
      "p",
      {},
      `Structured learning of about ${module.minutes} minutes. You may count this toward your own CPD. It is not accredited.`,
    ),
    ...["What I learned:", "What I will do:", "By when:"].map((line) =>
      element("p", { class: "certificate__line" }, line),
    ),
    element("p", { class: "certificate__foot" }, "Your learning system holds the official record."),
  );
  const print = button("Print or save as PDF", "button", () => {
    window.print();
  });
  const hint = "What you write here stays on this page. If nothing opens, use your browser’s own menu to print.";
  const form = element(
    "div",
    { class: "certificate__form" },
    asked,
    dated,
    element("p", { class: "hint" }, hint),
    print,
  );
  return element("div", {}, sheet, form);
}

function field(label: string, type: "text" | "date", value: string, changed: (text: string) => void): HTMLElement {
  const id = `certificate-${type}`;
  const input = element("input", { class: "input", id, type, value, autocomplete: "off" });
  input.addEventListener("input", () => {
    changed(input.value.trim());
  });
  changed(value);
  return element("p", {}, element("label", { class: "label", for: id }, label), input);
}

/** Returns "Sam Ó Néill" for "Ó Néill, Sam": SCORM 1.2 puts the family's name first. */
function spoken(name: string): string {
  const [family = "", given = "", ...more] = name.split(",").map((part) => part.trim());
  return given && more.length === 0 ? `${given} ${family}` : name;
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function inWords(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const format = { day: "numeric", month: "long", year: "numeric" } as const;
  return date ? new Date(year, month - 1, day).toLocaleDateString("en-GB", format) : "__________";
}
