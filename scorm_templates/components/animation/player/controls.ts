/** The controls of an animation: native buttons in one row, a native slider above it, a native list. */
import { clockTime } from "../../../../player/src/core/clock_time.js";
import { word } from "../../../../player/src/core/words.js";
import { button, element, write, type Child } from "../../../../player/src/ui/element.js";
import type { Scene } from "../data.js";
import { icon, redraw, type Sign } from "../icons.js";
import { sceneOf, startOf, spokenMoment, type Moment } from "./timeline.js";

/** What a learner can ask for. */
export interface Wishes {
  toggle(): void;
  step(by: 1 | -1): void;
  go(index: number): void;
  seek(seconds: number): void;
  pace(speed: number): void;
}

/** What the controls show. */
export interface View {
  readonly moment: Moment;
  readonly state: "playing" | "paused" | "waiting" | "ended";
  readonly form: "moving" | "still";
}

const SPEEDS = ["0.75", "1", "1.25"];
const SECOND = "button--secondary";

export class Controls {
  readonly element: HTMLElement;
  readonly captions = toggle(word("player.animation.captions"), "shown", "hidden");
  readonly sound = toggle(word("player.animation.sound"), "on", "off");
  readonly playAll = toggle(word("player.animation.play-all"), "on", "off");
  private readonly verb = label("");
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
    const step = (name: "previous" | "next", by: 1 | -1): HTMLButtonElement =>
      control(name, heard(word(`player.animation.${name}`, { scene: word("player.animation.which") })), () => {
        wishes.step(by);
      });
    this.previous = step("previous", -1);
    this.next = step("next", 1);
    this.play = control("play", this.verb, () => {
      wishes.toggle();
    });
    this.play.classList.add("animation__play");
    this.slider = sliderOf(scenes, wishes);
    const speed = speedOf(wishes);
    const scrubber = box("scrubber", this.slider, this.time);
    this.moving = [this.play, scrubber, speed, this.playAll];
    const restart = button(word("player.animation.restart"), `button ${SECOND}`, () => {
      wishes.go(0);
    });
    const others = box("row", ...(scenes.some(({ sound }) => sound) ? [this.sound] : []), restart, this.playAll, speed);
    const more = control("more", heard(word("player.animation.more")), () => {
      others.hidden = !others.hidden;
      more.setAttribute("aria-expanded", `${!others.hidden}`);
    });
    more.click();
    const row = box("row", this.previous, this.play, this.next, this.captions, more);
    row.classList.add("animation__bar");
    const called = { class: "animation__controls", role: "group", "aria-label": word("player.animation.controls") };
    this.element = element("div", called, this.place, scrubber, row, others);
    // None where a frame may not, or a phone cannot.
    if (document.fullscreenEnabled) {
      row.append(
        control("full", heard(word("player.animation.full-screen")), () => {
          void (document.fullscreenElement
            ? document.exitFullscreen()
            : this.element.parentElement?.requestFullscreen());
        }),
      );
    }
  }

  /** Moves the focus to the control that goes on. */
  focus(form: View["form"]): void {
    (form === "moving" ? this.play : this.next).focus({ preventScroll: true });
  }

  show({ moment, state, form }: View): void {
    const playing = state === "playing";
    write(this.verb, word(`player.animation.${playing ? "pause" : state === "ended" ? "again" : "start"}`));
    redraw(this.play, playing ? "pause" : "play");
    // Not `disabled`: a button that is switched off under the focus takes the focus with it.
    this.previous.setAttribute("aria-disabled", `${moment.index === 0}`);
    this.next.setAttribute("aria-disabled", `${moment.index === this.scenes.length - 1}`);
    this.next.classList.toggle(SECOND, state !== "waiting" && form === "moving");
    this.play.classList.toggle(SECOND, state === "waiting");
    for (const part of this.moving) part.hidden = form === "still";
    this.showPlace(moment, state);
    this.showTime(moment);
  }

  private showPlace(moment: Moment, state: View["state"]): void {
    const scene = sceneOf(this.scenes, moment);
    const isStop = state === "waiting" || state === "ended";
    const text = isStop ? word(`player.animation.${state}`, { scene }) : scene;
    const words = isStop ? "" : `: ${this.scenes[moment.index]?.words ?? ""}`;
    if (this.place.textContent !== text + words) {
      this.place.replaceChildren(text, heard(words));
    }
  }

  private showTime(moment: Moment): void {
    const seconds = Math.floor(startOf(this.scenes, moment.index) + moment.ms / 1000);
    this.slider.value = `${seconds}`;
    const spoken = spokenMoment(this.scenes, moment);
    if (this.slider.getAttribute("aria-valuetext") !== spoken) {
      this.slider.setAttribute("aria-valuetext", spoken);
      this.time.textContent = `${clockTime(seconds)} / ${clockTime(Number(this.slider.max))}`;
    }
  }
}

/** Says whether a toggle button is on. */
export function isOn(toggled: HTMLElement): boolean {
  return toggled.getAttribute("aria-pressed") === "true";
}

function box(name: string, ...parts: readonly HTMLElement[]): HTMLElement {
  return element("div", { class: `animation__${name}` }, ...parts);
}

/** Returns a button that shows the sign *name*; its *words* are heard, and as a label also seen where there is room. */
function control(name: Sign, words: Child, act: () => void): HTMLButtonElement {
  const made = button("", `button ${SECOND}`, act);
  made.append(icon(name), words);
  return made;
}

function heard(words: string): HTMLElement {
  return element("span", { class: "visually-hidden" }, words);
}

function label(words: string): HTMLElement {
  return element("span", { class: "animation__label" }, words);
}

/** Returns a button that stays pressed; it shows one of two signs, of which the first is that of what is on. Captions are. */
function toggle(words: string, on: Sign, off: Sign): HTMLButtonElement {
  const made = control(on, label(words), () => {
    set(!isOn(made));
  });
  const set = (isNow: boolean): void => {
    made.setAttribute("aria-pressed", `${isNow}`);
    redraw(made, isNow ? on : off);
  };
  set(on === "shown");
  return made;
}

function sliderOf(scenes: readonly Scene[], wishes: Wishes): HTMLInputElement {
  const slider = element("input", {
    type: "range",
    class: "animation__slider",
    max: `${startOf(scenes, scenes.length)}`,
    value: "0",
    "aria-label": word("player.animation.time"),
  });
  slider.addEventListener("input", () => {
    wishes.seek(Number(slider.value));
  });
  return slider;
}

function speedOf(wishes: Wishes): HTMLElement {
  const select = element(
    "select",
    { class: "select" },
    ...SPEEDS.map((speed) => element("option", { value: speed }, `${speed} ×`)),
  );
  select.value = "1";
  select.addEventListener("change", () => {
    wishes.pace(Number(select.value));
  });
  return element("label", { class: "animation__speed" }, word("player.animation.speed"), select);
}
