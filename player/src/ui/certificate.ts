/** The certificate: made in the browser, for one A4 page, and a record for the learner only. The LMS holds the official one. */
import { button, element } from "./element.js";
import type { PlayerData } from "../core/player_data.js";
import type { Score } from "../core/saved_state.js";
import { dateInWords, word, wordParts } from "../core/words.js";

/** What a learner fills in by hand, once it is printed. */
const LINES = ["player.certificate.learned", "player.certificate.will-do", "player.certificate.by-when"] as const;

/** What the learning is worth to others. */
const LIMITS = ["player.certificate.use", "player.certificate.not-accredited"] as const;

/** Returns the certificate's screen; *name* is the learner's as the LMS has it ("Family, Given"), or "". */
export function certificate(data: PlayerData, best: Score, name: string): HTMLElement {
  const { course, module } = data;
  const score = Math.round((best.right / best.total) * 100);
  const who = element("strong", { class: "certificate__name" });
  const when = element("span");
  const asked = field(word("player.certificate.name"), "text", spoken(name), (text) => {
    who.textContent = text || "________________________";
  });
  const dated = field(word("player.certificate.day"), "date", today(), (text) => {
    when.textContent = inWords(text);
  });
  const sheet = element(
    "div",
    { class: "certificate" },
    element("h2", { class: "check__title", tabindex: "-1" }, word("player.certificate.title")),
    element(
      "p",
      {},
      ...wordParts("player.certificate.records", {
        name: who,
        module: element("em", {}, `${course.title}: ${module.title}`),
        day: when,
        percent: score,
        count: module.minutes,
      }),
    ),
    element("p", {}, edition(course)),
    element(
      "p",
      {},
      [word("player.certificate.learning", { count: module.minutes }), ...LIMITS.map((key) => word(key))].join(" "),
    ),
    ...LINES.map((line) => element("p", { class: "certificate__line" }, word(line))),
    element("p", { class: "certificate__foot" }, word("player.certificate.official")),
  );
  const print = button(word("player.certificate.print"), "button", () => {
    window.print();
  });
  const form = element(
    "div",
    { class: "certificate__form" },
    asked,
    dated,
    element("p", { class: "hint" }, word("player.certificate.hint")),
    print,
  );
  return element("div", {}, sheet, form);
}

function edition({ version, guidanceVersion: guidance }: PlayerData["course"]): string {
  return guidance
    ? word("player.certificate.version-and-guidance", { version, guidance })
    : word("player.certificate.version", { version });
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
  return date ? dateInWords(new Date(year, month - 1, day)) : "__________";
}
