/**
 * What learners say to nobody but themselves: notes, answers to polls, ratings. All of it is gone with the page, unless the learner
 * chooses to keep it on this device: one choice for the whole module, made or taken back wherever something is said.
 */
import type { Run } from "../run/run.js";
import { element, newId } from "./element.js";
import { NOTE_DAYS, openNote, type Note } from "./notes.js";
import { word } from "../core/words.js";

/** Something that a learner can say in a block. */
export interface Said {
  /** The block, and what it is filed under; where it holds something `data-fleeting`, that is true only of what is not kept. */
  readonly block: HTMLElement;
  readonly id: string;
  /** For how many days it is kept, unless that is as long as all else. */
  readonly days?: number;
  /** What stands there now, as text; "" for nothing. */
  readonly read: () => string;
  /** Puts there what was kept. */
  readonly write: (text: string) => void;
  /** What the choice stands below. */
  readonly above: Element;
}

/** Under this the choice itself is kept. */
const CHOICE = "*";
const YES = "yes";

const privates = new WeakMap<object, Private>();

/** Lets the learner of *run* keep what is *said*, once it is known who that is. */
export function offerKeeping(run: Run, said: Said): void {
  const all = privates.get(run) ?? new Private(run);
  privates.set(run, all);
  all.add(said);
}

interface KeptPlace extends Said {
  readonly note: Note;
  readonly choice: Choice;
}

interface Choice {
  readonly box: HTMLInputElement;
  readonly label: HTMLElement;
}

class Private {
  private waiting: Said[] = [];
  private readonly places: KeptPlace[] = [];

  constructor(private readonly run: Run) {
    run.subscribe(() => {
      this.offer();
    });
  }

  add(said: Said): void {
    this.waiting.push(said);
    this.offer();
  }

  private offer(): void {
    const { saving, data } = this.run;
    const { learner } = saving;
    if (!saving.isReady || learner === null) {
      return;
    }
    const open = (id: string, days = NOTE_DAYS): Note => openNote(data.module.iri, learner, id, days);
    const said = this.waiting;
    this.waiting = [];
    for (const one of said) {
      const before = this.places.find((place) => isBeside(place, one))?.choice;
      const place = { ...one, note: open(one.id, one.days), choice: before ?? makeChoice(one) };
      const { box } = place.choice;
      this.places.push(place);
      if (!before) {
        box.addEventListener("change", () => {
          this.choose(box, open(CHOICE));
        });
      }
      one.block.addEventListener("input", ({ target }) => {
        if (target !== box && box.checked && !place.note.keep(one.read())) {
          this.tell("refused");
        }
      });
    }
    // A note of an earlier release was kept by a choice of its own.
    const isKept = open(CHOICE).read() === YES || this.places.some(({ note }) => note.read() !== null);
    this.tell(isKept ? "kept" : "fleeting");
    if (isKept) {
      // Whatever shows it again may stand further down, and is brought to life after this.
      queueMicrotask(() => {
        said.forEach((one) => {
          restore(this.places.find(({ block, id }) => block === one.block && id === one.id));
        });
      });
    }
  }

  private choose(box: HTMLInputElement, choice: Note): void {
    const isKept = box.checked && choice.keep(YES) && this.places.every(({ note, read }) => note.keep(read()));
    if (!isKept) {
      [choice, ...this.places.map(({ note }) => note)].forEach((note) => {
        note.drop();
      });
    }
    this.tell(isKept ? "kept" : box.checked ? "refused" : "fleeting");
  }

  private tell(state: "kept" | "fleeting" | "refused"): void {
    for (const { block, days, choice } of this.places) {
      choice.box.checked = state === "kept";
      const fleeting = block.querySelector<HTMLElement>("[data-fleeting]");
      if (fleeting) {
        fleeting.hidden = state === "kept";
      }
      choice.label.textContent =
        state === "refused" ? word("player.note.not-kept") : word("player.note.keep", { count: days ?? NOTE_DAYS });
    }
  }
}

/** Says whether *two* stands on the page of *one* and is kept for as long: then one choice there is enough for both. */
function isBeside(one: Said, two: Said): boolean {
  const isAsLong = (one.days ?? NOTE_DAYS) === (two.days ?? NOTE_DAYS);
  return isAsLong && one.block.closest(".page") === two.block.closest(".page");
}

function makeChoice({ above }: Said): Choice {
  const id = newId("keep");
  const box = element("input", { class: "checkboxes__input", type: "checkbox", id });
  const label = element("label", { class: "label checkboxes__label", for: id });
  above.after(element("div", { class: "checkboxes" }, element("div", { class: "checkboxes__item" }, box, label)));
  return { box, label };
}

function restore(place: KeptPlace | undefined): void {
  const text = place?.note.read() ?? "";
  if (place && text !== "" && place.read() === "") {
    place.write(text);
  }
}
