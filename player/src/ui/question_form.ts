/** The one form in which a question is asked, on a page and in the quiz. It knows how to ask; what follows is its owner's. */
import { element, newId } from "./element.js";
import type { PlayerQuestion } from "../core/player_data.js";
import { emptyResponse, isEmpty, numberWord, shortfall, type Response } from "../core/responses.js";
import { word, type PlainKey } from "../core/words.js";

export interface Asking {
  /** The indices of the options in the order in which they are shown. */
  readonly order: readonly number[];
  /** What is already answered. */
  readonly response?: Response;
  /** What stands as the form's legend, where that is more than the question's stem. */
  readonly legend?: Node;
}

/** An input or select, and the option or item to which it belongs. */
interface Field {
  readonly index: number;
  readonly control: HTMLInputElement | HTMLSelectElement;
}

const HINTS: Readonly<Record<PlayerQuestion["kind"], PlainKey>> = {
  choice: "player.question.select-all",
  hotspot: "player.question.select-all",
  order: "player.question.place-each",
  sort: "player.question.group-each",
  match: "player.question.match-each",
};

export class QuestionForm {
  readonly form = element("form", { class: "question", novalidate: "" });
  /** Where the form's owner puts its buttons. */
  readonly buttons = element("div", { class: "question__buttons" });
  private readonly fieldset = element("fieldset", { class: "fieldset" });
  private readonly fields: readonly Field[];
  private complaints: readonly HTMLElement[] = [];

  constructor(
    private readonly question: PlayerQuestion,
    { order, response, legend }: Asking,
  ) {
    const given = response ?? emptyResponse(question);
    this.fieldset.append(element("legend", { class: "legend" }, legend ?? question.stem));
    const hint = hintFor(question);
    if (hint) {
      const id = newId("hint");
      this.fieldset.append(element("p", { class: "hint", id }, hint));
      this.fieldset.setAttribute("aria-describedby", id);
    }
    const { area, fields } =
      question.mechanic === "pick" ? picks(question, order, given) : selects(question, order, given);
    this.fields = fields;
    this.fieldset.append(area);
    this.form.append(...caseText(question), this.fieldset, this.buttons);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
    });
    // A frame without `allow-forms` drops a form before anybody hears of it. Enter in a field presses the button, too.
    this.form.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[type=submit]")) {
        event.preventDefault();
        this.form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
      }
    });
  }

  /** Returns what is answered now, in authored order. */
  response(): Response {
    const response = [...emptyResponse(this.question)];
    for (const { index, control } of this.fields) {
      response[index] = control instanceof HTMLSelectElement ? Number(control.value) : Number(control.checked);
    }
    return response;
  }

  /** Says whether nothing at all is answered. */
  isEmpty(): boolean {
    return isEmpty(this.question, this.response());
  }

  /** Returns the response if it can be taken; if not, says why, moves the focus there, and returns null. */
  take(): Response | null {
    const response = this.response();
    const complaint = shortfall(this.question, response);
    this.clear();
    if (complaint) {
      this.complain(complaint);
      return null;
    }
    return response;
  }

  /** Takes back what was complained about. */
  clear(): void {
    for (const shown of this.complaints) {
      shown.remove();
    }
    this.complaints = [];
  }

  /** Ends answering until `unlock`. */
  lock(): void {
    this.fieldset.disabled = true;
  }

  unlock(): void {
    this.fieldset.disabled = false;
    this.fields[0]?.control.focus();
  }

  private complain(text: string): void {
    const first = this.fields[0]?.control;
    const link = element("a", { href: `#${first?.id ?? ""}` }, text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      first?.focus();
    });
    const title = element("h2", { class: "error-summary__title" }, word("player.question.problem"));
    const list = element("ul", { class: "error-summary__list" }, element("li", {}, link));
    const summary = element("div", { class: "error-summary", role: "alert", tabindex: "-1" }, title, list);
    const message = element("p", { class: "error-message" }, text);
    this.form.prepend(summary);
    const asked = this.fieldset.querySelector("legend + .hint") ?? this.fieldset.querySelector("legend");
    asked?.after(message);
    this.complaints = [summary, message];
    summary.focus();
  }
}

function hintFor(question: PlayerQuestion): string {
  if (question.mechanic !== "pick") {
    return word(HINTS[question.kind]);
  }
  const number = numberWord(question.choose);
  if (question.choose === 1 || saysHowMany(question.stem, number)) {
    return "";
  }
  return word("player.question.select-number", { number });
}

/** Says whether *stem* says itself how many answers it wants: the language's own ways to do so are a list. */
function saysHowMany(stem: string, number: string): boolean {
  const asked = word("player.question.says-how-many", { number }).split("|");
  return asked.some((words) => stem.toLocaleLowerCase().includes(words));
}

function caseText(question: PlayerQuestion): HTMLElement[] {
  const paragraphs = question.caseText?.split(/\n\s*\n/) ?? [];
  return paragraphs.map((paragraph) => element("p", { class: "question__case" }, paragraph.trim()));
}

function picks(question: PlayerQuestion, order: readonly number[], given: Response): { area: Node; fields: Field[] } {
  const kind = question.choose === 1 ? "radio" : "checkbox";
  const name = question.choose === 1 ? "radios" : "checkboxes";
  const group = newId("choice");
  const area = element("div", { class: name });
  const fields = order.map((index) => {
    const id = newId("option");
    const control = element("input", { class: `${name}__input`, type: kind, name: group, id });
    control.checked = given[index] === 1;
    const label = element("label", { class: `label ${name}__label`, for: id }, question.options[index]?.text ?? "");
    area.append(element("div", { class: `${name}__item` }, control, label));
    return { index, control };
  });
  return { area, fields };
}

function selects(question: PlayerQuestion, order: readonly number[], given: Response): { area: Node; fields: Field[] } {
  const area = element("div", { class: "assign" });
  const fields = order.map((index) => {
    const id = newId("item");
    const choices = question.labels.map((label, at) => element("option", { value: String(at) }, label));
    const control = element(
      "select",
      { class: "select", id },
      element("option", { value: "-1" }, word("player.question.choose")),
      ...choices,
    );
    control.value = String(given[index] ?? -1);
    const label = element("label", { class: "label", for: id }, question.options[index]?.text ?? "");
    area.append(element("div", { class: "assign__item" }, label, control));
    return { index, control };
  });
  return { area, fields };
}
