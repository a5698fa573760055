/** The one form in which a question is asked, on a page and in the quiz. It knows how to ask; what follows is its owner's. */
import { movable, placeable } from "./arrange.js";
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

/** An input or select, the option or item to which it belongs, and the row in which it stands. */
interface Field {
  readonly index: number;
  readonly control: HTMLInputElement | HTMLSelectElement;
  readonly row: HTMLElement;
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
  /** What is asked. */
  readonly legend: HTMLElement;
  private readonly fieldset = element("fieldset", { class: "fieldset" });
  private readonly fields: readonly Field[];
  private readonly hintId: string;
  private complaints: readonly HTMLElement[] = [];
  private told: readonly HTMLElement[] = [];

  constructor(
    private readonly question: PlayerQuestion,
    { order, response, legend }: Asking,
  ) {
    const given = response ?? emptyResponse(question);
    this.legend = element("legend", { class: "legend" }, legend ?? question.stem);
    this.fieldset.append(this.legend);
    const hint = hintFor(question);
    this.hintId = hint ? newId("hint") : "";
    if (hint) {
      this.fieldset.append(element("p", { class: "hint", id: this.hintId }, hint));
    }
    describe(this.fieldset, this.hintId);
    if (question.mechanic === "pick" && question.choose === 1) {
      // A group of radio buttons can be invalid, one of them cannot (WAI-ARIA 1.2, aria-invalid).
      this.fieldset.setAttribute("role", "radiogroup");
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
    if (this.complaints.length > 0) {
      document.title = document.title.replace(word("player.question.error-title", { title: "" }), "");
      describe(this.fieldset, this.hintId);
      for (const faulty of [this.fieldset, ...this.fields.map(({ control }) => control)]) {
        faulty.removeAttribute("aria-invalid");
      }
      for (const { control } of this.fields) {
        describe(control, "");
      }
    }
    this.complaints = [];
  }

  /** Ends answering until `unlock`. */
  lock(): void {
    this.fieldset.disabled = true;
  }

  /** Says *verdict* below the question, and each of *remarks*, by index, in its row; until `unlock`. */
  tell(verdict: HTMLElement, remarks: ReadonlyMap<number, HTMLElement>): void {
    this.asked()?.after(verdict);
    this.told = [verdict, ...remarks.values()];
    for (const { index, control, row } of this.fields) {
      const remark = remarks.get(index);
      if (remark) {
        remark.id = newId("remark");
        describe(control, remark.id);
        row.append(remark);
      }
    }
  }

  unlock(): void {
    for (const told of this.told) {
      told.remove();
    }
    for (const { control } of this.fields) {
      describe(control, "");
    }
    this.fieldset.disabled = false;
    this.fields[0]?.control.focus();
  }

  private asked(): Element | null {
    return this.fieldset.querySelector("legend + .hint") ?? this.fieldset.querySelector("legend");
  }

  private complain(text: string): void {
    const faulty = this.faulty();
    const first = faulty[0]?.control ?? this.fields[0]?.control;
    const link = element("a", { href: `#${first?.id ?? ""}` }, text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      first?.focus();
    });
    const title = element(
      "h2",
      { class: "error-summary__title", id: newId("problem") },
      word("player.question.problem"),
    );
    const list = element("ul", { class: "error-summary__list" }, element("li", {}, link));
    const summary = element(
      "div",
      { class: "error-summary", role: "alert", tabindex: "-1", "aria-labelledby": title.id },
      title,
      list,
    );
    const id = newId("error");
    const message = element("p", { class: "error-message", id }, text);
    this.form.prepend(summary);
    this.asked()?.after(message);
    this.complaints = [summary, message];
    describe(this.fieldset, [this.hintId, id].filter(Boolean).join(" "));
    for (const { control } of faulty) {
      control.setAttribute("aria-invalid", "true");
      describe(control, id);
    }
    if (faulty.length === 0) {
      this.fieldset.setAttribute("aria-invalid", "true");
    }
    document.title = word("player.question.error-title", { title: document.title });
    summary.focus();
  }

  /** Returns the fields at which something is missing: of lists those without an answer or with another's place. */
  private faulty(): readonly Field[] {
    const { question, fields } = this;
    if (question.mechanic === "pick") {
      return question.choose === 1 ? [] : fields;
    }
    const values = this.response();
    const isTaken = (value: number): boolean => values.filter((other) => other === value).length > 1;
    return fields.filter(({ index }) => {
      const value = values[index] ?? -1;
      return value === -1 || (question.kind === "order" && !values.includes(-1) && isTaken(value));
    });
  }
}

/** Says which elements describe *described*: *ids*, or none. */
function describe(described: HTMLElement, ids: string): void {
  if (ids) {
    described.setAttribute("aria-describedby", ids);
  } else {
    described.removeAttribute("aria-describedby");
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
    const row = element("div", { class: `${name}__item` }, control, label);
    area.append(row);
    return { index, control, row };
  });
  return { area, fields };
}

function selects(question: PlayerQuestion, order: readonly number[], given: Response): { area: Node; fields: Field[] } {
  const area = element("div", { class: "assign" });
  const items = order.map((index) => {
    const id = newId("item");
    const choices = question.labels.map((label, at) => element("option", { value: String(at) }, label));
    const list = element(
      "select",
      { class: "select", id },
      element("option", { value: "-1" }, word("player.question.choose")),
      ...choices,
    );
    list.value = String(given[index] ?? -1);
    const text = question.options[index]?.text ?? "";
    const row = element("div", { class: "assign__item" }, element("label", { class: "label", for: id }, text));
    area.append(row);
    return { index, list, row, text };
  });
  if (question.kind === "order") {
    movable(area, items);
  } else {
    area.prepend(placeable(area, items, question.labels));
  }
  return { area, fields: items.map(({ index, list, row }) => ({ index, control: list, row })) };
}
