/** The controls of an animation: native buttons in one row, a native slider above it, a native list. */
import { clockTime } from "../../../player/src/core/clock_time.js";
import { button, element, newId } from "../../../player/src/ui/element.js";
import type { Scene } from "./data.js";
import { sceneOf, spokenMoment, startsOf, type Moment } from "./timeline.js";
import { word, type PlainKey } from "../../../player/src/core/words.js";

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
  on: "M6 14L0 8l2-2 4 4 8-8 2 2z",
  off: "M1 1h14v14H1zm2 2v10h10V3z",
  // Lines of a caption: cut out of a full field, or in an empty one.
  shown: "M0 2h16v12H0zm3 6v2h4V8zm6 0v2h4V8z",
  hidden: "M0 2h16v12H0zm2 2v8h12V4zm1 4v2h4V8zm6 0v2h4V8z",
  more: "M0 6h4v4H0zM6 6h4v4H6zM12 6h4v4h-4z",
  full: "M0 0h6v2H2v4H0zM10 0h6v6h-2V2h-4zM0 10h2v4h4v2H0zM14 10h2v6h-6v-2h4z",
};

export class Controls {
  readonly element: HTMLElement;
  readonly captions = toggle("player.animation.captions", "shown", "hidden");
  readonly sound = toggle("player.animation.sound", "on", "off");
  readonly playAll = toggle("player.animation.play-all", "on", "off");
  private readonly icon = icon("play");
  private readonly verb = element("span", { class: "animation__label" }, word("player.animation.start"));
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
    this.play = button("", "button animation__play", wishes.toggle);
    this.play.append(this.icon, this.verb);
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
    const spoken = scenes.some(({ sound }) => sound) ? [this.sound] : [];
    const restart = button(word("player.animation.restart"), "button button--secondary", wishes.restart);
    const others = element("div", { class: "animation__row" }, ...spoken, restart, this.playAll, speed);
    others.hidden = true;
    const more = iconButton("more", word("player.animation.more"), () => {
      others.hidden = !others.hidden;
      more.setAttribute("aria-expanded", `${!others.hidden}`);
    });
    more.setAttribute("aria-expanded", "false");
    const label = word("player.animation.controls");
    this.element = element("div", { class: "animation__controls", role: "group", "aria-label": label });
    const row = element(
      "div",
      { class: "animation__row animation__bar" },
      this.previous,
      this.play,
      this.next,
      this.captions,
      more,
    );
    row.append(...fullScreen(this.element));
    this.element.append(this.place, scrubber, row, others);
  }

  /** Moves the focus to the control that goes on. */
  focus(form: View["form"]): void {
    (form === "moving" ? this.play : this.next).focus({ preventScroll: true });
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
    const end = starts.at(-1) ?? 0;
    const seconds = Math.floor((starts[moment.index] ?? 0) + moment.ms / 1000);
    this.slider.value = `${seconds}`;
    const spoken = spokenMoment(this.scenes, moment);
    if (this.slider.getAttribute("aria-valuetext") !== spoken) {
      this.slider.setAttribute("aria-valuetext", spoken);
      this.time.textContent = `${clockTime(seconds)} / ${clockTime(end)}`;
    }
  }
}

/** Says whether a toggle button is on. */
export function isOn(toggled: HTMLElement): boolean {
  return toggled.getAttribute("aria-pressed") === "true";
}

/** Returns a button that stays pressed; it shows one of two signs, of which the first is that of what is on. Captions are. */
function toggle(text: PlainKey, on: keyof typeof ICONS, off: keyof typeof ICONS): HTMLButtonElement {
  const sign = icon(on);
  const made = button("", "button button--secondary", () => {
    set(!isOn(made));
  });
  const set = (isOn: boolean): void => {
    made.setAttribute("aria-pressed", `${isOn}`);
    draw(sign, isOn ? on : off);
  };
  set(on === "shown");
  made.append(sign, element("span", { class: "animation__label" }, word(text)));
  return made;
}

/** Returns a button that shows its sign, and says *words*. */
function iconButton(name: keyof typeof ICONS, words: string, act: () => void): HTMLButtonElement {
  const made = button("", "button button--secondary", act);
  made.append(icon(name), element("span", { class: "visually-hidden" }, words));
  return made;
}

function sceneButton(name: "previous" | "next", act: () => void): HTMLButtonElement {
  return iconButton(name, word(`player.animation.${name}`, { scene: word("player.animation.which") }), act);
}

/** Returns the button that lets what is around *controls* fill the screen; none where a frame may not, or a phone cannot. */
function fullScreen(controls: HTMLElement): HTMLElement[] {
  const made = iconButton("full", word("player.animation.full-screen"), () => {
    void (document.fullscreenElement ? document.exitFullscreen() : controls.parentElement?.requestFullscreen());
  });
  return document.fullscreenEnabled ? [made] : [];
}

export function icon(name: keyof typeof ICONS): SVGElement {
  const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  sign.setAttribute("viewBox", "0 0 16 16");
  sign.setAttribute("aria-hidden", "true");
  sign.setAttribute("class", "animation__icon");
  sign.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  draw(sign, name);
  return sign;
}

function draw(sign: SVGElement, name: keyof typeof ICONS): void {
  sign.firstElementChild?.setAttribute("d", ICONS[name]);
}

function sliderOf(scenes: readonly Scene[], wishes: Wishes): HTMLInputElement {
  const slider = element("input", {
    type: "range",
    class: "animation__slider",
    max: `${startsOf(scenes).at(-1) ?? 0}`,
    value: "0",
    "aria-label": word("player.animation.time"),
  });
  slider.addEventListener("input", () => {
    wishes.seek(Number(slider.value));
  });
  return slider;
}

function speedOf(wishes: Wishes): HTMLElement {
  const id = newId("speed");
  const options = SPEEDS.map((speed) => element("option", { value: speed }, `${speed} ×`));
  const select = element("select", { class: "select", id }, ...options);
  select.value = "1";
  select.addEventListener("change", () => {
    wishes.pace(Number(select.value));
  });
  const label = element("label", { for: id }, word("player.animation.speed"));
  return element("div", { class: "animation__speed" }, label, select);
}
