/** The controls of an animation: native buttons, a native slider, a native list. */
import { clockTime } from "../../../player/src/core/clock_time.js";
import { button, element, newId } from "../../../player/src/ui/element.js";
import type { Scene } from "./data.js";
import { sceneOf, spokenMoment, startsOf, type Moment } from "./timeline.js";
import { word, wordParts, type PlainKey } from "../../../player/src/core/words.js";

/** What a learner can ask for. */
export interface Wishes {
  readonly toggle: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly restart: () => void;
  readonly seek: (seconds: number) => void;
  readonly pace: (speed: number) => void;
}

/** What the controls show. */
export interface View {
  readonly moment: Moment;
  readonly state: "playing" | "paused" | "waiting" | "ended";
  readonly form: "moving" | "still";
}

const SPEEDS = ["0.75", "1", "1.25"];
/** Drawn on a square of 16 units, in the colour of the button's words. */
const ICONS = {
  play: "M4 2v12l10-6z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
  previous: "M13 2v12L5 8zM2 2h2v12H2z",
  next: "M3 2v12l8-6zM12 2h2v12h-2z",
  true: "M6 14L0 8l2-2 4 4 8-8 2 2z",
  false: "M1 1h14v14H1zm2 2v10h10V3z",
};

export class Controls {
  readonly element: HTMLElement;
  readonly captions = toggle("player.animation.captions", true);
  readonly playAll = toggle("player.animation.play-all", false);
  private readonly icon = icon("play");
  private readonly verb = element("span", {}, word("player.animation.start"));
  private readonly play: HTMLButtonElement;
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private readonly slider: HTMLInputElement;
  private readonly time = element("span", { class: "animation__time", "aria-hidden": "true" });
  private readonly place = element("p", { class: "animation__place", role: "status" });
  private readonly moving: readonly HTMLElement[];

  constructor(
    private readonly scenes: readonly Scene[],
    wishes: Wishes,
  ) {
    this.play = withIcon(button("", "button animation__play", wishes.toggle), this.icon, this.verb);
    this.previous = sceneButton("previous", () => {
      wishes.step(-1);
    });
    this.next = sceneButton("next", () => {
      wishes.step(1);
    });
    this.slider = sliderOf(scenes, wishes);
    const scrubber = element("div", { class: "animation__scrubber" }, this.slider, this.time);
    const speed = speedOf(wishes);
    this.moving = [this.play, scrubber, speed, this.playAll];
    const restart = button(word("player.animation.restart"), "button button--secondary", wishes.restart);
    const label = word("player.animation.controls");
    this.element = element("div", { class: "animation__controls", role: "group", "aria-label": label });
    this.element.append(
      this.place,
      element("div", { class: "animation__row" }, this.previous, this.play, this.next),
      scrubber,
      element("div", { class: "animation__row" }, restart, this.captions, this.playAll, speed),
    );
  }

  /** Moves the focus to the control that goes on. */
  focus(form: View["form"]): void {
    (form === "moving" ? this.play : this.next).focus();
  }

  show({ moment, state, form }: View): void {
    const playing = state === "playing";
    this.verb.textContent = word(`player.animation.${playing ? "pause" : state === "ended" ? "again" : "start"}`);
    draw(this.icon, playing ? "pause" : "play");
    // Not `disabled`: a button that is switched off under the focus takes the focus with it.
    this.previous.setAttribute("aria-disabled", `${moment.index === 0}`);
    this.next.setAttribute("aria-disabled", `${moment.index === this.scenes.length - 1}`);
    this.next.classList.toggle("button--secondary", state !== "waiting" && form === "moving");
    this.play.classList.toggle("button--secondary", state === "waiting");
    for (const part of this.moving) part.hidden = form === "still";
    this.showPlace(moment, state);
    this.showTime(moment);
  }

  private showPlace(moment: Moment, state: View["state"]): void {
    const words = this.scenes[moment.index]?.words ?? "";
    const scene = sceneOf(this.scenes, moment);
    const isStop = state === "waiting" || state === "ended";
    const text = isStop ? word(`player.animation.${state}`, { scene }) : scene;
    if (this.place.dataset["text"] !== text) {
      this.place.dataset["text"] = text;
      this.place.replaceChildren(text, element("span", { class: "visually-hidden" }, isStop ? "" : `: ${words}`));
    }
  }

  private showTime(moment: Moment): void {
    const starts = startsOf(this.scenes);
    const seconds = Math.floor((starts[moment.index] ?? 0) + moment.ms / 1000);
    this.slider.value = `${seconds}`;
    const spoken = spokenMoment(this.scenes, moment);
    if (this.slider.getAttribute("aria-valuetext") !== spoken) {
      this.slider.setAttribute("aria-valuetext", spoken);
      this.slider.style.setProperty("--done", `${(100 * seconds) / (starts.at(-1) ?? 1)}%`);
      this.time.textContent = `${clockTime(seconds)} / ${clockTime(starts.at(-1) ?? 0)}`;
    }
  }
}

/** Says whether a toggle button is on. */
export function isOn(toggled: HTMLElement): boolean {
  return toggled.getAttribute("aria-pressed") === "true";
}

function toggle(text: PlainKey, on: boolean): HTMLButtonElement {
  const sign = icon("true");
  const made = button("", "button button--secondary", () => {
    set(!isOn(made));
  });
  const set = (on: boolean): void => {
    made.setAttribute("aria-pressed", `${on}`);
    draw(sign, `${on}`);
  };
  set(on);
  return withIcon(made, sign, element("span", {}, word(text)));
}

function sceneButton(name: "previous" | "next", act: () => void): HTMLButtonElement {
  const made = button("", "button button--secondary", act);
  const scene = element("span", { class: "visually-hidden" }, word("player.animation.which"));
  const words = wordParts(`player.animation.${name}`, { scene });
  return withIcon(made, icon(name), element("span", { class: "animation__label" }, ...words));
}

function withIcon(made: HTMLButtonElement, sign: SVGElement, words: HTMLElement): HTMLButtonElement {
  made.append(sign, words);
  return made;
}

function icon(name: keyof typeof ICONS): SVGElement {
  const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const attributes = {
    viewBox: "0 0 16 16",
    "aria-hidden": "true",
    class: "animation__icon",
    fill: "currentColor",
    "fill-rule": "evenodd",
  };
  for (const [key, value] of Object.entries(attributes)) sign.setAttribute(key, value);
  sign.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  draw(sign, name);
  return sign;
}

function draw(sign: SVGElement, name: keyof typeof ICONS): void {
  sign.firstElementChild?.setAttribute("d", ICONS[name]);
}

function sliderOf(scenes: readonly Scene[], wishes: Wishes): HTMLInputElement {
  const max = `${startsOf(scenes).at(-1) ?? 0}`;
  const slider = element("input", {
    type: "range",
    min: "0",
    max,
    step: "1",
    value: "0",
    "aria-label": word("player.animation.time"),
  });
  slider.className = "animation__slider";
  slider.addEventListener("input", () => {
    wishes.seek(Number(slider.value));
  });
  return slider;
}

function speedOf(wishes: Wishes): HTMLElement {
  const id = newId("speed");
  const select = element("select", { class: "select", id });
  for (const speed of SPEEDS) select.append(element("option", { value: speed }, `${speed} ×`));
  select.value = "1";
  select.addEventListener("change", () => {
    wishes.pace(Number(select.value));
  });
  return element(
    "div",
    { class: "animation__speed" },
    element("label", { for: id }, word("player.animation.speed")),
    select,
  );
}
