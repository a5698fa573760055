/** The certificate: made in the browser, for one A4 page, and a record for the learner only. The LMS holds the official one. */
import { button, element } from "./element.js";
import type { PlayerData } from "../core/player_data.js";
import type { Score } from "../core/saved_state.js";
import { isoDate, monthsLater } from "../core/days.js";
import { dateInWords, word, wordParts } from "../core/words.js";

/** What a learner fills in by hand, once it is printed. */
const LINES = ["player.certificate.learned", "player.certificate.will-do", "player.certificate.by-when"] as const;

/** What the learning is worth to others. */
const LIMITS = ["player.certificate.use", "player.certificate.not-accredited"] as const;

/** What is known of the learner and of the result. */
export interface Holder {
  readonly best: Score;
  /** The day on which the module became complete, by its number (days.ts). */
  readonly completedOn: number;
  /** As the LMS has it ("Family, Given"), or "". */
  readonly name: string;
  /** Whether an LMS has the record, or nobody but this device. */
  readonly record: "in an LMS" | "on this device";
}

/** Returns the certificate's screen: the sheet, what the learner can still fill in, and the way *back*. */
export function certificate(data: PlayerData, holder: Holder, back: () => void): HTMLElement {
  const { course, module } = data;
  const who = element("strong", { class: "certificate__name" });
  const when = element("span");
  const asked = [
    field(word("player.certificate.name"), "text", spoken(holder.name), (text) => {
      who.textContent = text || "\u00a0";
    }),
  ];
  const day = isoDate(holder.completedOn);
  if (day) {
    when.textContent = inWords(day);
  } else {
    // An earlier release did not keep it.
    asked.push(
      field(word("player.certificate.day"), "date", "", (text) => {
        when.textContent = inWords(text);
      }),
    );
  }
  const sheet = element(
    "div",
    { class: "certificate" },
    element("p", { class: "certificate__issuer" }, course.title),
    element("h2", { class: "check__title", tabindex: "-1" }, word("player.certificate.title")),
    element(
      "p",
      { class: "certificate__records" },
      ...wordParts("player.certificate.records", {
        name: who,
        module: element("em", {}, `${course.title}: ${module.title}`),
        day: when,
        percent: Math.round((holder.best.right / holder.best.total) * 100),
        count: module.minutes,
      }),
    ),
    ...issued(data.certificate, day),
    ...outcomes(module.outcomes),
    element(
      "p",
      {},
      [word("player.certificate.learning", { count: module.minutes }), ...LIMITS.map((key) => word(key))].join(" "),
    ),
    element(
      "div",
      { class: "certificate__lines" },
      ...LINES.map((line) => element("p", { class: "certificate__line" }, word(line))),
    ),
    element(
      "p",
      { class: "certificate__foot" },
      `${edition(course)} ${word(holder.record === "in an LMS" ? "player.certificate.official" : "player.certificate.official-device")}`,
    ),
  );
  const print = button(word("player.certificate.print"), "button", () => {
    window.print();
  });
  const hint = element("p", { class: "hint" }, word("player.certificate.hint"));
  const leave = button(word("player.certificate.back"), "button button--secondary", back);
  return element("div", {}, sheet, element("div", { class: "certificate__form" }, ...asked, hint, print, leave));
}

/** Calls *show* when the learner follows a link to their certificate, such as that of the page that greets who comes back. */
export function whenAskedFor(show: () => void): void {
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-certificate]")) {
      show();
    }
  });
}

/** Returns what the edition of a partnership adds: who gives it out, who signs, and from *day* when to learn anew. */
function issued(own: PlayerData["certificate"], day: string): HTMLElement[] {
  if (own === null) {
    return [];
  }
  const { issuer, logo, signatory, refreshMonths } = own;
  const refresh = day !== "" && refreshMonths > 0 ? inWords(monthsLater(day, refreshMonths)) : "";
  return [
    // The words beside it say whose it is.
    ...(logo ? [element("p", {}, element("img", { class: "logo", src: logo, alt: "" }))] : []),
    element(
      "p",
      {},
      [
        word("player.certificate.issuer", { issuer }),
        ...(refresh ? [word("player.certificate.refresh", { day: refresh })] : []),
      ].join(" "),
    ),
    ...(signatory
      ? [element("p", { class: "certificate__line" }, word("player.certificate.signatory", { issuer, signatory }))]
      : []),
  ];
}

function outcomes(all: readonly string[]): HTMLElement[] {
  return all.length > 0
    ? [
        element("p", { class: "certificate__about" }, word("player.certificate.outcomes")),
        element("ul", { class: "certificate__outcomes" }, ...all.map((text) => element("li", {}, text))),
      ]
    : [];
}

function edition({ version, guidanceVersion: guidance }: PlayerData["course"]): string {
  return guidance
    ? word("player.certificate.version-and-guidance", { version, guidance })
    : word("player.certificate.version", { version });
}

function field(label: string, type: "text" | "date", value: string, changed: (text: string) => void): HTMLElement {
  const id = `certificate-${type}`;
  const input = element("input", { class: "input", id, type, value, autocomplete: type === "text" ? "name" : "off" });
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

function inWords(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return date ? dateInWords(new Date(year, month - 1, day)) : "__________";
}
