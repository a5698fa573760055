/** A case as a learner goes through it: what happened so far, and the step, what follows it, or the ending. */
import { optionOrder } from "../../../player/src/core/draw.js";
import type { PlayerCase, PlayerCaseNode, PlayerQuestion } from "../../../player/src/core/player_data.js";
import { word } from "../../../player/src/core/words.js";
import { button, element } from "../../../player/src/ui/element.js";
import type { SharedStage } from "../../../player/src/ui/stage.js";
import { endingOf, placeOf, type Place, type Taken } from "./way.js";

export class Playing {
  readonly element = element("div", { class: "case__play" });
  private way: readonly number[] = [];

  /** Takes the tree of a case, the number under which its way is kept, and what plays it. */
  constructor(
    private readonly told: PlayerCase,
    private readonly number: number,
    private readonly stage: Pick<SharedStage, "run" | "ask">,
  ) {}

  /** Begins, or goes on where the learner was. */
  begin(): void {
    this.way = this.stage.run.state.cases.find((path) => path.case === this.number)?.steps ?? [];
    this.show();
  }

  private go(way: readonly number[]): void {
    this.keep(way);
    this.show();
  }

  private keep(way: readonly number[]): void {
    this.way = way;
    this.stage.run.dispatch({ type: "chose", case: this.number, steps: way });
  }

  private show(): void {
    const place = placeOf(this.told, this.way);
    const heading = element("h3", { class: "case__step", tabindex: "-1" });
    this.element.replaceChildren(...this.soFar(place), heading);
    if (place.node) {
      heading.textContent = word("player.case.step", { number: place.taken.length + 1, clock: place.node.clock });
      this.ask(place.node, place);
    } else {
      this.end(heading, place);
    }
    heading.focus();
  }

  private ask(node: PlayerCaseNode, { taken }: Place): void {
    const question = questionOf(node, this.told.nodes.indexOf(node));
    const asked = this.stage.ask(question, { order: optionOrder(question, this.number) });
    asked.buttons.append(element("button", { type: "submit", class: "button" }, word("player.case.decide")));
    asked.form.addEventListener("submit", () => {
      const response = asked.take();
      if (response) {
        asked.lock();
        asked.buttons.hidden = true;
        this.keep([...this.way.slice(0, taken.length), response.indexOf(1)]);
        this.tell(asked.form);
      }
    });
    this.element.append(
      element("p", { class: "case__seat" }, word("player.case.you-are", { who: node.youAre })),
      element("p", {}, node.known),
      asked.form,
    );
  }

  private tell(after: HTMLElement): void {
    const { taken } = placeOf(this.told, this.way);
    const last = taken.at(-1);
    if (!last) {
      return;
    }
    const { option } = last;
    const title = element(
      "h3",
      { class: "feedback__title", tabindex: "-1" },
      word(`player.verdict.${option.verdict}`, { name: this.told.name }),
    );
    const buttons = element(
      "div",
      { class: "case__buttons" },
      button(word("player.case.continue"), "button", () => {
        this.show();
      }),
      button(word("player.case.again"), "button button--secondary", () => {
        this.go(this.way.slice(0, -1));
      }),
    );
    after.after(
      element(
        "div",
        { class: "feedback", "data-verdict": option.verdict === "best" ? "right" : "decided" },
        title,
        element("p", {}, element("strong", {}, option.text)),
        element("p", {}, option.feedback),
        element("p", {}, element("strong", {}, word("player.case.next"))),
        element("p", { class: "case__then" }, option.then),
        buttons,
      ),
    );
    title.focus();
  }

  private end(heading: HTMLElement, { taken }: Place): void {
    const ending = endingOf(this.told, taken);
    this.stage.run.dispatch({ type: "tried", question: this.number, right: false });
    heading.textContent = ending?.title ?? "";
    this.element.append(
      element("p", {}, ending?.text ?? ""),
      // The words are the same after every ending: they are no report of the way that was taken.
      element("p", {}, word("player.case.voice")),
      element(
        "figure",
        { class: "case__voice" },
        element("blockquote", { class: "quote__words" }, element("p", {}, this.told.debrief)),
        element("figcaption", { class: "quote__who" }, this.told.name),
      ),
      button(word("player.case.afresh"), "button button--secondary", () => {
        this.go([]);
      }),
    );
  }

  private soFar({ taken, node }: Place): HTMLElement[] {
    if (taken.length === 0) {
      return [];
    }
    const summary = element("summary", { class: "details__summary" }, word("player.case.so-far"));
    const list = element("ol", { class: "details__text case__past" }, ...taken.map((step, at) => this.past(step, at)));
    const details = element("details", { class: "details" }, summary, list);
    details.open = !node;
    return [details];
  }

  private past({ node, option }: Taken, at: number): HTMLElement {
    return element(
      "li",
      {},
      element("p", { class: "case__way" }, word("player.case.step", { number: at + 1, clock: node.clock })),
      element("p", {}, option.text),
      element("p", { class: "case__then" }, option.then),
      button(word("player.case.back", { number: at + 1 }), "button button--secondary", () => {
        this.go(this.way.slice(0, at));
      }),
    );
  }
}

/** Returns what a step asks as the form of a question takes it; *place* is that of the step in the case. */
function questionOf(node: PlayerCaseNode, place: number): PlayerQuestion {
  return {
    id: node.id,
    trackingId: "",
    iri: "",
    fingerprint: place,
    kind: "choice",
    mechanic: "pick",
    stem: node.ask,
    caseText: null,
    choose: 1,
    options: node.options.map(({ text, feedback }, index) => ({ id: `${index}`, text, feedback, answer: 0 })),
    labels: [],
    shuffle: true,
    principle: null,
    critical: false,
    danger: null,
    pairs: [],
    page: null,
    decision: null,
  };
}
