/** One question of the quiz: answered now or later, flagged to come back to, and without a word on whether it is right. */
import { button, element, newId } from "../../../player/src/ui/element.js";
import { QuestionForm } from "../../../player/src/ui/question_form.js";
import type { Response } from "../../../player/src/core/responses.js";
import { optionOrder } from "../../../player/src/core/draw.js";
import type { Marked } from "./marking.js";
import { word } from "../../../player/src/core/words.js";

export interface QuestionPlace {
  readonly index: number;
  readonly total: number;
  readonly seed: number;
}

export interface QuestionPorts {
  /** Keeps what is answered; null for nothing yet. */
  readonly answer: (response: Response | null) => void;
  readonly flag: (flagged: boolean) => void;
  readonly next: () => void;
  readonly back: () => void;
}

export function questionScreen(asked: Marked, place: QuestionPlace, ports: QuestionPorts): HTMLElement {
  const { question } = asked;
  const id = newId("caption");
  // The focus comes to the question: which of how many it is, is heard with it.
  const heading = element("h2", { class: "legend__heading", "aria-describedby": id, tabindex: "-1" }, question.stem);
  const form = new QuestionForm(question, {
    order: optionOrder(question, place.seed),
    response: asked.response,
    legend: heading,
  });
  form.form.addEventListener("submit", () => {
    if (keep(form, ports)) {
      ports.next();
    }
  });
  form.buttons.append(
    flagBox(asked.isFlagged, ports),
    element("button", { type: "submit", class: "button" }, word("player.check.continue")),
    " ",
  );
  if (place.index > 0) {
    form.buttons.append(
      button(word("player.check.previous"), "button button--secondary", () => {
        if (keep(form, ports)) {
          ports.back();
        }
      }),
    );
  }
  const caption = word("player.check.question-of", { number: place.index + 1, total: place.total });
  return element("div", {}, element("p", { class: "page__caption", id }, caption), form.form);
}

/** Keeps the answer and returns true; returns false where it is begun and not complete. Nothing at all may wait for later. */
function keep(form: QuestionForm, ports: QuestionPorts): boolean {
  if (form.isEmpty()) {
    ports.answer(null);
    return true;
  }
  const response = form.take();
  if (response) {
    ports.answer(response);
  }
  return response !== null;
}

function flagBox(isFlagged: boolean, ports: QuestionPorts): HTMLElement {
  const id = newId("flag");
  const input = element("input", { class: "checkboxes__input", type: "checkbox", id });
  input.checked = isFlagged;
  input.addEventListener("change", () => {
    ports.flag(input.checked);
  });
  const label = element("label", { class: "label checkboxes__label", for: id }, word("player.check.flag"));
  return element("div", { class: "checkboxes" }, element("div", { class: "checkboxes__item" }, input, label));
}
