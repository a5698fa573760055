/** A question on a page: it teaches. A learner may try again as often as they like, and nothing is scored. */
import type { Stage } from "./stage.js";
import { optionOrder } from "../core/draw.js";
import { belongTo, button, element } from "./element.js";
import { feedback, rowFeedback, type Shown } from "./feedback.js";
import type { PlayerQuestion } from "../core/player_data.js";
import { QuestionForm } from "./question_form.js";
import { verdict, type Response } from "../core/responses.js";
import type { Run } from "../run/run.js";
import { word } from "../core/words.js";

/** After so many wrong tries the answer is shown: a third guess teaches nothing. */
const TRIES = 2;

/** Puts a form that answers in the place of the question's readable form. */
export function practice(block: HTMLElement, { run, questions }: Stage): void {
  const question = questions.find((candidate) => candidate.id === block.dataset["id"]);
  const readable = block.querySelector<HTMLElement>(".question__static");
  if (!question || !readable) {
    throw new Error(`no question for the block ${block.dataset["id"] ?? "without an id"}`);
  }
  readable.after(new Practice(question, run, block).form);
  readable.hidden = true;
}

class Practice {
  private readonly asked: QuestionForm;
  private startedAt: number | null = null;
  private wrongTries = 0;

  constructor(
    private readonly question: PlayerQuestion,
    private readonly run: Run,
    private readonly block: HTMLElement,
  ) {
    // The order follows from the question alone, so that a page looks the same whenever a learner comes back.
    this.asked = new QuestionForm(question, { order: optionOrder(question, 0) });
    const check = element("button", { type: "submit", class: "button" }, word("player.question.check"));
    const show = button(word("player.question.show"), "button button--secondary", () => {
      this.giveUp();
    });
    this.asked.buttons.append(this.belonging(check), " ", this.belonging(show));
    for (const coming of ["focusin", "pointerdown"]) {
      this.form.addEventListener(coming, () => {
        this.startedAt ??= run.clock.seconds();
      });
    }
    this.form.addEventListener("submit", () => {
      const response = this.asked.take();
      if (response) {
        this.mark(response);
      }
    });
  }

  get form(): HTMLFormElement {
    return this.asked.form;
  }

  private belonging(control: HTMLButtonElement): HTMLButtonElement {
    return belongTo(control, this.asked.legend, this.block, ".block--question");
  }

  private mark(response: Response): void {
    const { question, run } = this;
    const result = verdict(question, response);
    const right = result === "right";
    const now = run.clock.seconds();
    run.answer({
      question,
      purpose: "practice",
      response,
      right,
      at: Date.now(),
      seconds: now - (this.startedAt ?? now),
    });
    run.dispatch({ type: "tried", question: question.fingerprint, right });
    this.wrongTries += right ? 0 : 1;
    this.tell(response, !right && this.wrongTries >= TRIES ? "shown" : result);
  }

  private giveUp(): void {
    this.asked.clear();
    this.run.dispatch({ type: "tried", question: this.question.fingerprint, right: false });
    this.tell(this.asked.response(), "shown");
  }

  private tell(response: Response, shown: Shown): void {
    const told = feedback(this.question, response, shown);
    this.asked.lock();
    this.asked.tell(told, rowFeedback(this.question, response, shown));
    this.asked.buttons.hidden = true;
    if (shown !== "right") {
      const again = button(word("player.question.try-again"), "button button--secondary question__again", () => {
        again.remove();
        this.tryAgain();
      });
      this.form.append(this.belonging(again));
    }
    told.querySelector<HTMLElement>(".feedback__title")?.focus();
  }

  private tryAgain(): void {
    this.asked.buttons.hidden = false;
    this.startedAt = this.run.clock.seconds();
    this.asked.unlock();
  }
}
